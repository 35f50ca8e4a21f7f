/** Tests of the frame. */
@NullMarked
package app.greenroom.viewmodel.frame;

import org.jspecify.annotations.NullMarked;
