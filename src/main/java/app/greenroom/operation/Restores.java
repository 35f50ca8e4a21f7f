package app.greenroom.operation;

import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.restore.RestorePlan;
import app.greenroom.domain.restore.RestoreRequest;
import app.greenroom.task.TaskContext;

/** Bringing snapshots back. */
public interface Restores {
    /**
     * Looks at the snapshot and at the server and plans; changes nothing.
     *
     * @throws OperationFailedException with reason SNAPSHOT_UNKNOWN if there is no such snapshot, or SNAPSHOT_NEWER; what
     *     stands against the restore itself is a blocker in the plan
     */
    RestorePlan plan(RestoreRequest request, TaskContext context) throws OperationFailedException;

    /**
     * Verifies the snapshot, brings to the server what it lacks, beside the running site, then starts the job there and
     * returns as soon as it runs. Cancelled before that, nothing is left on the server; when the connection is lost, what
     * arrived stays there, so that the next try sends only the rest, and {@link Cleanup} offers it.
     *
     * @param plan as shown to the user
     * @return the running job, to be followed with {@link Jobs#follow}
     * @throws OperationFailedException with reason BLOCKED if a blocker stands; with SNAPSHOT_DAMAGED if a file of the
     *     snapshot is not as its manifest says, before anything was changed
     */
    JobId start(RestorePlan plan, TaskContext context) throws OperationFailedException;
}
