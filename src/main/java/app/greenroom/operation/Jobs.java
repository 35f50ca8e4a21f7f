package app.greenroom.operation;

import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.job.JobListener;
import app.greenroom.domain.job.JobPlan;
import app.greenroom.domain.job.JobState;
import app.greenroom.domain.job.JobSummary;
import app.greenroom.domain.server.TargetName;
import app.greenroom.task.TaskContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Jobs on servers. */
public interface Jobs {
    /** The jobs of an instance, newest first. */
    List<JobSummary> list(TargetName target, TaskContext context) throws OperationFailedException;

    /**
     * Follows a job from its beginning to its end; a lost connection is opened again, as often as it takes, until
     * cancelled. Cancelling stops following, never the job.
     *
     * @param job which; the newest if empty
     * @param planned told the plan first
     * @param listener told every event and all output, once each
     * @return the state it ended in, or INTERRUPTED if its runner is gone
     */
    JobState follow(
            TargetName target,
            Optional<JobId> job,
            Consumer<JobPlan> planned,
            JobListener listener,
            TaskContext context)
            throws OperationFailedException;

    /** Asks a running job to stop after its current step and undo; returns at once. */
    void stop(TargetName target, Optional<JobId> job, TaskContext context) throws OperationFailedException;

    /**
     * Asks a running job to end the step that it is in now, and to undo; returns at once.
     *
     * @throws OperationFailedException with reason STEP_NOT_ENDABLE where ending this step could do harm: then {@link
     *     #stop} takes effect after it
     */
    void endStep(TargetName target, Optional<JobId> job, TaskContext context) throws OperationFailedException;

    /** Lets an interrupted job go on with the step after the last one that succeeded. */
    void resume(TargetName target, Optional<JobId> job, TaskContext context) throws OperationFailedException;

    /** Takes back an interrupted job, or tries a failed undo again. */
    void undo(TargetName target, Optional<JobId> job, TaskContext context) throws OperationFailedException;
}
