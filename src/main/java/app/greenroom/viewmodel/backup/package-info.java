/** Snapshots of an instance. */
@NullMarked
package app.greenroom.viewmodel.backup;

import org.jspecify.annotations.NullMarked;
