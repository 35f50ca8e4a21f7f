package app.greenroom.viewmodel.fake;

import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.instance.InstanceFacts;
import app.greenroom.domain.schedule.CollectReport;
import app.greenroom.domain.schedule.LaptopSchedule;
import app.greenroom.domain.schedule.ScheduleReport;
import app.greenroom.domain.schedule.ScheduleRun;
import app.greenroom.domain.schedule.ScheduleSettings;
import app.greenroom.domain.schedule.ServerSchedule;
import app.greenroom.domain.schedule.ServerSchedule.Trigger;
import app.greenroom.domain.server.TargetName;
import app.greenroom.operation.Schedules;
import app.greenroom.task.TaskContext;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Schedules in memory, whose runs end as a test wants. */
public final class FakeSchedules implements Schedules {
    /** What is due here. */
    public Optional<TargetName> due = Optional.empty();
    /** What was caught up with. */
    public final List<TargetName> caughtUp = new ArrayList<>();

    private final FakeBackups backups;
    private final InstantSource clock;
    /** What was asked for. */
    public final List<String> asked = new ArrayList<>();
    /** Sets that wait on the server. */
    public final List<SnapshotId> waiting = new ArrayList<>();
    /** What the server's schedule is. */
    public Optional<ScheduleSettings> settings = Optional.empty();
    /** How the next runs end. */
    public Optional<ScheduleRun> run = Optional.empty();
    /** Why the server does not tell; empty if it does. */
    public Optional<OperationFailedException> failure = Optional.empty();
    /** This computer's own schedule. */
    public LaptopSchedule laptop = LaptopSchedule.none();

    /** On the snapshots of others. */
    public FakeSchedules(FakeBackups backups, InstantSource clock) {
        this.backups = backups;
        this.clock = clock;
    }

    private ScheduleReport report(TargetName target) throws OperationFailedException {
        if (failure.isPresent()) {
            throw failure.get();
        }
        ServerSchedule server = new ServerSchedule(
                settings,
                settings.isPresent() ? Trigger.SYSTEMD : Trigger.NONE,
                settings.map(each -> clock.instant().minus(Duration.ofDays(12))),
                run,
                run.filter(each -> each.result() == ScheduleRun.Result.OK).map(ScheduleRun::started),
                settings.map(each -> clock.instant().plus(Duration.ofHours(15))),
                waiting,
                "/var/lib/greenroom/snapshots/pretalx",
                clock.instant());
        return new ScheduleReport(target, server, waiting, laptop);
    }

    @Override
    public ScheduleReport show(TargetName target, TaskContext context) throws OperationFailedException {
        return report(target);
    }

    @Override
    public ScheduleReport set(TargetName target, ScheduleSettings chosen, TaskContext context)
            throws OperationFailedException {
        asked.add("set");
        settings = Optional.of(chosen);
        return report(target);
    }

    @Override
    public ScheduleReport remove(TargetName target, TaskContext context) throws OperationFailedException {
        asked.add("remove");
        settings = Optional.empty();
        return report(target);
    }

    @Override
    public ScheduleRun run(TargetName target, TaskContext context) {
        asked.add("run");
        return run.orElseThrow(() -> new AssertionError("no run was prepared"));
    }

    @Override
    public CollectReport collect(TargetName target, TaskContext context) {
        asked.add("collect");
        var collected = waiting.stream()
                .map(id -> Sample.snapshot(id.taken(), "2025.2.2", 1_300_000_000L, 14_000_000L))
                .toList();
        collected.forEach(backups::arrived);
        waiting.clear();
        return new CollectReport(collected, 14_000_000L, List.of());
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
        asked.add("laptop " + at);
        laptop = new LaptopSchedule(
                Optional.of(at),
                Optional.of(clock.instant()),
                Optional.empty(),
                Optional.of(clock.instant().plus(Duration.ofHours(9))));
        return laptop;
    }

    @Override
    public LaptopSchedule removeLaptop(TargetName target) {
        asked.add("laptop none");
        laptop = LaptopSchedule.none();
        return laptop;
    }

    @Override
    public Optional<TargetName> due() {
        return due;
    }

    @Override
    public LaptopSchedule catchUp(TargetName target, TaskContext context) throws OperationFailedException {
        caughtUp.add(target);
        due = Optional.empty();
        return laptop(target);
    }
}
