package app.greenroom.operation.job;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.job.JobListener;
import app.greenroom.domain.job.JobPlan;
import app.greenroom.domain.job.JobState;
import app.greenroom.domain.job.JobSummary;
import app.greenroom.domain.server.ServerProfile.KnownInstance;
import app.greenroom.domain.server.TargetName;
import app.greenroom.job.JobClient;
import app.greenroom.job.JobCursor;
import app.greenroom.operation.Inspections;
import app.greenroom.operation.Jobs;
import app.greenroom.operation.ServerConnections;
import app.greenroom.operation.Targets;
import app.greenroom.ssh.RemoteHost;
import app.greenroom.ssh.SshException;
import app.greenroom.task.Progress;
import app.greenroom.task.TaskContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Jobs of saved instances. Works also while the pretalx itself does not, as long as it was seen once. */
public final class FollowJobs implements Jobs {
    private static final Logger LOG = LoggerFactory.getLogger(FollowJobs.class);

    private final ServerConnections connections;
    private final Inspections inspections;
    private final JobClient client;
    private final Pause pause;
    private final String by;

    /**
     * Follows through the given connections.
     *
     * @param connections sign in
     * @param inspections look at a server whose instances are not known yet
     * @param client speaks with the servers
     * @param pause waits before a lost connection is opened again
     * @param by user and computer, for the journal
     */
    public FollowJobs(
            ServerConnections connections, Inspections inspections, JobClient client, Pause pause, String by) {
        this.connections = connections;
        this.inspections = inspections;
        this.client = client;
        this.pause = pause;
        this.by = by;
    }

    @Override
    public List<JobSummary> list(TargetName target, TaskContext context) throws OperationFailedException {
        context.report(Progress.of("jobs"));
        String key = lockKey(target, context);
        return connections.with(target.server(), (profile, host) -> client.list(host, context), context).stream()
                .filter(job -> key.isEmpty() || job.plan().concerns(key))
                .toList();
    }

    @Override
    public JobState follow(
            TargetName target,
            Optional<JobId> job,
            Consumer<JobPlan> planned,
            JobListener listener,
            TaskContext context)
            throws OperationFailedException {
        JobCursor cursor = new JobCursor(find(target, job, context), planned, listener);
        Reconnect reconnect = new Reconnect(pause);
        while (true) {
            long before = cursor.attachments();
            try {
                Optional<JobState> state = connections.with(
                        target.server(), (profile, host) -> client.follow(host, cursor, context), context);
                if (state.isPresent()) {
                    return state.get();
                }
            } catch (OperationFailedException failure) {
                if (!cursor.attached()) {
                    throw failure;
                }
                if (cursor.attachments() > before) {
                    reconnect.works();
                }
                cursor.lost();
                reconnect.afterwards(failure, context);
                LOG.info("following job {} again after {}", cursor.job(), failure.reason());
            }
        }
    }

    @Override
    public void stop(TargetName target, Optional<JobId> job, TaskContext context) throws OperationFailedException {
        JobId id = find(target, job, context);
        act(target, host -> client.stop(host, id, by, context), context);
        LOG.info("asked job {} on {} to stop", id, target.server());
    }

    @Override
    public void endStep(TargetName target, Optional<JobId> job, TaskContext context) throws OperationFailedException {
        JobId id = find(target, job, context);
        act(target, host -> client.endStep(host, id, by, context), context);
        LOG.info("asked job {} on {} to end its step", id, target.server());
    }

    @Override
    public void resume(TargetName target, Optional<JobId> job, TaskContext context) throws OperationFailedException {
        JobId id = find(target, job, context);
        act(target, host -> client.resume(host, id, context), context);
        LOG.info("resumed job {} on {}", id, target.server());
    }

    @Override
    public void undo(TargetName target, Optional<JobId> job, TaskContext context) throws OperationFailedException {
        JobId id = find(target, job, context);
        act(target, host -> client.undo(host, id, context), context);
        LOG.info("began to undo job {} on {}", id, target.server());
    }

    private void act(TargetName target, Act act, TaskContext context) throws OperationFailedException {
        connections.with(
                target.server(),
                (profile, host) -> {
                    act.on(host);
                    return true;
                },
                context);
    }

    private JobId find(TargetName target, Optional<JobId> job, TaskContext context) throws OperationFailedException {
        List<JobSummary> jobs = list(target, context);
        if (job.isEmpty() && jobs.isEmpty()) {
            throw new OperationFailedException(FailureReason.JOB_NONE, "no job", target.toString());
        }
        return jobs.stream()
                .map(each -> each.plan().id())
                .filter(id -> job.map(id::equals).orElse(true))
                .findFirst()
                .orElseThrow(() -> new OperationFailedException(
                        FailureReason.JOB_UNKNOWN,
                        "not among " + jobs.size() + " jobs",
                        job.map(JobId::text).orElse("")));
    }

    /** The data directory of the instance that is meant, from what was seen before where that says enough. */
    private String lockKey(TargetName target, TaskContext context) throws OperationFailedException {
        List<KnownInstance> known = known(target, context);
        String id;
        if (means(target, known)) {
            id = Targets.pick(target, ids(known));
        } else {
            try {
                id = new Targets(inspections).find(target, context).facts().id();
            } catch (OperationFailedException failure) {
                if (failure.reason() == FailureReason.NO_PRETALX) {
                    return ""; // it is being set up, or lost: then every job there is meant
                }
                throw failure;
            }
            known = known(target, context);
        }
        return known.stream()
                .filter(each -> each.id().equals(id))
                .map(KnownInstance::dataDirectory)
                .findFirst()
                .orElse("");
    }

    private static boolean means(TargetName target, List<KnownInstance> known) {
        return target.instance().map(ids(known)::contains).orElse(known.size() == 1);
    }

    private List<KnownInstance> known(TargetName target, TaskContext context) throws OperationFailedException {
        return connections.with(target.server(), (profile, host) -> profile.instances(), context);
    }

    private static List<String> ids(List<KnownInstance> known) {
        return known.stream().map(KnownInstance::id).toList();
    }

    /** Something to be done on a host. */
    @FunctionalInterface
    private interface Act {
        void on(RemoteHost host) throws SshException, OperationFailedException;
    }
}
