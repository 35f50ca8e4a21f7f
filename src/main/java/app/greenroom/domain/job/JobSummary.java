package app.greenroom.domain.job;

import java.util.Optional;

/**
 * A job as found on a server.
 *
 * @param plan what was planned
 * @param state where it stands
 * @param last the newest event of its journal, if any
 */
public record JobSummary(JobPlan plan, JobState state, Optional<JobEvent> last) {}
