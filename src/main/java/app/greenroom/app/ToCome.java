package app.greenroom.app;

import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.instance.InstanceFacts;
import app.greenroom.domain.schedule.CollectReport;
import app.greenroom.domain.schedule.LaptopSchedule;
import app.greenroom.domain.schedule.ScheduleReport;
import app.greenroom.domain.schedule.ScheduleRun;
import app.greenroom.domain.schedule.ScheduleSettings;
import app.greenroom.domain.server.TargetName;
import app.greenroom.operation.Schedules;
import app.greenroom.task.TaskContext;
import java.time.LocalTime;
import java.util.List;

/** Holds the place of schedules until they are built: refuses everything, changes nothing. */
final class ToCome implements Schedules {
    private static OperationFailedException refusal() {
        return new OperationFailedException(FailureReason.BLOCKED, "not built yet");
    }

    @Override
    public ScheduleReport show(TargetName target, TaskContext context) throws OperationFailedException {
        throw refusal();
    }

    @Override
    public ScheduleReport set(TargetName target, ScheduleSettings settings, TaskContext context)
            throws OperationFailedException {
        throw refusal();
    }

    @Override
    public ScheduleReport remove(TargetName target, TaskContext context) throws OperationFailedException {
        throw refusal();
    }

    @Override
    public ScheduleRun run(TargetName target, TaskContext context) throws OperationFailedException {
        throw refusal();
    }

    @Override
    public CollectReport collect(TargetName target, TaskContext context) throws OperationFailedException {
        throw refusal();
    }

    @Override
    public List<SnapshotId> waiting(String server, InstanceFacts facts) {
        return List.of();
    }

    @Override
    public LaptopSchedule laptop(TargetName target) {
        return LaptopSchedule.none();
    }

    @Override
    public LaptopSchedule setLaptop(TargetName target, LocalTime at) throws OperationFailedException {
        throw refusal();
    }

    @Override
    public LaptopSchedule removeLaptop(TargetName target) throws OperationFailedException {
        throw refusal();
    }
}
