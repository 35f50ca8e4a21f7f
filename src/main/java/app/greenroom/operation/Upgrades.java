package app.greenroom.operation;

import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.server.TargetName;
import app.greenroom.domain.upgrade.UpgradeChoice;
import app.greenroom.domain.upgrade.UpgradePlan;
import app.greenroom.task.TaskContext;

/** Planning and starting upgrades. */
public interface Upgrades {
    /**
     * Looks at the server and plans; changes nothing.
     *
     * @param choice which version to reach, and with what
     */
    UpgradePlan plan(TargetName target, UpgradeChoice choice, TaskContext context) throws OperationFailedException;

    /**
     * Takes and verifies a snapshot, then starts the job on the server and returns as soon as it runs there.
     *
     * @param plan as shown to the user
     * @param reviewed whether the user consented to releases that this Greenroom was not reviewed for
     * @return the running job, to be followed with {@link Jobs#follow}
     * @throws OperationFailedException with reason BLOCKED if a blocker stands
     */
    JobId start(UpgradePlan plan, boolean reviewed, TaskContext context) throws OperationFailedException;
}
