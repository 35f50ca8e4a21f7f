/** The page of the snapshots and the pages that open from it. */
@NullMarked
package app.greenroom.view.backup;

import org.jspecify.annotations.NullMarked;
