/** The window, the time in which a site is stopped: how it is opened and closed, whatever the job does in it. */
@NullMarked
package app.greenroom.operation.window;

import org.jspecify.annotations.NullMarked;
