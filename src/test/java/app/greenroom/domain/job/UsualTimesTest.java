package app.greenroom.domain.job;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.job.JobPlan.JobKind;
import app.greenroom.domain.job.JobPlan.Phase;
import app.greenroom.domain.job.JobPlan.Step;
import app.greenroom.domain.job.JobPlan.Title;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the history of an instance tells about the times of steps. */
class UsualTimesTest {
    private static final String KEY = "/var/pretalx/data";

    private static Step step(String name, String code) {
        return new Step(
                name, new Title(code, List.of()), Phase.WINDOW, "", "", "", Duration.ZERO, false, Duration.ZERO);
    }

    private static JobSummary job(JobKind kind, String key, JobState state, Map<Integer, Duration> took) {
        List<Step> steps = List.of(step("build-2026.1.2", "venv-build"), step("stop", "stop"));
        JobPlan plan = new JobPlan(1, new JobId("a"), kind, "", key, Instant.EPOCH, "", Map.of(), steps, "", Map.of());
        return new JobSummary(
                plan,
                state,
                Optional.empty(),
                new JobTimes(Optional.empty(), Optional.empty(), took, Optional.empty(), List.of()));
    }

    private static JobSummary done(double build, double stop) {
        return job(JobKind.UPGRADE, KEY, JobState.DONE, Map.of(0, seconds(build), 1, seconds(stop)));
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    @Test
    void withoutAHistoryNothingIsUsual() {
        assertThat(UsualTimes.of(List.of(), JobKind.UPGRADE, KEY)).isEmpty();
        assertThat(UsualTimes.of(List.of(done(20, 2)), JobKind.UPGRADE, "")).isEmpty();
    }

    @Test
    void theMiddleOfTheNewestFiveCounts() {
        List<JobSummary> jobs =
                List.of(done(20, 2), done(90, 0.1), done(22, 2.4), done(21, 2), done(19, 2), done(900, 900));
        assertThat(UsualTimes.of(jobs, JobKind.UPGRADE, KEY))
                .containsEntry("build-2026.1.2", Duration.ofSeconds(21))
                .as("for other versions")
                .containsEntry("venv-build", Duration.ofSeconds(21))
                .containsEntry("stop", Duration.ofSeconds(2))
                .hasSize(3);
    }

    @Test
    void whatTookNoTimeTakesASecond() {
        assertThat(UsualTimes.of(List.of(done(0.02, 0.4)), JobKind.UPGRADE, KEY))
                .containsEntry("stop", Duration.ofSeconds(1));
    }

    @Test
    void onlyJobsOfThisKindAndInstanceThatEndedWellCount() {
        Map<Integer, Duration> took = Map.of(0, seconds(7));
        assertThat(UsualTimes.of(
                        List.of(
                                job(JobKind.TRIAL, KEY, JobState.DONE, took),
                                job(JobKind.UPGRADE, "/srv/other", JobState.DONE, took),
                                job(JobKind.UPGRADE, KEY, JobState.UNDONE, took),
                                job(JobKind.UPGRADE, KEY, JobState.RUNNING, took)),
                        JobKind.UPGRADE,
                        KEY))
                .isEmpty();
    }
}
