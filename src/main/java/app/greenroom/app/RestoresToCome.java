package app.greenroom.app;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.restore.KeptState;
import app.greenroom.domain.restore.RestorePlan;
import app.greenroom.domain.restore.RestoreRequest;
import app.greenroom.domain.server.TargetName;
import app.greenroom.operation.Cleanup;
import app.greenroom.operation.Restores;
import app.greenroom.task.TaskContext;
import java.util.List;
import java.util.Set;

/** Holds the place of restores and clean-up until they are built: refuses everything, changes nothing. */
final class RestoresToCome implements Restores, Cleanup {
    @Override
    public RestorePlan plan(RestoreRequest request, TaskContext context) throws OperationFailedException {
        throw refusal();
    }

    @Override
    public JobId start(RestorePlan plan, TaskContext context) throws OperationFailedException {
        throw refusal();
    }

    @Override
    public List<KeptState> list(TargetName target, TaskContext context) {
        return List.of();
    }

    @Override
    public List<KeptState> remove(TargetName target, Set<JobId> jobs, TaskContext context)
            throws OperationFailedException {
        throw refusal();
    }

    private static OperationFailedException refusal() {
        return new OperationFailedException(FailureReason.BLOCKED, "not built yet");
    }
}
