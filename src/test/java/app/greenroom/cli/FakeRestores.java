package app.greenroom.cli;

import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.restore.RestorePlan;
import app.greenroom.domain.restore.RestoreRequest;
import app.greenroom.operation.Restores;
import app.greenroom.task.TaskContext;
import app.greenroom.task.Work;
import java.util.ArrayList;
import java.util.List;

/** Plans and starts restores that exist only as plans. */
final class FakeRestores implements Restores {
    final List<RestoreRequest> requests = new ArrayList<>();
    final List<RestorePlan> started = new ArrayList<>();
    Work<RestorePlan> planning = context -> {
        throw new AssertionError("no plan was prepared");
    };
    Work<JobId> starting = context -> new JobId("restore-20261124-120500");

    @Override
    public RestorePlan plan(RestoreRequest request, TaskContext context) throws OperationFailedException {
        requests.add(request);
        return planning.run(context);
    }

    @Override
    public JobId start(RestorePlan plan, TaskContext context) throws OperationFailedException {
        started.add(plan);
        return starting.run(context);
    }
}
