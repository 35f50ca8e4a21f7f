package app.greenroom.lab;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.job.JobEvent;
import app.greenroom.domain.job.JobPlan;
import app.greenroom.domain.job.JobState;
import app.greenroom.job.JobClient;
import app.greenroom.job.JobCursor;
import app.greenroom.support.JobRecorder;
import app.greenroom.support.LocalHost;
import app.greenroom.support.Trial;
import app.greenroom.task.TaskContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is on the disk when the power goes: an ext4 image is copied while a step runs, without anybody syncing. A killed
 * container cannot show this, since it keeps what was never written to the disk. Needs root.
 */
class JobDurabilityIT {
    @TempDir
    Path folder;

    private final JobClient client = new JobClient(new Random());
    private CuttableDisk disk;

    @BeforeEach
    void mount() throws Exception {
        disk = new CuttableDisk(folder);
        disk.sync();
    }

    @AfterEach
    void unmount() {
        disk.close();
    }

    @Test
    void whatWasToldIsOnTheDisk() throws Exception {
        LocalHost host = new LocalHost(disk.place());
        Commands.run(List.of("mkfifo", disk.place() + "/hold"));
        JobPlan plan =
                Trial.of("power", 3).running(1, "cat \"$GREENROOM_ROOT/hold\"").plan();
        client.start(host, plan, TaskContext.quiet());
        JobRecorder told = new JobRecorder();
        Thread following = Thread.ofVirtual().start(() -> follow(host, plan, told));
        told.await(each -> each.told("STEP_BEGUN 1"));
        disk.keep();
        List<JobEvent> before = told.events();
        Files.writeString(disk.place().resolve("hold"), "released\n");
        following.join();

        disk.goBack();
        JobRecorder kept = new JobRecorder();
        assertThat(follow(host, plan, kept)).isEqualTo(JobState.INTERRUPTED);
        assertThat(kept.events()).startsWith(before.toArray(JobEvent[]::new));
        // what the steps themselves wrote is theirs to sync; here it only has to be there for the undo
        Files.writeString(disk.place().resolve("world"), "0\n1\n");
        client.undo(host, plan.id(), TaskContext.quiet());
        assertThat(follow(host, plan, new JobRecorder())).isEqualTo(JobState.UNDONE);
    }

    private JobState follow(LocalHost host, JobPlan plan, JobRecorder recorder) {
        try {
            JobCursor cursor = new JobCursor(plan.id(), any -> {}, recorder);
            return client.follow(host, cursor, TaskContext.quiet()).orElseThrow();
        } catch (Exception e) { // nothing here should fail; the test does if it does
            throw new IllegalStateException(e);
        }
    }
}
