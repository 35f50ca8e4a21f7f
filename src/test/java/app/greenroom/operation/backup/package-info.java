/** Tests of snapshots. */
@NullMarked
package app.greenroom.operation.backup;

import org.jspecify.annotations.NullMarked;
