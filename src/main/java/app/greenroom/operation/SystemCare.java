package app.greenroom.operation;

import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.server.TargetName;
import app.greenroom.domain.system.RemedyOffer;
import app.greenroom.domain.system.SystemChange;
import app.greenroom.domain.system.SystemPlan;
import app.greenroom.domain.system.SystemState;
import app.greenroom.task.TaskContext;
import java.util.List;

/** What pretalx stands on: updates of the operating system, and remedies for what is missing there. */
public interface SystemCare {
    /** Looks at the packages of a server; changes nothing, and does not ask for a new index. */
    SystemState look(TargetName target, TaskContext context) throws OperationFailedException;

    /** Every remedy for an instance, in the order in which they build on each other; changes nothing. */
    List<RemedyOffer> remedies(TargetName target, TaskContext context) throws OperationFailedException;

    /** Plans a change; changes nothing. */
    SystemPlan plan(TargetName target, SystemChange change, TaskContext context) throws OperationFailedException;

    /**
     * Starts the job on the server and returns as soon as it runs there.
     *
     * @param plan as shown to the user
     * @return the running job, to be followed with {@link Jobs#follow}
     * @throws OperationFailedException with reason BLOCKED if a blocker stands; SERVER_BUSY or SERVER_UNFINISHED if a job
     *     of another instance is in the way
     */
    JobId start(SystemPlan plan, TaskContext context) throws OperationFailedException;
}
