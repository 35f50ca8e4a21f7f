package app.greenroom.domain.job;

import java.util.Optional;

/**
 * A job as found on a server.
 *
 * @param plan what was planned
 * @param state where it stands
 * @param last the newest event of its journal, if any
 * @param times when it ran and how long its steps took
 */
public record JobSummary(JobPlan plan, JobState state, Optional<JobEvent> last, JobTimes times) {
    /** A job whose times are not known. */
    public JobSummary(JobPlan plan, JobState state, Optional<JobEvent> last) {
        this(plan, state, last, JobTimes.UNKNOWN);
    }

    /** Whether an undo could lose what visitors wrote: the site was open, or being opened, when the job came to a halt. */
    public boolean visitorsMayHaveWritten() {
        if (state == JobState.INTERRUPTED) {
            return last.filter(event -> plan.opens(event.step())).isPresent();
        }
        return state == JobState.STUCK;
    }
}
