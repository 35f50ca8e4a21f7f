package app.greenroom.operation.system;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.job.JobPlan;
import app.greenroom.domain.job.JobSummary;
import app.greenroom.domain.job.UsualTimes;
import app.greenroom.domain.server.TargetName;
import app.greenroom.domain.system.Remedy;
import app.greenroom.domain.system.RemedyOffer;
import app.greenroom.domain.system.SystemChange;
import app.greenroom.domain.system.SystemNote;
import app.greenroom.domain.system.SystemPlan;
import app.greenroom.domain.system.SystemRules;
import app.greenroom.domain.system.SystemState;
import app.greenroom.domain.upgrade.PreflightNote.Level;
import app.greenroom.job.HostJobs;
import app.greenroom.operation.ServerConnections;
import app.greenroom.operation.SystemCare;
import app.greenroom.operation.Targets;
import app.greenroom.operation.Targets.Target;
import app.greenroom.operation.job.Pause;
import app.greenroom.operation.job.StartJob;
import app.greenroom.task.Progress;
import app.greenroom.task.TaskContext;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at what pretalx stands on, plans changes of it from fresh facts, and starts them after a second look. */
public final class PlannedCare implements SystemCare {
    private static final Logger LOG = LoggerFactory.getLogger(PlannedCare.class);
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Targets targets;
    private final ServerConnections connections;
    private final HostJobs jobs;
    private final StartJob start;
    private final SystemLook looking;
    private final Clock clock;
    private final String by;

    /**
     * Care through the given collaborators.
     *
     * @param targets finds instances, with fresh facts
     * @param connections sign in
     * @param jobs knows the jobs of a host and starts one
     * @param pause waits between two tries to start it
     * @param clock this computer's
     * @param random makes what a server's own output cannot guess
     * @param by user and computer, for the journal
     */
    public PlannedCare(
            Targets targets,
            ServerConnections connections,
            HostJobs jobs,
            Pause pause,
            Clock clock,
            RandomGenerator random,
            String by) {
        this.targets = targets;
        this.connections = connections;
        this.jobs = jobs;
        this.start = new StartJob(connections, jobs, pause);
        this.looking = new SystemLook(clock, random);
        this.clock = clock;
        this.by = by;
    }

    @Override
    public SystemState look(TargetName target, TaskContext context) throws OperationFailedException {
        context.report(Progress.of("system-look"));
        return connections.with(target.server(), (profile, host) -> looking.look(host, context), context);
    }

    @Override
    public List<RemedyOffer> remedies(TargetName target, TaskContext context) throws OperationFailedException {
        return rules(targets.find(target, context)).remedies();
    }

    @Override
    public SystemPlan plan(TargetName target, SystemChange change, TaskContext context)
            throws OperationFailedException {
        return draft(target, change, context).plan();
    }

    @Override
    public JobId start(SystemPlan plan, TaskContext context) throws OperationFailedException {
        requireAllowed(plan);
        Draft draft = draft(plan.target(), plan.change(), context);
        requireAllowed(draft.plan());
        if (draft.plan().closesTheSite() && !plan.closesTheSite()) {
            throw new OperationFailedException(FailureReason.BLOCKED, "now the site would have to be closed");
        }
        JobPlan job = draft.job();
        context.cancellation().throwIfCancelled();
        start.start(plan.target().server(), job, context);
        LOG.info("started {} of {}", job.id(), job.target());
        return job.id();
    }

    private static void requireAllowed(SystemPlan plan) throws OperationFailedException {
        if (plan.blocked()) {
            throw new OperationFailedException(
                    FailureReason.BLOCKED,
                    plan.notes().stream()
                            .filter(note -> note.level() == Level.BLOCKER)
                            .map(note -> note.code().name())
                            .collect(Collectors.joining(", ")));
        }
    }

    private static SystemRules rules(Target target) {
        return new SystemRules(target.report().facts(), target.facts());
    }

    private Draft draft(TargetName name, SystemChange change, TaskContext context) throws OperationFailedException {
        Target target = targets.find(name, context);
        boolean elevated = target.report().facts().elevated();
        List<JobSummary> known = elevated
                ? connections.with(name.server(), (profile, host) -> jobs.list(host, context), context)
                : List.of();
        Wish wish = switch (change) {
            case SystemChange.Updates(boolean securityOnly) -> updates(target, securityOnly, context);
            case SystemChange.Fix(Remedy remedy) -> fix(target, remedy);
        };
        List<SystemNote> notes = new ArrayList<>(unfinished(known));
        notes.addAll(wish.notes());
        SystemPlan plan = new SystemPlan(
                target.name(), change, wish.state().updates(wish.securityOnly()), wish.packages(), notes, List.of(), 0);
        Instant now = clock.instant();
        JobId id = new JobId("system-" + change.word() + "-" + STAMP.format(now));
        if (plan.blocked()) {
            return new Draft(plan, id, now, by, "", SystemSteps.Steps.NONE);
        }
        SystemSteps.Steps steps = SystemSteps.of(new SystemInputs(
                id,
                now,
                by,
                target.facts(),
                change,
                wish.packages(),
                rules(target).configFile().orElse(""),
                wish.window(),
                UsualTimes.of(known, JobPlan.JobKind.SYSTEM, target.facts().lockKey())));
        SystemPlan whole = new SystemPlan(
                plan.target(),
                change,
                plan.updates(),
                plan.packages(),
                notes,
                steps.steps(),
                wish.securityOnly() ? 0 : wish.state().downloadBytes());
        return new Draft(whole, id, now, by, target.facts().lockKey(), steps);
    }

    private Wish updates(Target target, boolean securityOnly, TaskContext context) throws OperationFailedException {
        SystemState state = look(target.name(), context);
        SystemRules rules = rules(target);
        return new Wish(
                state,
                securityOnly,
                List.of(),
                rules.updateNotes(state, securityOnly),
                rules.closesTheSite(state, securityOnly));
    }

    private Wish fix(Target target, Remedy remedy) {
        SystemRules rules = rules(target);
        return new Wish(
                SystemState.unknown(clock.instant()),
                false,
                rules.packages(remedy),
                rules.offer(remedy).notes(),
                rules.closesTheSite(remedy));
    }

    /** Whatever instance they are for: a change of the system wants the whole server at rest. */
    private static List<SystemNote> unfinished(List<JobSummary> jobs) {
        return jobs.stream()
                .filter(job -> !job.state().ended())
                .map(job -> SystemNote.of(
                        SystemNote.Code.OTHER_JOB,
                        Level.BLOCKER,
                        job.plan().id().text(),
                        job.plan().target(),
                        job.plan().by()))
                .toList();
    }

    private record Wish(
            SystemState state, boolean securityOnly, List<String> packages, List<SystemNote> notes, boolean window) {}

    private record Draft(
            SystemPlan plan, JobId id, Instant created, String by, String lockKey, SystemSteps.Steps steps) {
        JobPlan job() {
            return new JobPlan(
                    JobPlan.PROTOCOL,
                    id,
                    JobPlan.JobKind.SYSTEM,
                    plan.target().toString(),
                    lockKey,
                    created,
                    by,
                    steps.files(),
                    steps.steps(),
                    steps.gate(),
                    Map.of("change", plan.change().word()),
                    steps.bootUndo(),
                    true);
        }
    }
}
