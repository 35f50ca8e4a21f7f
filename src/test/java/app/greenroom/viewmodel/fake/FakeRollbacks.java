package app.greenroom.viewmodel.fake;

import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.rollback.RollbackPlan;
import app.greenroom.domain.server.TargetName;
import app.greenroom.operation.Rollbacks;
import app.greenroom.task.TaskContext;
import app.greenroom.task.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Ways back that exist only as plans. */
public final class FakeRollbacks implements Rollbacks {
    /** Jobs behind which a way back was planned. */
    public final List<Optional<JobId>> asked = new ArrayList<>();
    /** Plans that were started. */
    public final List<RollbackPlan> started = new ArrayList<>();
    /** Makes a plan. */
    public Work<RollbackPlan> planning = context -> {
        throw new AssertionError("no plan was prepared");
    };

    @Override
    public RollbackPlan plan(TargetName target, Optional<JobId> job, TaskContext context)
            throws OperationFailedException {
        asked.add(job);
        return planning.run(context);
    }

    @Override
    public JobId start(RollbackPlan plan, TaskContext context) {
        started.add(plan);
        return new JobId("rollback-20261124-120500");
    }
}
