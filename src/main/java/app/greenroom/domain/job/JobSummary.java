package app.greenroom.domain.job;

import java.util.Optional;

/**
 * A job as found on a server.
 *
 * @param plan what was planned
 * @param state where it stands
 * @param last the newest event of its journal, if any
 */
public record JobSummary(JobPlan plan, JobState state, Optional<JobEvent> last) {
    /** Whether an undo could lose what visitors wrote: the site was open, or being opened, when the job came to a halt. */
    public boolean visitorsMayHaveWritten() {
        if (state == JobState.INTERRUPTED) {
            return last.filter(event -> plan.opens(event.step())).isPresent();
        }
        return state == JobState.STUCK;
    }
}
