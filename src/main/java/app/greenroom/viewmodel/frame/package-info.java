/** The frame of the window: what it shows and where it goes. */
@NullMarked
package app.greenroom.viewmodel.frame;

import org.jspecify.annotations.NullMarked;
