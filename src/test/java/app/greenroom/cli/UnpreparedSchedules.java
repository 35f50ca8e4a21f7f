package app.greenroom.cli;

import app.greenroom.domain.backup.SnapshotId;
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

/** Schedules of a test that is not about them. */
final class UnpreparedSchedules implements Schedules {
    private static AssertionError refusal() {
        return new AssertionError("no schedule was prepared");
    }

    @Override
    public ScheduleReport show(TargetName target, TaskContext context) {
        throw refusal();
    }

    @Override
    public ScheduleReport set(TargetName target, ScheduleSettings settings, TaskContext context) {
        throw refusal();
    }

    @Override
    public ScheduleReport remove(TargetName target, TaskContext context) {
        throw refusal();
    }

    @Override
    public ScheduleRun run(TargetName target, TaskContext context) {
        throw refusal();
    }

    @Override
    public CollectReport collect(TargetName target, TaskContext context) {
        throw refusal();
    }

    @Override
    public List<SnapshotId> waiting(String server, InstanceFacts facts) {
        throw refusal();
    }

    @Override
    public LaptopSchedule laptop(TargetName target) {
        throw refusal();
    }

    @Override
    public LaptopSchedule setLaptop(TargetName target, LocalTime at) {
        throw refusal();
    }

    @Override
    public LaptopSchedule removeLaptop(TargetName target) {
        throw refusal();
    }
}
