package app.greenroom.cli;

import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.instance.InstanceFacts;
import app.greenroom.domain.schedule.CollectReport;
import app.greenroom.domain.schedule.LaptopSchedule;
import app.greenroom.domain.schedule.ScheduleReport;
import app.greenroom.domain.schedule.ScheduleRun;
import app.greenroom.domain.schedule.ScheduleSettings;
import app.greenroom.domain.schedule.ServerSchedule;
import app.greenroom.domain.server.TargetName;
import app.greenroom.operation.Schedules;
import app.greenroom.task.TaskContext;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Schedules in memory. */
final class FakeSchedules implements Schedules {
    private Instant since = World.NOW.minus(Duration.ofDays(9));
    Optional<ScheduleSettings> settings = Optional.empty();
    Optional<ScheduleRun> last = Optional.empty();
    Optional<ScheduleRun> running = Optional.empty();
    final List<SnapshotId> sets = new ArrayList<>();
    final List<SnapshotId> waiting = new ArrayList<>();
    CollectReport collected = new CollectReport(List.of(), 0, List.of());
    Optional<OperationFailedException> refusal = Optional.empty();
    LaptopSchedule laptop = LaptopSchedule.none();

    @Override
    public ScheduleReport show(TargetName target, TaskContext context) {
        Instant now = World.NOW;
        return new ScheduleReport(
                new TargetName(target.server(), Optional.of("main")),
                new ServerSchedule(
                        settings,
                        settings.isPresent() ? ServerSchedule.Trigger.SYSTEMD : ServerSchedule.Trigger.NONE,
                        settings.map(each -> since),
                        last,
                        last.filter(run -> run.result() == ScheduleRun.Result.OK)
                                .map(ScheduleRun::started),
                        settings.map(each -> now.plus(Duration.ofHours(14))),
                        sets,
                        "/var/lib/greenroom/snapshots/main",
                        now),
                waiting,
                laptop);
    }

    @Override
    public ScheduleReport set(TargetName target, ScheduleSettings wanted, TaskContext context) {
        settings = Optional.of(wanted);
        since = World.NOW;
        return show(target, context);
    }

    @Override
    public ScheduleReport remove(TargetName target, TaskContext context) throws OperationFailedException {
        requireOne(target);
        settings = Optional.empty();
        return show(target, context);
    }

    @Override
    public ScheduleRun run(TargetName target, TaskContext context) throws OperationFailedException {
        requireOne(target);
        return running.orElseThrow(() -> new AssertionError("no run was prepared"));
    }

    private void requireOne(TargetName target) throws OperationFailedException {
        if (settings.isEmpty()) {
            throw new OperationFailedException(FailureReason.SCHEDULE_NONE, "no schedule", target.toString());
        }
    }

    @Override
    public CollectReport collect(TargetName target, TaskContext context) throws OperationFailedException {
        if (refusal.isPresent()) {
            throw refusal.get();
        }
        waiting.clear();
        return collected;
    }

    @Override
    public List<SnapshotId> waiting(String server, InstanceFacts facts) {
        return List.copyOf(waiting);
    }

    @Override
    public LaptopSchedule laptop(TargetName target) {
        return laptop;
    }

    @Override
    public LaptopSchedule setLaptop(TargetName target, LocalTime at) {
        laptop = new LaptopSchedule(
                Optional.of(at), Optional.of(World.NOW), laptop.last(), Optional.of(World.NOW.plusSeconds(3600)));
        return laptop;
    }

    @Override
    public Optional<TargetName> due() {
        return Optional.empty();
    }

    @Override
    public LaptopSchedule catchUp(TargetName target, TaskContext context) {
        throw new AssertionError("nothing is due");
    }

    @Override
    public LaptopSchedule removeLaptop(TargetName target) {
        laptop = LaptopSchedule.none();
        return laptop;
    }
}
