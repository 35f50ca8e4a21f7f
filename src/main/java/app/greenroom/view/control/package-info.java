/** Small controls of our own; each draws one thing and decides nothing. */
@NullMarked
package app.greenroom.view.control;

import org.jspecify.annotations.NullMarked;
