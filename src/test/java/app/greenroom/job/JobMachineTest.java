package app.greenroom.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.job.JobPlan;
import app.greenroom.domain.job.JobState;
import app.greenroom.support.Trial;
import app.greenroom.task.TaskContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What all instances of a server share is changed by one job alone; jobs of several instances go side by side. */
class JobMachineTest {
    @TempDir
    Path root;

    private Ground ground;

    @BeforeEach
    void prepare() throws Exception {
        ground = new Ground(root);
    }

    @AfterEach
    void end() {
        ground.close();
    }

    @Test
    void aJobOfTheWholeServerIsAlone() throws Exception {
        JobPlan packages = ground.start(Trial.of("packages", 1).machineWide().running(0, Ground.HOLD));
        assertRefused(elsewhere("upgrade"), FailureReason.SERVER_BUSY, "packages");
        assertRefused(elsewhere("packages-too").machineWide(), FailureReason.SERVER_BUSY, "packages");
        ground.release();
        ground.assertSound(packages, JobState.DONE, ground.followed(packages));
        JobPlan upgrade = ground.start(elsewhere("upgrade"));
        ground.assertSound(upgrade, JobState.DONE, ground.followed(upgrade));
    }

    @Test
    void itWaitsForNobodyAndBeginsOnlyWhereNobodyWorks() throws Exception {
        JobPlan upgrade = ground.start(elsewhere("upgrade").running(0, Ground.HOLD));
        assertRefused(Trial.of("packages", 1).machineWide(), FailureReason.SERVER_BUSY, "upgrade");
        JobPlan beside = ground.start(Trial.of("beside", 1));
        assertThat(ground.followed(beside).end()).isEqualTo(JobState.DONE);
        ground.release();
        ground.assertSound(upgrade, JobState.DONE, ground.followed(upgrade));
        assertThat(ground.folder(new JobId("packages"))).doesNotExist();
    }

    @Test
    void whatWasNotFinishedElsewhereStandsInItsWayAndTheOtherWayRound() throws Exception {
        JobPlan upgrade = ground.start(
                elsewhere("upgrade").running(0, "exit 1").undoing(0, "test -e \"$GREENROOM_ROOT/mended\" || exit 4"));
        assertThat(ground.followed(upgrade).end()).isEqualTo(JobState.UNDO_FAILED);
        assertRefused(Trial.of("packages", 1).machineWide(), FailureReason.SERVER_UNFINISHED, "upgrade");
        JobPlan other = ground.start(Trial.of("other", 1));
        ground.assertSound(other, JobState.DONE, ground.followed(other));
        Files.createFile(root.resolve("mended"));
        ground.client.undo(ground.local, upgrade.id(), TaskContext.quiet());
        assertThat(ground.followed(upgrade).end()).isEqualTo(JobState.UNDONE);
        JobPlan packages = ground.start(Trial.of("packages", 1).machineWide());
        ground.assertSound(packages, JobState.DONE, ground.followed(packages));
    }

    @Test
    void ofTwoClientsThatBeginAtTheSameTimeOneIsTold() throws Exception {
        List<Trial> wishes = List.of(
                Trial.of("here", 1).machineWide().running(0, Ground.HOLD),
                elsewhere("there").machineWide().running(0, Ground.HOLD));
        try (ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Object>> asked = wishes.stream()
                    .map(wish -> both.submit((Callable<Object>) () -> attempt(wish.plan())))
                    .toList();
            List<Object> answers = List.of(asked.get(0).get(), asked.get(1).get());
            assertThat(answers).containsOnlyOnce(JobState.RUNNING).containsOnlyOnce(FailureReason.SERVER_BUSY);
        }
        ground.release();
    }

    private Object attempt(JobPlan plan) throws Exception {
        try {
            return new JobClient(new Random(plan.id().hashCode())).start(ground.local, plan, TaskContext.quiet());
        } catch (OperationFailedException failure) {
            return failure.reason();
        }
    }

    private static Trial elsewhere(String id) {
        return Trial.of(id, 1).lockKey("/srv/other/data");
    }

    private void assertRefused(Trial trial, FailureReason reason, String job) {
        assertThatExceptionOfType(OperationFailedException.class)
                .isThrownBy(() -> ground.start(trial))
                .satisfies(failure -> {
                    assertThat(failure.reason()).isEqualTo(reason);
                    assertThat(failure.arguments()).containsExactly(job, "somebody@somewhere", "here/trial");
                });
    }
}
