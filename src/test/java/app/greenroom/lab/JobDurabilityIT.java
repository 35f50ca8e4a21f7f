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

    @BeforeEach
    void mount() throws Exception {
        Files.createDirectories(folder.resolve("disk"));
        Files.createDirectories(folder.resolve("copy"));
        Commands.run(List.of("truncate", "-s", "64M", folder + "/disk.img"));
        Commands.run(List.of("mkfs.ext4", "-q", folder + "/disk.img"));
        Commands.run(List.of("mount", "-o", "loop", folder + "/disk.img", folder + "/disk"));
        Commands.run(List.of("sync", "-f", folder + "/disk"));
    }

    @AfterEach
    void unmount() {
        Commands.run(List.of("umount", folder + "/disk"));
        Commands.run(List.of("umount", folder + "/copy"));
    }

    @Test
    void whatWasToldIsOnTheDisk() throws Exception {
        LocalHost host = new LocalHost(folder.resolve("disk"));
        Commands.run(List.of("mkfifo", folder + "/disk/hold"));
        JobPlan plan =
                Trial.of("power", 3).running(1, "cat \"$GREENROOM_ROOT/hold\"").plan();
        client.start(host, plan, TaskContext.quiet());
        JobRecorder told = new JobRecorder();
        Thread following = Thread.ofVirtual().start(() -> follow(host, plan, told));
        told.await(each -> each.told("STEP_BEGUN 1"));
        Commands.run(List.of("cp", "--sparse=always", folder + "/disk.img", folder + "/copy.img"));
        List<JobEvent> before = told.events();
        Files.writeString(folder.resolve("disk/hold"), "released\n");
        following.join();

        Commands.run(List.of("mount", "-o", "loop", folder + "/copy.img", folder + "/copy"));
        LocalHost copy = new LocalHost(folder.resolve("copy"));
        JobRecorder kept = new JobRecorder();
        assertThat(follow(copy, plan, kept)).isEqualTo(JobState.INTERRUPTED);
        assertThat(kept.events()).startsWith(before.toArray(JobEvent[]::new));
        // what the steps themselves wrote is theirs to sync; here it only has to be there for the undo
        Files.writeString(folder.resolve("copy/world"), "0\n1\n");
        client.undo(copy, plan.id(), TaskContext.quiet());
        assertThat(follow(copy, plan, new JobRecorder())).isEqualTo(JobState.UNDONE);
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
