package app.greenroom.cli;

import app.greenroom.domain.job.JobId;
import app.greenroom.domain.server.TargetName;
import app.greenroom.domain.system.RemedyOffer;
import app.greenroom.domain.system.SystemChange;
import app.greenroom.domain.system.SystemPlan;
import app.greenroom.domain.system.SystemState;
import app.greenroom.operation.SystemCare;
import app.greenroom.task.TaskContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A system that a test prepares. */
final class FakeSystem implements SystemCare {
    final List<SystemPlan> started = new ArrayList<>();
    SystemState state = SystemState.unknown(World.NOW);
    List<RemedyOffer> remedies = List.of();
    Function<SystemChange, SystemPlan> planning = change -> {
        throw new AssertionError("no plan was prepared");
    };

    @Override
    public SystemState look(TargetName target, TaskContext context) {
        return state;
    }

    @Override
    public List<RemedyOffer> remedies(TargetName target, TaskContext context) {
        return remedies;
    }

    @Override
    public SystemPlan plan(TargetName target, SystemChange change, TaskContext context) {
        return planning.apply(change);
    }

    @Override
    public JobId start(SystemPlan plan, TaskContext context) {
        started.add(plan);
        return Samples.JOB;
    }
}
