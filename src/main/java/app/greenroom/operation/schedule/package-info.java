/** Snapshots that are taken by themselves: set, shown, run and collected; and this computer's own schedule. */
@NullMarked
package app.greenroom.operation.schedule;

import org.jspecify.annotations.NullMarked;
