package app.greenroom.operation;

import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.instance.InstanceFacts;
import app.greenroom.domain.schedule.CollectReport;
import app.greenroom.domain.schedule.LaptopSchedule;
import app.greenroom.domain.schedule.ScheduleReport;
import app.greenroom.domain.schedule.ScheduleRun;
import app.greenroom.domain.schedule.ScheduleSettings;
import app.greenroom.domain.server.TargetName;
import app.greenroom.task.TaskContext;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

/** Snapshots that are taken by themselves: by the server, and by this computer while the window is open. */
public interface Schedules {
    /** What is chosen, what came of it, and which sets wait to be collected. Changes nothing. */
    ScheduleReport show(TargetName target, TaskContext context) throws OperationFailedException;

    /**
     * Sets or changes the schedule of the server. Wants root there. Takes no set by itself.
     *
     * @throws OperationFailedException with reason NO_ELEVATION, or INPUT_INVALID if the server does not know the zone
     */
    ScheduleReport set(TargetName target, ScheduleSettings settings, TaskContext context)
            throws OperationFailedException;

    /**
     * Removes the schedule of the server with everything that belongs to it. The sets stay there.
     *
     * @throws OperationFailedException with reason SCHEDULE_NONE if there is none
     */
    ScheduleReport remove(TargetName target, TaskContext context) throws OperationFailedException;

    /**
     * Lets the server take a set now, and waits for it. Cancelling stops the waiting, not the run.
     *
     * @return how it ended; still RUNNING if the waiting was given up after a day
     * @throws OperationFailedException with reason SCHEDULE_NONE if there is no schedule
     */
    ScheduleRun run(TargetName target, TaskContext context) throws OperationFailedException;

    /**
     * Fetches the sets that wait on the server, oldest first. Files that are on this computer already do not travel; what
     * was cut is continued. A damaged set does not keep the others away.
     */
    CollectReport collect(TargetName target, TaskContext context) throws OperationFailedException;

    /**
     * The sets that wait, by what a look at the server found; asks no server.
     *
     * @param server name of the saved server
     * @return oldest first; none if the look could not tell
     */
    List<SnapshotId> waiting(String server, InstanceFacts facts) throws OperationFailedException;

    /** This computer's own schedule for an instance; asks no server. */
    LaptopSchedule laptop(TargetName target) throws OperationFailedException;

    /** Sets this computer's own schedule: a snapshot a day from that time of day on. Asks no server. */
    LaptopSchedule setLaptop(TargetName target, LocalTime at) throws OperationFailedException;

    /**
     * The instance whose snapshot has been due the longest by this computer's own schedules; empty if none is due. Asks
     * no server, and takes no longer than reading a small file.
     */
    Optional<TargetName> due() throws OperationFailedException;

    /**
     * Takes the snapshot of an instance that is due by this computer's own schedule, collects what its server took, and
     * keeps what came of it.
     *
     * @throws OperationFailedException why there is no new snapshot; whether that counts as skipped or as failed has been
     *     kept
     */
    LaptopSchedule catchUp(TargetName target, TaskContext context) throws OperationFailedException;

    /** Removes this computer's own schedule. Snapshots stay. Asks no server. */
    LaptopSchedule removeLaptop(TargetName target) throws OperationFailedException;
}
