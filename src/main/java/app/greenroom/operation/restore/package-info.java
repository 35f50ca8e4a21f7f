/** Bringing snapshots back: plans from fresh facts, transfer of what a server lacks, and the job that does the rest. */
@NullMarked
package app.greenroom.operation.restore;

import org.jspecify.annotations.NullMarked;
