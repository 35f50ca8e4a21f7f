/** Tests of the snapshots page. */
@NullMarked
package app.greenroom.viewmodel.backup;

import org.jspecify.annotations.NullMarked;
