package app.greenroom.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.job.JobEvent;
import app.greenroom.domain.job.JobPlan;
import app.greenroom.domain.job.JobState;
import app.greenroom.job.Ground.Following;
import app.greenroom.support.Trial;
import app.greenroom.task.TaskContext;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ending the step that runs, where its plan says that this does no harm. */
class JobEndStepTest {
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

    @ParameterizedTest
    @ValueSource(strings = {Ground.HOLD, "trap '' TERM; (trap '' TERM; cat \"$GREENROOM_ROOT/hold\") & wait"})
    void aStepIsEndedWithEverythingItStartedAndTheJobIsUndone(String work) throws Exception {
        JobPlan plan =
                ground.start(Trial.of("endable", 3).running(1, work).endable(1).gate("echo healthy"));
        Following following = ground.follow(plan);
        following.recorder().await(each -> each.output(1).contains("begin"));
        ground.client.endStep(ground.local, plan.id(), "me@here", TaskContext.quiet());
        assertThat(following.end()).isEqualTo(JobState.UNDONE);
        ground.assertSound(plan, JobState.UNDONE, following);
        assertThat(ground.story()).isEqualTo("run 0, run 1, undo 1, undo 0");
        assertThat(following.recorder().events())
                .filteredOn(event -> event.kind() == JobEvent.Kind.STEP_ENDED)
                .singleElement()
                .satisfies(event -> assertThat(event.detail()).isEqualTo("me@here"));
    }

    @Test
    void aStepThatMustNotBeEndedGoesOn() throws Exception {
        JobPlan plan = ground.start(Trial.of("whole", 3).running(1, Ground.HOLD));
        Following following = ground.follow(plan);
        following.recorder().await(each -> each.output(1).contains("begin"));
        assertThatExceptionOfType(OperationFailedException.class)
                .isThrownBy(() -> ground.client.endStep(ground.local, plan.id(), "me", TaskContext.quiet()))
                .extracting(OperationFailedException::reason)
                .isEqualTo(FailureReason.STEP_NOT_ENDABLE);
        ground.release();
        assertThat(following.end()).isEqualTo(JobState.DONE);
        ground.assertSound(plan, JobState.DONE, following);
    }
}
