package app.greenroom.operation;

import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.restore.KeptState;
import app.greenroom.domain.server.TargetName;
import app.greenroom.task.TaskContext;
import java.util.List;
import java.util.Set;

/** What jobs set aside on a server so that one could go back: shown, and removed on wish. Nothing else ever deletes it. */
public interface Cleanup {
    /** What the jobs of an instance have left and is still there, newest first; changes nothing. */
    List<KeptState> list(TargetName target, TaskContext context) throws OperationFailedException;

    /**
     * Deletes for good what some jobs have left, and nothing that the site uses.
     *
     * @param jobs of which; as listed
     * @return what was removed
     * @throws OperationFailedException with reason JOB_UNFINISHED if one of the jobs has not ended for good
     */
    List<KeptState> remove(TargetName target, Set<JobId> jobs, TaskContext context) throws OperationFailedException;
}
