package app.greenroom.job;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.job.JobPlan;
import app.greenroom.domain.job.JobState;
import app.greenroom.support.JobRecorder;
import app.greenroom.support.LocalHost;
import app.greenroom.support.Trial;
import app.greenroom.task.TaskContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that go well, and what is told about them. */
class JobClientTest {
    @TempDir
    Path root;

    private final JobClient client = new JobClient(new Random(1));

    @Test
    void aJobIsStartedFollowedAndListed() throws Exception {
        LocalHost host = new LocalHost(root);
        JobPlan plan = Trial.of("good", 3)
                .checking(1, "grep -q 1 \"$GREENROOM_ROOT/world\"")
                .plan();
        assertThat(client.start(host, plan, TaskContext.quiet())).isIn(JobState.RUNNING, JobState.DONE);
        JobRecorder recorder = new JobRecorder();
        List<JobPlan> planned = new ArrayList<>();
        JobCursor cursor = new JobCursor(plan.id(), planned::add, recorder);
        assertThat(client.follow(host, cursor, TaskContext.quiet())).contains(JobState.DONE);
        assertThat(planned)
                .singleElement()
                .satisfies(each -> assertThat(each.summary()).isEqualTo(plan.summary()));
        assertThat(recorder.order())
                .containsExactly(
                        "JOB_BEGUN",
                        "STEP_BEGUN 0",
                        "output 0",
                        "STEP_DONE 0",
                        "STEP_BEGUN 1",
                        "output 1",
                        "STEP_DONE 1",
                        "STEP_BEGUN 2",
                        "output 2",
                        "STEP_DONE 2",
                        "JOB_ENDED");
        assertThat(recorder.output(1)).isEqualTo("begin 1\nend 1\n");
        assertThat(Files.readString(root.resolve("world"))).isEqualTo("0\n1\n2\n");
        assertThat(client.list(host, TaskContext.quiet())).singleElement().satisfies(job -> {
            assertThat(job.plan().id()).isEqualTo(plan.id());
            assertThat(job.state()).isEqualTo(JobState.DONE);
            assertThat(job.times().steps()).containsOnlyKeys(0, 1, 2);
            assertThat(job.times().began().orElseThrow())
                    .isBeforeOrEqualTo(job.times().ended().orElseThrow());
            assertThat(job.times().closed()).as("no line in the history").isEmpty();
        });
        Files.writeString(root.resolve("var/lib/greenroom/history.jsonl"), """
            garbage
            {"job": "another", "windowSeconds": 3}
            {"schema": 1, "job": "%s", "windowSeconds": 6.5, "kept": ["/srv/venvs/old"]}
            {"job": "%s", "windowSec\
            """.formatted(
                        plan.id().text(), plan.id().text()));
        assertThat(client.list(host, TaskContext.quiet())).singleElement().satisfies(job -> {
            assertThat(job.times().closed()).contains(Duration.ofMillis(6500));
            assertThat(job.times().kept()).containsExactly("/srv/venvs/old");
        });
    }
}
