package app.greenroom.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.job.JobPlan;
import app.greenroom.domain.job.JobState;
import app.greenroom.job.Ground.Following;
import app.greenroom.support.Trial;
import app.greenroom.task.TaskContext;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After the window visitors may have written: nothing is taken back by itself. */
class JobWindowTest {
    private static final String UNLESS_MENDED = "test -e \"$GREENROOM_ROOT/mended\" || exit 5";

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
    void aStepThatFailsAfterTheWindowLeavesEverythingAndCanBeResumed() throws Exception {
        JobPlan plan = stuck();
        assertThat(ground.world()).isEqualTo("0 1 2");
        Files.createFile(root.resolve("mended"));
        ground.client.resume(ground.local, plan.id(), TaskContext.quiet());
        Following following = ground.followed(plan);
        assertThat(following.end()).isEqualTo(JobState.DONE);
        ground.assertSound(plan, JobState.DONE, following);
        assertThat(ground.world()).isEqualTo("0 1 2 3");
        assertThat(ground.story()).isEqualTo("run 0, run 1, run 2, undo 2, run 2, run 3");
    }

    @Test
    void somebodyWhoWantsItCanStillUndo() throws Exception {
        JobPlan plan = stuck();
        ground.client.undo(ground.local, plan.id(), TaskContext.quiet());
        Following following = ground.followed(plan);
        assertThat(following.end()).isEqualTo(JobState.UNDONE);
        ground.assertSound(plan, JobState.UNDONE, following);
        assertThat(ground.world()).isEmpty();
    }

    @Test
    void aStopIsRefusedOnceTheWindowIsOver() throws Exception {
        JobPlan plan = ground.start(Trial.of("late", 3).running(1, Ground.HOLD).after(1));
        Following following = ground.follow(plan);
        following.await("STEP_BEGUN 1");
        assertThatExceptionOfType(OperationFailedException.class)
                .isThrownBy(() -> ground.client.stop(ground.local, plan.id(), "me", TaskContext.quiet()))
                .extracting(OperationFailedException::reason)
                .isEqualTo(FailureReason.JOB_STATE);
        ground.release();
        assertThat(following.end()).isEqualTo(JobState.DONE);
        ground.assertSound(plan, JobState.DONE, following);
    }

    @Test
    void aGateThatIsNotContentMakesTheUndoneStateUnhealthy() throws Exception {
        JobPlan plan = ground.start(Trial.of("gate", 2).running(1, "exit 1").gate("echo 502; exit 1"));
        Following following = ground.followed(plan);
        assertThat(following.end()).isEqualTo(JobState.UNDONE_UNHEALTHY);
        ground.assertSound(plan, JobState.UNDONE_UNHEALTHY, following);
        assertThat(following.recorder().output(-1)).isEqualTo("502\n");
    }

    @Test
    void whatHasEndedForGoodIsNeitherResumedNorUndone() throws Exception {
        JobPlan plan = ground.start(Trial.of("good", 1));
        ground.followed(plan);
        assertThatExceptionOfType(OperationFailedException.class)
                .isThrownBy(() -> ground.client.undo(ground.local, plan.id(), TaskContext.quiet()))
                .satisfies(failure -> assertThat(failure.arguments()).containsExactly("done"));
        assertThatExceptionOfType(OperationFailedException.class)
                .isThrownBy(() -> ground.client.resume(ground.local, plan.id(), TaskContext.quiet()))
                .extracting(OperationFailedException::reason)
                .isEqualTo(FailureReason.JOB_STATE);
        assertThat(ground.world()).isEqualTo("0");
    }

    private JobPlan stuck() throws Exception {
        JobPlan plan =
                ground.start(Trial.of("open", 4).running(2, UNLESS_MENDED).after(2));
        Following following = ground.followed(plan);
        assertThat(following.end()).isEqualTo(JobState.STUCK);
        ground.assertSound(plan, JobState.STUCK, following);
        return plan;
    }
}
