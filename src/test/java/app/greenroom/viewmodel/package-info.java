/** Tests of the view models, without toolkit. */
@NullMarked
package app.greenroom.viewmodel;

import org.jspecify.annotations.NullMarked;
