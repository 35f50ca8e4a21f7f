package app.greenroom.domain.job;

import app.greenroom.domain.job.JobPlan.JobKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How long the steps of a kind of job usually take on one instance, as its own history tells. */
public final class UsualTimes {
    /** What was long ago was another server, in a way. */
    private static final int NEWEST = 5;

    private UsualTimes() {}

    /**
     * The median of the newest five times that each step was done, in whole seconds, at least one.
     *
     * @param jobs of the server, newest first
     * @param kind of job
     * @param lockKey of the instance; empty if not known, which has no history
     * @return by name of the step and by its code, as steps of other versions have other names
     */
    public static Map<String, Duration> of(List<JobSummary> jobs, JobKind kind, String lockKey) {
        Map<String, List<Duration>> seen = new LinkedHashMap<>();
        for (JobSummary job : jobs) {
            if (job.plan().kind() == kind
                    && job.state() == JobState.DONE
                    && !lockKey.isEmpty()
                    && job.plan().lockKey().equals(lockKey)) {
                collect(job, seen);
            }
        }
        Map<String, Duration> usual = new LinkedHashMap<>();
        seen.forEach((step, times) -> usual.put(step, median(times)));
        return usual;
    }

    private static void collect(JobSummary job, Map<String, List<Duration>> seen) {
        List<JobPlan.Step> steps = job.plan().steps();
        for (int i = 0; i < steps.size(); i++) {
            Duration took = job.times().steps().get(i);
            if (took != null) {
                seen.computeIfAbsent(steps.get(i).name(), name -> new ArrayList<>())
                        .add(took);
                if (!steps.get(i).title().code().equals(steps.get(i).name())) {
                    seen.computeIfAbsent(steps.get(i).title().code(), code -> new ArrayList<>())
                            .add(took);
                }
            }
        }
    }

    private static Duration median(List<Duration> newestFirst) {
        List<Duration> sorted = newestFirst.stream().limit(NEWEST).sorted().toList();
        long seconds = Math.round(sorted.get(sorted.size() / 2).toMillis() / 1000.0);
        return Duration.ofSeconds(Math.max(1, seconds));
    }
}
