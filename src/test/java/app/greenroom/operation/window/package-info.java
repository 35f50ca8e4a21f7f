/** Opening and closing the window: the shared program, piece by piece. */
@NullMarked
package app.greenroom.operation.window;

import org.jspecify.annotations.NullMarked;
