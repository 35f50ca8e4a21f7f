/** Tests of the upgrade page. */
@NullMarked
package app.greenroom.viewmodel.upgrade;

import org.jspecify.annotations.NullMarked;
