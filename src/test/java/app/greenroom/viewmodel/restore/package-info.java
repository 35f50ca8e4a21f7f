/** Tests of the pages of restores. */
@NullMarked
package app.greenroom.viewmodel.restore;

import org.jspecify.annotations.NullMarked;
