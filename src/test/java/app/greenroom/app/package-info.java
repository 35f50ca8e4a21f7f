/** Tests of what is wired together. */
@NullMarked
package app.greenroom.app;

import org.jspecify.annotations.NullMarked;
