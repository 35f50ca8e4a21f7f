/** Schedules of snapshots, on the server and on this computer. */
@NullMarked
package app.greenroom.viewmodel.schedule;

import org.jspecify.annotations.NullMarked;
