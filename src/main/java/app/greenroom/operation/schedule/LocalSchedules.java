package app.greenroom.operation.schedule;

import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.instance.Fact;
import app.greenroom.domain.instance.InstanceFacts;
import app.greenroom.domain.schedule.CollectReport;
import app.greenroom.domain.schedule.LaptopSchedule;
import app.greenroom.domain.schedule.ScheduleReport;
import app.greenroom.domain.schedule.ScheduleRun;
import app.greenroom.domain.schedule.ScheduleSettings;
import app.greenroom.domain.schedule.ServerSchedule;
import app.greenroom.domain.server.TargetName;
import app.greenroom.operation.Backups;
import app.greenroom.operation.Schedules;
import app.greenroom.operation.ServerConnections;
import app.greenroom.operation.Shelves;
import app.greenroom.operation.Targets;
import app.greenroom.operation.Targets.Target;
import app.greenroom.operation.inspect.ScheduleParser;
import app.greenroom.ssh.HostTraits;
import app.greenroom.ssh.RemoteHost;
import app.greenroom.ssh.SshException;
import app.greenroom.task.Progress;
import app.greenroom.task.TaskContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Schedules of servers, looked after over SSH, and those of this computer, kept in a file. */
public final class LocalSchedules implements Schedules {
    private static final Logger LOG = LoggerFactory.getLogger(LocalSchedules.class);
    private static final Duration LONGEST_RUN = Duration.ofDays(1);
    private static final int SECONDS_AT_ONCE = 20;

    private final Targets targets;
    private final ServerConnections connections;
    private final Shelves shelves;
    private final Collecting collecting;
    private final LaptopSchedules laptop;
    private final Backups backups;
    private final Clock clock;
    private final RandomGenerator random;
    private final String version;

    /**
     * Schedules.
     *
     * @param targets finds what a name means
     * @param connections sign in
     * @param shelves finds instances without a look
     * @param collecting fetches sets
     * @param laptop this computer's own schedules
     * @param backups take the snapshots that are due here
     * @param random for marks that nobody can foresee
     * @param version of this program, noted in every set
     */
    public LocalSchedules(
            Targets targets,
            ServerConnections connections,
            Shelves shelves,
            Collecting collecting,
            LaptopSchedules laptop,
            Backups backups,
            Clock clock,
            RandomGenerator random,
            String version) {
        this.targets = targets;
        this.connections = connections;
        this.shelves = shelves;
        this.collecting = collecting;
        this.laptop = laptop;
        this.backups = backups;
        this.clock = clock;
        this.random = random;
        this.version = version;
    }

    @Override
    public ScheduleReport show(TargetName name, TaskContext context) throws OperationFailedException {
        Target target = targets.find(name, context);
        return report(target.name(), told(target));
    }

    private static ServerSchedule told(Target target) throws OperationFailedException {
        Fact<ServerSchedule> schedule = target.facts().schedule();
        if (schedule.isKnown()) {
            return schedule.value().orElseThrow();
        }
        throw new OperationFailedException(
                target.report().facts().elevated() ? FailureReason.ANSWER_UNREADABLE : FailureReason.NO_ELEVATION,
                schedule.unknownBecause());
    }

    private ScheduleReport report(TargetName name, ServerSchedule server) throws OperationFailedException {
        return new ScheduleReport(name, server, collecting.waiting(name, server.sets()), laptop.of(name));
    }

    @Override
    public ScheduleReport set(TargetName name, ScheduleSettings settings, TaskContext context)
            throws OperationFailedException {
        Target target = targets.find(name, context);
        ServerSchedule now = connections.with(
                name.server(),
                (profile, host) -> {
                    requireRoot(host);
                    Map<String, Object> wish =
                            ScheduleWish.set(target.facts(), settings, profile, host.traits(), version);
                    return told(visit(host, wish, target, context));
                },
                context);
        LOG.info("set the schedule of {}: {} {}", target.name(), settings.times(), settings.zone());
        return report(target.name(), now);
    }

    @Override
    public ScheduleReport remove(TargetName name, TaskContext context) throws OperationFailedException {
        Target target = targets.find(name, context);
        ServerSchedule now = connections.with(
                name.server(),
                (profile, host) -> {
                    requireRoot(host);
                    return told(visit(host, ScheduleWish.of("remove", target.facts()), target, context));
                },
                context);
        LOG.info(
                "removed the schedule of {}, {} sets stay",
                target.name(),
                now.sets().size());
        return report(target.name(), now);
    }

    @Override
    public ScheduleRun run(TargetName name, TaskContext context) throws OperationFailedException {
        Target target = targets.find(name, context);
        context.report(Progress.of("schedule-run"));
        Instant begun = clock.instant();
        return connections.with(
                name.server(),
                (profile, host) -> {
                    requireRoot(host);
                    JsonNode started = visit(host, ScheduleWish.of("start", target.facts()), target, context);
                    Map<String, Object> wait = ScheduleWish.of("wait", target.facts());
                    wait.put("runs", started.path("runs").asLong(0));
                    wait.put("seconds", SECONDS_AT_ONCE);
                    JsonNode ended = visit(host, wait, target, context).path("ended");
                    while (!ended.isObject() && begun.plus(LONGEST_RUN).isAfter(clock.instant())) {
                        context.cancellation().throwIfCancelled();
                        ended = visit(host, wait, target, context).path("ended");
                    }
                    if (!ended.isObject()) {
                        return told(target).last().orElseThrow();
                    }
                    return ScheduleParser.run(ended, clock.instant());
                },
                context);
    }

    private JsonNode visit(RemoteHost host, Map<String, ?> wish, Target target, TaskContext context)
            throws SshException, OperationFailedException {
        return new ScheduleVisit(host, random).pay(wish, target.name().toString(), context);
    }

    private ServerSchedule told(JsonNode answer) throws OperationFailedException {
        return ScheduleParser.parse(answer.path("told"), clock.instant());
    }

    private static void requireRoot(RemoteHost host) throws OperationFailedException {
        if (host.traits().elevation() == HostTraits.Elevation.NONE
                && host.traits().root().isEmpty()) {
            throw new OperationFailedException(FailureReason.NO_ELEVATION, "a schedule is looked after by root");
        }
    }

    @Override
    public CollectReport collect(TargetName name, TaskContext context) throws OperationFailedException {
        Target target = targets.find(name, context);
        return collecting.collect(
                target.name(),
                told(target),
                (host, sets) -> {
                    Map<String, Object> wish = ScheduleWish.of("collected", target.facts());
                    wish.put("sets", sets.stream().map(SnapshotId::text).toList());
                    visit(host, wish, target, context);
                },
                context);
    }

    @Override
    public List<SnapshotId> waiting(String server, InstanceFacts facts) throws OperationFailedException {
        Optional<ServerSchedule> schedule = facts.schedule().value();
        return schedule.isEmpty()
                ? List.of()
                : collecting.waiting(
                        new TargetName(server, Optional.of(facts.id())),
                        schedule.get().sets());
    }

    @Override
    public LaptopSchedule laptop(TargetName name) throws OperationFailedException {
        return laptop.of(known(name));
    }

    @Override
    public LaptopSchedule setLaptop(TargetName name, LocalTime at) throws OperationFailedException {
        TargetName target = known(name);
        laptop.set(target, at);
        return laptop.of(target);
    }

    @Override
    public LaptopSchedule removeLaptop(TargetName name) throws OperationFailedException {
        TargetName target = known(name);
        laptop.remove(target);
        return laptop.of(target);
    }

    @Override
    public Optional<TargetName> due() throws OperationFailedException {
        return catchingUp().due();
    }

    @Override
    public LaptopSchedule catchUp(TargetName target, TaskContext context) throws OperationFailedException {
        return catchingUp().attempt(target, context);
    }

    private CatchUp catchingUp() {
        return new CatchUp(laptop, backups, this::collect, clock);
    }

    /** The full name that a name means, without a look at the server. */
    private TargetName known(TargetName name) throws OperationFailedException {
        return shelves.find(name)
                .map(Shelves.Found::name)
                .orElseThrow(() -> new OperationFailedException(
                        FailureReason.INSTANCE_UNKNOWN, "no instance is known yet", name.toString()));
    }
}
