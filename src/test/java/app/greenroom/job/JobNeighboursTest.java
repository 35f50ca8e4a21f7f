package app.greenroom.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.job.JobPlan;
import app.greenroom.domain.job.JobPlan.JobKind;
import app.greenroom.domain.job.JobState;
import app.greenroom.job.Ground.Following;
import app.greenroom.support.JobRecorder;
import app.greenroom.support.Trial;
import app.greenroom.task.TaskContext;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several clients, several jobs, and Greenrooms of other ages on one server. */
class JobNeighboursTest {
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
    void twoClientsAreToldTheSame() throws Exception {
        JobPlan plan = ground.start(Trial.of("shared", 3).running(1, Ground.HOLD));
        Following first = ground.follow(plan);
        first.await("STEP_BEGUN 1");
        Following second = ground.follow(plan);
        second.await("STEP_BEGUN 1");
        ground.release();
        assertThat(first.end()).isEqualTo(JobState.DONE);
        assertThat(second.end()).isEqualTo(JobState.DONE);
        ground.assertSound(plan, JobState.DONE, first);
        assertThat(second.recorder().events()).isEqualTo(first.recorder().events());
        assertThat(second.recorder().output(1)).isEqualTo("begin 1\nreleased\nend 1\n");
    }

    @Test
    void aSecondStartOfTheSameJobFindsIt() throws Exception {
        JobPlan plan = ground.start(Trial.of("same", 2).running(0, Ground.HOLD));
        assertThat(ground.client.start(ground.local, plan, TaskContext.quiet())).isEqualTo(JobState.RUNNING);
        ground.release();
        ground.assertSound(plan, JobState.DONE, ground.followed(plan));
        assertThat(ground.story()).isEqualTo("run 0, run 1");
    }

    @Test
    void oneJobAtATimeForAnInstanceAndAnotherInstanceDoesNotCare() throws Exception {
        JobPlan plan = ground.start(Trial.of("first", 1).running(0, Ground.HOLD));
        assertStartFails(Trial.of("second", 1), FailureReason.JOB_RUNNING, "first");
        JobPlan other = ground.start(Trial.of("elsewhere", 1).lockKey("/srv/other/data"));
        Following elsewhere = ground.followed(other);
        ground.release();
        ground.assertSound(plan, JobState.DONE, ground.followed(plan));
        ground.assertSound(other, JobState.DONE, elsewhere);
        assertThat(ground.folder(new JobId("second"))).doesNotExist();
        JobPlan second = ground.start(Trial.of("second", 1));
        ground.assertSound(second, JobState.DONE, ground.followed(second));
    }

    @Test
    void aJobThatWasNotFinishedStandsInTheWayOfTheNext() throws Exception {
        JobPlan plan = ground.start(
                Trial.of("first", 1).running(0, "exit 1").undoing(0, "test -e \"$GREENROOM_ROOT/mended\" || exit 4"));
        assertThat(ground.followed(plan).end()).isEqualTo(JobState.UNDO_FAILED);
        assertStartFails(Trial.of("second", 1), FailureReason.JOB_UNFINISHED, "first");
        Files.createFile(root.resolve("mended"));
        ground.client.undo(ground.local, plan.id(), TaskContext.quiet());
        ground.followed(plan);
        JobPlan second = ground.start(Trial.of("second", 1));
        ground.assertSound(second, JobState.DONE, ground.followed(second));
    }

    @Test
    void aNewerProtocolIsListedAndRefusedPolitely() throws Exception {
        JobPlan plan = ground.start(Trial.of("future", 1));
        ground.followed(plan);
        replace(plan, "\"protocol\": 1", "\"protocol\": 99");
        replace(plan, "\"steps\"", "\"phases\"");
        assertThat(ground.client.list(ground.local, TaskContext.quiet()))
                .singleElement()
                .satisfies(job -> {
                    assertThat(job.plan().protocol()).isEqualTo(99);
                    assertThat(job.plan().kind()).isEqualTo(JobKind.OTHER);
                    assertThat(job.state()).isEqualTo(JobState.DONE);
                });
        JobCursor cursor = new JobCursor(plan.id(), any -> {}, new JobRecorder());
        assertThatExceptionOfType(OperationFailedException.class)
                .isThrownBy(() -> ground.client.follow(ground.local, cursor, TaskContext.quiet()))
                .extracting(OperationFailedException::reason)
                .isEqualTo(FailureReason.JOB_NEWER);
        assertThatExceptionOfType(OperationFailedException.class)
                .isThrownBy(() -> ground.client.undo(ground.local, plan.id(), TaskContext.quiet()))
                .extracting(OperationFailedException::reason)
                .isEqualTo(FailureReason.JOB_NEWER);
    }

    @Test
    void anOlderProtocolIsFollowedAndUndoneByItsOwnRunner() throws Exception {
        JobPlan plan = ground.start(
                Trial.of("past", 1).running(0, "exit 1").undoing(0, "test -e \"$GREENROOM_ROOT/mended\" || exit 4"));
        ground.followed(plan);
        replace(plan, "\"protocol\": 1", "\"protocol\": 0");
        Files.createFile(root.resolve("mended"));
        Path runner = ground.folder(plan.id()).resolve("runner.py");
        Files.writeString(runner, "open('" + root + "/own', 'w').close()\n" + Files.readString(runner));
        ground.client.undo(ground.local, plan.id(), TaskContext.quiet());
        Following following = ground.followed(plan);
        assertThat(following.end()).isEqualTo(JobState.UNDONE);
        ground.assertSound(plan, JobState.UNDONE, following);
        assertThat(root.resolve("own")).exists();
    }

    @Test
    void aJobThatIsNotThereIsUnknown() {
        JobCursor cursor = new JobCursor(new JobId("nowhere"), any -> {}, new JobRecorder());
        assertThatExceptionOfType(OperationFailedException.class)
                .isThrownBy(() -> ground.client.follow(ground.local, cursor, TaskContext.quiet()))
                .satisfies(failure -> {
                    assertThat(failure.reason()).isEqualTo(FailureReason.JOB_UNKNOWN);
                    assertThat(failure.arguments()).containsExactly("nowhere");
                });
    }

    private void assertStartFails(Trial trial, FailureReason reason, String argument) {
        assertThatExceptionOfType(OperationFailedException.class)
                .isThrownBy(() -> ground.start(trial))
                .satisfies(failure -> {
                    assertThat(failure.reason()).isEqualTo(reason);
                    assertThat(failure.arguments()).containsExactly(argument);
                });
    }

    private void replace(JobPlan plan, String old, String fresh) throws Exception {
        Path file = ground.folder(plan.id()).resolve("plan.json");
        String text = Files.readString(file);
        assertThat(text).contains(old);
        Files.writeString(file, text.replace(old, fresh));
    }
}
