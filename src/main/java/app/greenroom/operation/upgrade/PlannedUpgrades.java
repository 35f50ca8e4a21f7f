package app.greenroom.operation.upgrade;

import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.domain.backup.VerifyReport;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.instance.InstanceFacts;
import app.greenroom.domain.instance.PretalxVersion;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.job.JobPlan;
import app.greenroom.domain.job.JobPlan.Phase;
import app.greenroom.domain.job.JobSummary;
import app.greenroom.domain.job.UsualTimes;
import app.greenroom.domain.restore.KeptState;
import app.greenroom.domain.server.TargetName;
import app.greenroom.domain.upgrade.Preflight;
import app.greenroom.domain.upgrade.PreflightNote;
import app.greenroom.domain.upgrade.PreflightNote.Code;
import app.greenroom.domain.upgrade.PreflightNote.Level;
import app.greenroom.domain.upgrade.ReleaseTable;
import app.greenroom.domain.upgrade.UpgradeChoice;
import app.greenroom.domain.upgrade.UpgradePlan;
import app.greenroom.job.HostJobs;
import app.greenroom.operation.Backups;
import app.greenroom.operation.ServerConnections;
import app.greenroom.operation.Targets;
import app.greenroom.operation.Targets.Target;
import app.greenroom.operation.Upgrades;
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
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plans upgrades from fresh facts, and starts them behind a gate: a snapshot that was just taken and verified, and a second
 * look that still allows the very plan that the user saw.
 */
public final class PlannedUpgrades implements Upgrades {
    private static final Logger LOG = LoggerFactory.getLogger(PlannedUpgrades.class);
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Targets targets;
    private final ServerConnections connections;
    private final Backups backups;
    private final HostJobs jobs;
    private final StartJob start;
    private final ReleaseTableFile releases;
    private final UpgradeExtras extras;
    private final Clock clock;
    private final String by;

    /**
     * Upgrades through the given collaborators.
     *
     * @param targets finds instances, with fresh facts
     * @param connections sign in
     * @param backups take the snapshot that every upgrade wants
     * @param jobs knows the jobs of a host and starts one
     * @param pause waits between two tries to start it
     * @param releases the known releases
     * @param extras what a plan tells besides
     * @param clock this computer's
     * @param by user and computer, for the journal
     */
    public PlannedUpgrades(
            Targets targets,
            ServerConnections connections,
            Backups backups,
            HostJobs jobs,
            Pause pause,
            ReleaseTableFile releases,
            UpgradeExtras extras,
            Clock clock,
            String by) {
        this.targets = targets;
        this.connections = connections;
        this.backups = backups;
        this.jobs = jobs;
        this.start = new StartJob(connections, jobs, pause);
        this.releases = releases;
        this.extras = extras;
        this.clock = clock;
        this.by = by;
    }

    @Override
    public UpgradePlan plan(TargetName target, UpgradeChoice choice, TaskContext context)
            throws OperationFailedException {
        Draft draft = draft(target, choice, context);
        if (draft.practice()) { // the stand-in's releases have no notes of their own
            return draft.plan();
        }
        context.report(Progress.of("upgrade-notes"));
        return draft.plan().withReleases(extras.notes().read(draft.plan().releases()));
    }

    @Override
    public JobId start(UpgradePlan plan, boolean reviewed, TaskContext context) throws OperationFailedException {
        requireAllowed(plan);
        if (plan.needsReviewConsent() && !reviewed) {
            throw new OperationFailedException(FailureReason.CONSENT_MISSING, "not reviewed: " + plan.to(), "reviewed");
        }
        snapshot(plan.target(), context);
        context.report(Progress.of("upgrade-start"));
        Draft draft = draft(plan.target(), plan.choice(), context);
        requireAllowed(draft.plan());
        if (!draft.plan().hops().equals(plan.hops())) {
            throw new OperationFailedException(
                    FailureReason.BLOCKED,
                    "the way changed: %s, now %s"
                            .formatted(plan.hops(), draft.plan().hops()));
        }
        JobPlan job = draft.job();
        context.cancellation().throwIfCancelled();
        start.start(plan.target().server(), job, context);
        LOG.info("started {} of {}: {} to {}", job.id(), job.target(), plan.from(), plan.to());
        return job.id();
    }

    private static void requireAllowed(UpgradePlan plan) throws OperationFailedException {
        if (plan.blocked()) {
            throw new OperationFailedException(
                    FailureReason.BLOCKED,
                    plan.notes().stream()
                            .filter(note -> note.level() == PreflightNote.Level.BLOCKER)
                            .map(note -> note.code().name()) // arguments can be addresses of people
                            .collect(Collectors.joining(", ")));
        }
    }

    /** The gate: without a snapshot whose every file was read again and found right, nothing is changed. */
    private void snapshot(TargetName target, TaskContext context) throws OperationFailedException {
        SnapshotSummary snapshot = backups.create(target, context);
        VerifyReport report = backups.verify(target, Optional.of(snapshot.id()), context);
        if (!report.sound()) {
            throw new OperationFailedException(
                    FailureReason.SNAPSHOT_DAMAGED,
                    String.valueOf(report.problems()),
                    snapshot.id().text());
        }
    }

    private Draft draft(TargetName name, UpgradeChoice choice, TaskContext context) throws OperationFailedException {
        Target target = targets.find(name, context);
        Access access = connections.with(
                name.server(),
                (profile, host) -> new Access(
                        profile.practice(),
                        host.traits().root(),
                        target.report().facts().elevated() ? jobs.list(host, context) : List.of(),
                        kept(host, target, context)),
                context);
        ReleaseTable known = releases.read();
        ReleaseTable table = access.practice() ? known.practising() : known;
        Preflight.Situation situation = new Preflight.Situation(
                target.report().facts(), target.facts(), table, unfinished(access.jobs(), target.facts()));
        Preflight.Result found = Preflight.check(situation, choice);
        Function<List<JobPlan.Step>, UpgradePlan> plan =
                steps -> plan(target, choice, found, notes(found, access, target.name()), table, steps);
        Instant now = clock.instant();
        JobId id = new JobId("upgrade-" + STAMP.format(now));
        if (found.blocked()) {
            return new Draft(plan.apply(List.of()), id, now, by, "", UpgradeSteps.Steps.NONE, access.practice());
        }
        List<UpgradeInputs.Hop> hops = found.hops().stream()
                .map(hop -> new UpgradeInputs.Hop(
                        hop,
                        hop.equals(found.hops().getLast()) ? Optional.empty() : table.successorOf(hop),
                        table.floorsOf(hop).node(),
                        found.pythonFor(hop)))
                .toList();
        UpgradeSteps.Steps steps = UpgradeSteps.of(new UpgradeInputs(
                id,
                now,
                by,
                target.facts(),
                access.root(),
                found.from().orElseThrow(),
                hops,
                choice.without(),
                UsualTimes.of(
                        access.jobs(), JobPlan.JobKind.UPGRADE, target.facts().lockKey())));
        return new Draft(plan.apply(steps.steps()), id, now, by, target.facts().lockKey(), steps, access.practice());
    }

    /** What lies there of earlier jobs; a plan does without knowing it. */
    private List<KeptState> kept(RemoteHost host, Target target, TaskContext context) throws SshException, IOException {
        if (!target.report().facts().elevated() || !target.facts().settings().isKnown()) {
            return List.of();
        }
        try {
            return extras.kept().on(host, target.facts(), context);
        } catch (OperationFailedException e) {
            LOG.info("not known what earlier jobs have set aside: {}", e.reason());
            return List.of();
        }
    }

    private static List<Preflight.UnfinishedJob> unfinished(List<JobSummary> jobs, InstanceFacts facts) {
        return jobs.stream()
                .filter(job ->
                        job.plan().concerns(facts.lockKey()) && !job.state().ended())
                .map(job -> new Preflight.UnfinishedJob(
                        job.plan().id().text(), job.state().word()))
                .toList();
    }

    private static UpgradePlan plan(
            Target target,
            UpgradeChoice choice,
            Preflight.Result found,
            List<PreflightNote> notes,
            ReleaseTable table,
            List<JobPlan.Step> steps) {
        PretalxVersion none = new PretalxVersion(0, 0, 0, "");
        return new UpgradePlan(
                target.name(),
                found.from().orElse(none),
                found.to().orElse(none),
                choice.without(),
                found.hops(),
                found.hops().stream()
                        .map(hop -> table.notesOf(
                                hop, target.facts().upgrade().packagePage().value()))
                        .toList(),
                notes,
                steps,
                usual(steps, Phase.WINDOW),
                usual(steps, Phase.BEFORE).plus(usual(steps, Phase.WINDOW)).plus(usual(steps, Phase.AFTER)),
                found.diskBytes());
    }

    /** What the way itself makes worth knowing, besides what the preflight found. */
    private static List<PreflightNote> notes(Preflight.Result found, Access access, TargetName target) {
        List<PreflightNote> notes = new ArrayList<>(found.notes());
        if (!access.kept().isEmpty()) {
            notes.add(PreflightNote.of(
                    Code.KEPT_STATE,
                    Level.WARNING,
                    String.valueOf(access.kept().size()),
                    String.valueOf(
                            access.kept().stream().mapToLong(KeptState::bytes).sum()),
                    target.toString()));
        }
        if (!found.blocked()) {
            if (!access.root().isEmpty()) {
                notes.add(PreflightNote.of(Code.NO_BOOT_UNDO, Level.WARNING));
            }
            if (found.from()
                    .filter(from -> found.hops().stream().allMatch(from::sameFeatureRelease))
                    .isPresent()) {
                notes.add(PreflightNote.of(Code.RESTART_ONLY, Level.INFO));
            }
        }
        return notes;
    }

    private static Duration usual(List<JobPlan.Step> steps, Phase phase) {
        return steps.stream()
                .filter(step -> step.phase() == phase)
                .map(JobPlan.Step::usual)
                .reduce(Duration.ZERO, Duration::plus);
    }

    private record Access(boolean practice, String root, List<JobSummary> jobs, List<KeptState> kept) {}

    private record Draft(
            UpgradePlan plan,
            JobId id,
            Instant created,
            String by,
            String lockKey,
            UpgradeSteps.Steps steps,
            boolean practice) {
        JobPlan job() {
            return new JobPlan(
                    JobPlan.PROTOCOL,
                    id,
                    JobPlan.JobKind.UPGRADE,
                    plan.target().toString(),
                    lockKey,
                    created,
                    by,
                    steps.files(),
                    steps.steps(),
                    steps.gate(),
                    Map.of(
                            "from", plan.from().toString(),
                            "to", plan.to().toString()),
                    Optional.of(steps.bootUndo()));
        }
    }
}
