package app.greenroom.operation.restore;

import app.greenroom.domain.backup.VerifyReport;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.instance.ServerFacts;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.job.JobSummary;
import app.greenroom.domain.restore.RestorePart;
import app.greenroom.domain.restore.RestorePlan;
import app.greenroom.domain.restore.RestoreRequest;
import app.greenroom.domain.server.TargetName;
import app.greenroom.domain.upgrade.ReleaseTable;
import app.greenroom.job.HostJobs;
import app.greenroom.operation.Backups;
import app.greenroom.operation.Restores;
import app.greenroom.operation.ServerConnections;
import app.greenroom.operation.Shelves;
import app.greenroom.operation.Targets;
import app.greenroom.operation.Targets.Target;
import app.greenroom.operation.inspect.Probe;
import app.greenroom.operation.job.Pause;
import app.greenroom.operation.job.StartJob;
import app.greenroom.operation.upgrade.ReleaseTableFile;
import app.greenroom.storage.library.SnapshotLibrary;
import app.greenroom.storage.library.SnapshotReading;
import app.greenroom.storage.library.SnapshotShelf;
import app.greenroom.task.Progress;
import app.greenroom.task.TaskContext;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plans restores from fresh facts, and starts them behind a gate: a snapshot whose every file was just read again, and a
 * second look that still allows the very plan that the user saw.
 */
public final class PlannedRestores implements Restores {
    private static final Logger LOG = LoggerFactory.getLogger(PlannedRestores.class);

    /** Failures after which what was brought stays, so that the next try need not bring it again. */
    private static final Set<FailureReason> CUT_OFF =
            EnumSet.of(FailureReason.CONNECTION_LOST, FailureReason.TIMED_OUT);

    private final Targets targets;
    private final ServerConnections connections;
    private final Backups backups;
    private final SnapshotLibrary library;
    private final HostJobs jobs;
    private final StartJob start;
    private final ReleaseTableFile releases;
    private final Probe probe;
    private final Clock clock;
    private final String by;

    /**
     * Restores through the given collaborators.
     *
     * @param targets finds instances, with fresh facts
     * @param connections sign in
     * @param backups verify the snapshot before anything is changed
     * @param library holds the snapshots
     * @param jobs knows the jobs of a host and starts one
     * @param pause waits between two tries to start it
     * @param releases the known releases
     * @param probe looks at servers without pretalx
     * @param clock this computer's
     * @param by user and computer, for the journal
     */
    public PlannedRestores(
            Targets targets,
            ServerConnections connections,
            Backups backups,
            SnapshotLibrary library,
            HostJobs jobs,
            Pause pause,
            ReleaseTableFile releases,
            Probe probe,
            Clock clock,
            String by) {
        this.targets = targets;
        this.connections = connections;
        this.backups = backups;
        this.library = library;
        this.jobs = jobs;
        this.start = new StartJob(connections, jobs, pause);
        this.releases = releases;
        this.probe = probe;
        this.clock = clock;
        this.by = by;
    }

    @Override
    public RestorePlan plan(RestoreRequest request, TaskContext context) throws OperationFailedException {
        ChosenSnapshot chosen = ChosenSnapshot.of(library, request.source(), request.snapshot());
        return draft(request.of(chosen.summary().id()), chosen, false, context).plan();
    }

    @Override
    public JobId start(RestorePlan plan, TaskContext context) throws OperationFailedException {
        requireAllowed(plan);
        ChosenSnapshot chosen = ChosenSnapshot.of(
                library, plan.request().source(), plan.request().snapshot());
        try (SnapshotReading _ = reading(chosen)) {
            return start(plan, chosen, context);
        }
    }

    /** Until all of it is on the server no snapshot may be removed that is read. */
    private SnapshotReading reading(ChosenSnapshot chosen) throws OperationFailedException {
        SnapshotShelf shelf = library.shelf(
                chosen.source().server(), chosen.source().instance().orElseThrow());
        return Shelves.with(shelf, () -> shelf.reading(chosen.summary().id()));
    }

    private JobId start(RestorePlan plan, ChosenSnapshot chosen, TaskContext context) throws OperationFailedException {
        verify(chosen, context);
        context.report(Progress.of("restore-compare"));
        RestoreDraft draft = draft(plan.request(), chosen, true, context);
        requireAllowed(draft.plan());
        if (!draft.plan().after().equals(plan.after()) || !draft.plan().target().equals(plan.target())) {
            throw new OperationFailedException(
                    FailureReason.BLOCKED, "the server changed since it was planned: " + draft.plan());
        }
        String server = plan.target().server();
        boolean started = false;
        boolean resumable = false;
        try {
            bring(server, draft, context);
            context.cancellation().throwIfCancelled();
            context.report(Progress.of("restore-start"));
            start.start(server, draft.jobPlan(), context);
            started = true;
        } catch (OperationFailedException failure) {
            resumable = CUT_OFF.contains(failure.reason());
            throw failure;
        } finally {
            if (!started && !resumable) {
                discard(server, draft);
            }
        }
        LOG.info("started {} of {} from {}", draft.job(), plan.target(), plan.snapshot());
        return draft.job();
    }

    private static void requireAllowed(RestorePlan plan) throws OperationFailedException {
        if (plan.blocked()) {
            throw new OperationFailedException(FailureReason.BLOCKED, String.valueOf(plan.notes()));
        }
    }

    /** The gate: a snapshot with a file that is not as its manifest says changes nothing anywhere. */
    private void verify(ChosenSnapshot chosen, TaskContext context) throws OperationFailedException {
        VerifyReport report =
                backups.verify(chosen.source(), Optional.of(chosen.summary().id()), context);
        if (!report.sound()) {
            throw new OperationFailedException(
                    FailureReason.SNAPSHOT_DAMAGED,
                    String.valueOf(report.problems()),
                    chosen.summary().id().text());
        }
    }

    private void bring(String server, RestoreDraft draft, TaskContext context) throws OperationFailedException {
        connections.with(
                server,
                (profile, host) -> {
                    new HostFiles(host).bring(draft.parcel(), draft.lockKey(), context);
                    return true;
                },
                context);
    }

    /** Removes what was brought, unless the job may have begun without our knowing: then it removes that itself. */
    private void discard(String server, RestoreDraft draft) {
        TaskContext context = TaskContext.quiet();
        try {
            connections.with(
                    server,
                    (profile, host) -> {
                        boolean begun = jobs.list(host, context).stream()
                                .anyMatch(job -> job.plan().id().equals(draft.job()));
                        if (!begun) {
                            new HostFiles(host).discard(draft.parcel(), context);
                        }
                        return begun;
                    },
                    context);
        } catch (OperationFailedException failure) {
            // the next restore removes it; what ended this one is told anyway
            LOG.warn("could not remove what was brought to {}: {}", server, failure.toString());
        }
    }

    private RestoreDraft draft(RestoreRequest request, ChosenSnapshot chosen, boolean read, TaskContext context)
            throws OperationFailedException {
        TargetName name = request.destination().orElse(chosen.source());
        Optional<Target> found = find(name, request, context);
        if (found.isEmpty()) {
            return onEmptyServer(name, request, chosen, context);
        }
        Target target = found.get();
        // another server has paths, units and addresses of its own
        RestoreRequest here = request.whole() && request.destination().isPresent()
                ? request.without(RestorePart.CONFIGURATION)
                : request;
        boolean elevated = target.report().facts().elevated();
        ReleaseTable known = releases.read();
        return connections.with(
                name.server(),
                (profile, host) -> {
                    DraftRestore drafting = new DraftRestore(
                            here,
                            chosen,
                            target,
                            host.traits(),
                            profile.practice() ? known.practising() : known,
                            clock.instant(),
                            by);
                    List<JobSummary> there = elevated ? jobs.list(host, context) : List.of();
                    Comparison comparison =
                            elevated && target.facts().settings().isKnown()
                                    ? drafting.compare(new HostFiles(host), read, context)
                                    : Comparison.none();
                    return drafting.draft(comparison, there);
                },
                context);
    }

    /** The instance; none if another server is meant and has no pretalx. */
    private Optional<Target> find(TargetName name, RestoreRequest request, TaskContext context)
            throws OperationFailedException {
        try {
            return Optional.of(targets.find(name, context));
        } catch (OperationFailedException failure) {
            if (failure.reason() != FailureReason.NO_PRETALX
                    || request.destination().isEmpty()) {
                throw failure;
            }
            return Optional.empty();
        }
    }

    private RestoreDraft onEmptyServer(
            TargetName name, RestoreRequest request, ChosenSnapshot chosen, TaskContext context)
            throws OperationFailedException {
        ReleaseTable known = releases.read();
        return connections.with(
                name.server(),
                (profile, host) -> {
                    ServerFacts facts = probe.look(host, List.of(), context).facts();
                    DraftOnEmptyServer drafting =
                            new DraftOnEmptyServer(request, chosen, facts, host.traits(), known, clock.instant(), by);
                    return drafting.draft(
                            facts.elevated() ? drafting.compare(new HostFiles(host), context) : Comparison.none());
                },
                context);
    }
}
