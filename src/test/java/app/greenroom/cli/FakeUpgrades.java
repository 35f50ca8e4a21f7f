package app.greenroom.cli;

import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.server.TargetName;
import app.greenroom.domain.upgrade.UpgradeChoice;
import app.greenroom.domain.upgrade.UpgradePlan;
import app.greenroom.operation.Upgrades;
import app.greenroom.task.TaskContext;
import app.greenroom.task.Work;
import java.util.Optional;

/** Plans and starts upgrades that exist only as plans. */
final class FakeUpgrades implements Upgrades {
    Work<UpgradePlan> planning = context -> {
        throw new AssertionError("no plan was prepared");
    };
    Work<JobId> starting = context -> new JobId("20261124-120500-upgrade");
    UpgradeChoice wanted = UpgradeChoice.newest();
    Optional<Boolean> reviewed = Optional.empty();

    @Override
    public UpgradePlan plan(TargetName target, UpgradeChoice choice, TaskContext context)
            throws OperationFailedException {
        wanted = choice;
        return planning.run(context);
    }

    @Override
    public JobId start(UpgradePlan plan, boolean consent, TaskContext context) throws OperationFailedException {
        reviewed = Optional.of(consent);
        return starting.run(context);
    }
}
