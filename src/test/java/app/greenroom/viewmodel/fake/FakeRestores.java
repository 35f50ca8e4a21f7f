package app.greenroom.viewmodel.fake;

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
public final class FakeRestores implements Restores {
    /** What was asked for. */
    public final List<RestoreRequest> requests = new ArrayList<>();
    /** Plans that were carried out. */
    public final List<RestorePlan> started = new ArrayList<>();
    /** Makes the plan. */
    public Work<RestorePlan> planning = context -> {
        throw new AssertionError("no plan was prepared");
    };
    /** Starts the job. */
    public Work<JobId> starting = context -> new JobId("restore-20261124-120500");

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
