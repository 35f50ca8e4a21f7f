package app.greenroom.cli;

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

/** Plans and starts ways back that exist only as plans. */
final class FakeRollbacks implements Rollbacks {
    final List<Optional<JobId>> asked = new ArrayList<>();
    final List<RollbackPlan> started = new ArrayList<>();
    Work<RollbackPlan> planning = context -> {
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
