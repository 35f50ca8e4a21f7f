package app.greenroom.operation;

import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.rollback.RollbackPlan;
import app.greenroom.domain.server.TargetName;
import app.greenroom.task.TaskContext;
import java.util.Optional;

/**
 * Going back behind an upgrade that ended well, to the state that it set aside. A job that has not ended is taken back by
 * {@link Jobs#undo}.
 */
public interface Rollbacks {
    /**
     * Looks at what is kept and at what came since, and plans; changes nothing.
     *
     * @param job behind which job; the newest upgrade or way back that ended well if empty
     * @throws OperationFailedException with reason JOB_NONE or JOB_UNKNOWN if there is no such job
     */
    RollbackPlan plan(TargetName target, Optional<JobId> job, TaskContext context) throws OperationFailedException;

    /**
     * Starts the job on the server and returns as soon as it runs there. What is there now is set aside, so that this job
     * can be gone back behind in its turn.
     *
     * @param plan as shown to the user
     * @return the running job, to be followed with {@link Jobs#follow}
     * @throws OperationFailedException with reason BLOCKED if a blocker stands
     */
    JobId start(RollbackPlan plan, TaskContext context) throws OperationFailedException;
}
