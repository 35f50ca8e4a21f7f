package app.greenroom.operation.restore;

import app.greenroom.domain.job.JobId;
import app.greenroom.domain.job.JobPlan;
import app.greenroom.domain.restore.RestorePlan;
import java.time.Instant;
import java.util.Map;

/**
 * A plan for people, and all that is needed to carry it out.
 *
 * @param plan as shown
 * @param job name of the job
 * @param created when it was planned
 * @param by user and computer that planned it
 * @param lockKey what of the machine the job holds
 * @param steps what the server carries out
 * @param parcel what goes there
 */
record RestoreDraft(
        RestorePlan plan,
        JobId job,
        Instant created,
        String by,
        String lockKey,
        RestoreSteps.Steps steps,
        Parcel parcel) {
    /** The job for the server. */
    JobPlan jobPlan() {
        return new JobPlan(
                JobPlan.PROTOCOL,
                job,
                JobPlan.JobKind.RESTORE,
                plan.target().toString(),
                lockKey,
                created,
                by,
                steps.files(),
                steps.steps(),
                steps.gate(),
                Map.of(
                        "snapshot", plan.snapshot().text(),
                        "from", plan.installed(),
                        "to", plan.after()),
                steps.bootUndo());
    }
}
