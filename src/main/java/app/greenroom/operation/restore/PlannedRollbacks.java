package app.greenroom.operation.restore;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.instance.InstanceFacts;
import app.greenroom.domain.instance.PretalxVersion;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.job.JobPlan;
import app.greenroom.domain.job.JobPlan.JobKind;
import app.greenroom.domain.job.JobPlan.Phase;
import app.greenroom.domain.job.JobPlan.Step;
import app.greenroom.domain.job.JobSummary;
import app.greenroom.domain.job.UsualTimes;
import app.greenroom.domain.rollback.KeptBehind;
import app.greenroom.domain.rollback.RollbackCheck;
import app.greenroom.domain.rollback.RollbackNote;
import app.greenroom.domain.rollback.RollbackNote.Code;
import app.greenroom.domain.rollback.RollbackPlan;
import app.greenroom.domain.rollback.SinceThen;
import app.greenroom.domain.server.TargetName;
import app.greenroom.domain.upgrade.PreflightNote.Level;
import app.greenroom.job.HostJobs;
import app.greenroom.operation.Rollbacks;
import app.greenroom.operation.ServerConnections;
import app.greenroom.operation.Targets;
import app.greenroom.operation.Targets.Target;
import app.greenroom.operation.job.Pause;
import app.greenroom.operation.job.StartJob;
import app.greenroom.ssh.RemoteHost;
import app.greenroom.ssh.SshException;
import app.greenroom.task.Progress;
import app.greenroom.task.TaskContext;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plans the way back behind a job from what that job kept, and starts it after a second look that still allows it. */
public final class PlannedRollbacks implements Rollbacks {
    private static final Logger LOG = LoggerFactory.getLogger(PlannedRollbacks.class);

    private final Targets targets;
    private final ServerConnections connections;
    private final HostJobs jobs;
    private final StartJob start;
    private final Clock clock;
    private final String by;

    /**
     * Goes back through the given collaborators.
     *
     * @param targets finds instances, with fresh facts
     * @param connections sign in
     * @param jobs knows the jobs of a host and starts one
     * @param pause waits between two tries to start it
     * @param clock this computer's
     * @param by user and computer, for the journal
     */
    public PlannedRollbacks(
            Targets targets, ServerConnections connections, HostJobs jobs, Pause pause, Clock clock, String by) {
        this.targets = targets;
        this.connections = connections;
        this.jobs = jobs;
        this.start = new StartJob(connections, jobs, pause);
        this.clock = clock;
        this.by = by;
    }

    @Override
    public RollbackPlan plan(TargetName target, Optional<JobId> job, TaskContext context)
            throws OperationFailedException {
        return draft(target, job, context).plan();
    }

    @Override
    public JobId start(RollbackPlan plan, TaskContext context) throws OperationFailedException {
        requireAllowed(plan);
        Draft draft = draft(plan.target(), Optional.of(plan.behind()), context);
        requireAllowed(draft.plan());
        if (!draft.plan().to().equals(plan.to())) {
            throw new OperationFailedException(
                    FailureReason.BLOCKED,
                    "planned to " + plan.to() + ", now " + draft.plan().to());
        }
        context.cancellation().throwIfCancelled();
        context.report(Progress.of("rollback-start"));
        JobPlan job = draft.job();
        start.start(plan.target().server(), job, context);
        LOG.info("started {} of {}: back to {}", job.id(), job.target(), plan.to());
        return job.id();
    }

    private static void requireAllowed(RollbackPlan plan) throws OperationFailedException {
        if (plan.blocked()) {
            throw new OperationFailedException(
                    FailureReason.BLOCKED,
                    plan.notes().stream()
                            .filter(note -> note.level() == Level.BLOCKER)
                            .map(note -> note.code().name())
                            .collect(Collectors.joining(", ")));
        }
    }

    private Draft draft(TargetName name, Optional<JobId> wanted, TaskContext context) throws OperationFailedException {
        Target target = targets.find(name, context);
        context.report(Progress.of("rollback-look"));
        return connections.with(name.server(), (profile, host) -> draft(target, wanted, host, context), context);
    }

    private Draft draft(Target target, Optional<JobId> wanted, RemoteHost host, TaskContext context)
            throws SshException, OperationFailedException, IOException {
        InstanceFacts facts = target.facts();
        boolean elevated = target.report().facts().elevated();
        String lockKey = facts.lockKey();
        List<JobSummary> all = elevated ? jobs.list(host, context) : List.of();
        List<JobSummary> mine =
                all.stream().filter(job -> job.plan().concerns(lockKey)).toList();
        JobSummary behind = chosen(target.name(), wanted, mine);
        Optional<KeptBehind> kept = RollbackCheck.reversible(behind)
                ? Optional.of(SinceReader.read(new HostFiles(host)
                        .since(host.traits().stateDirectory(), behind.plan().id(), context)))
                : Optional.empty();
        List<RollbackNote> notes = new ArrayList<>(RollbackCheck.check(behind, mine, facts, elevated, kept));
        boolean blocked = kept.isEmpty() || notes.stream().anyMatch(note -> note.level() == Level.BLOCKER);
        if (!blocked && !host.traits().root().isEmpty()) {
            notes.add(RollbackNote.of(Code.NO_BOOT_UNDO, Level.WARNING));
        }
        Instant now = clock.instant();
        JobId id = new JobId("rollback-" + DraftRestore.STAMP.format(now));
        Optional<RestoreSteps.Steps> steps = blocked
                ? Optional.empty()
                : Optional.of(steps(id, now, facts, behind.plan().id(), kept.orElseThrow(), all));
        List<Step> planned = steps.map(RestoreSteps.Steps::steps).orElse(List.of());
        RollbackPlan plan = new RollbackPlan(
                target.name(),
                behind.plan().id(),
                kept.map(KeptBehind::from).orElse(behind.plan().summary().getOrDefault("to", "")),
                kept.map(KeptBehind::to).orElse(behind.plan().summary().getOrDefault("from", "")),
                kept.map(KeptBehind::since).orElse(SinceThen.NOTHING),
                notes,
                planned,
                usual(planned.stream()
                        .filter(step -> step.phase() == Phase.WINDOW)
                        .toList()),
                usual(planned));
        return new Draft(plan, id, now, by, lockKey, steps);
    }

    private RestoreSteps.Steps steps(
            JobId id, Instant now, InstanceFacts facts, JobId behind, KeptBehind kept, List<JobSummary> all) {
        RollbackSteps.Way way = new RollbackSteps.Way(
                behind, PretalxVersion.of(kept.from()), PretalxVersion.of(kept.to()), kept.data());
        return new RollbackSteps(id, now, by, facts, way, UsualTimes.of(all, JobKind.ROLLBACK, facts.lockKey()))
                .steps();
    }

    private static JobSummary chosen(TargetName name, Optional<JobId> wanted, List<JobSummary> jobs)
            throws OperationFailedException {
        if (wanted.isEmpty()) {
            return RollbackCheck.newest(jobs)
                    .orElseThrow(() -> new OperationFailedException(
                            FailureReason.JOB_NONE, "nothing to go back behind", name.toString()));
        }
        return jobs.stream()
                .filter(job -> job.plan().id().equals(wanted.get()))
                .findFirst()
                .orElseThrow(() -> new OperationFailedException(
                        FailureReason.JOB_UNKNOWN,
                        "not a job of " + name,
                        wanted.get().text()));
    }

    private static Duration usual(List<Step> steps) {
        return steps.stream().map(Step::usual).reduce(Duration.ZERO, Duration::plus);
    }

    private record Draft(
            RollbackPlan plan,
            JobId id,
            Instant created,
            String by,
            String lockKey,
            Optional<RestoreSteps.Steps> steps) {
        JobPlan job() {
            RestoreSteps.Steps made = steps.orElseThrow();
            return new JobPlan(
                    JobPlan.PROTOCOL,
                    id,
                    JobKind.ROLLBACK,
                    plan.target().toString(),
                    lockKey,
                    created,
                    by,
                    made.files(),
                    made.steps(),
                    made.gate(),
                    Map.of(
                            "from", plan.from(),
                            "to", plan.to(),
                            "behind", plan.behind().text()),
                    made.bootUndo());
        }
    }
}
