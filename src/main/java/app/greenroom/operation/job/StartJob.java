package app.greenroom.operation.job;

import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.job.JobPlan;
import app.greenroom.domain.job.JobState;
import app.greenroom.job.HostJobs;
import app.greenroom.operation.ServerConnections;
import app.greenroom.task.TaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts a job on a saved server, once, also when the connection breaks while it does. */
public final class StartJob {
    private static final Logger LOG = LoggerFactory.getLogger(StartJob.class);
    private static final int MOST_TRIES = 5;

    private final ServerConnections connections;
    private final HostJobs client;
    private final Pause pause;

    /** Starts jobs through the given connections. */
    public StartJob(ServerConnections connections, HostJobs client, Pause pause) {
        this.connections = connections;
        this.client = client;
        this.pause = pause;
    }

    /**
     * Starts a job and returns as soon as it runs on the server.
     *
     * @param server name of a saved server
     * @return where the job stands
     * @throws OperationFailedException with reason JOB_RUNNING or JOB_UNFINISHED if another job stands in the way; with
     *     CONNECTION_LOST if the server stayed away, when the job may or may not run
     */
    public JobState start(String server, JobPlan plan, TaskContext context) throws OperationFailedException {
        Reconnect reconnect = new Reconnect(pause);
        for (int tries = 1; ; tries++) {
            try {
                return connections.with(server, (profile, host) -> client.start(host, plan, context), context);
            } catch (OperationFailedException failure) {
                if (tries == MOST_TRIES) {
                    throw failure;
                }
                reconnect.afterwards(failure, context);
                LOG.info("starting job {} on {} again: {}", plan.id(), server, failure.reason());
            }
        }
    }
}
