package app.greenroom.domain.schedule;

import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.server.TargetName;
import java.util.List;

/**
 * The schedule of one instance, seen from this computer.
 *
 * @param target full name of the instance
 * @param server what its server tells
 * @param waiting sets on the server that this computer did not collect yet, oldest first
 * @param laptop this computer's own schedule for it
 */
public record ScheduleReport(
        TargetName target, ServerSchedule server, List<SnapshotId> waiting, LaptopSchedule laptop) {
    /** Copies the list. */
    public ScheduleReport {
        waiting = List.copyOf(waiting);
    }
}
