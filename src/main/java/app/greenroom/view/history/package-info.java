/** Draws what was done to an instance, and the way back behind it. */
@NullMarked
package app.greenroom.view.history;

import org.jspecify.annotations.NullMarked;
