/** Snapshots: taking, listing and verifying them. */
@NullMarked
package app.greenroom.operation.backup;

import org.jspecify.annotations.NullMarked;
