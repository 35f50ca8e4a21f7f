package app.greenroom.job;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.job.JobEvent;
import app.greenroom.domain.job.JobPlan;
import app.greenroom.domain.job.JobState;
import app.greenroom.job.Ground.Following;
import app.greenroom.support.Trial;
import app.greenroom.task.TaskContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that can go wrong, at every step: what was begun is taken back, newest first, and nothing is left. */
@Execution(ExecutionMode.CONCURRENT)
class JobSweepTest {
    private static final int STEPS = 3;

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
    @ValueSource(ints = {0, 1, 2})
    void aFailingStepTakesBackWhatWasBegun(int k) throws Exception {
        JobPlan plan = ground.start(trial().running(k, "echo broken; exit 7"));
        Following following = ground.followed(plan);
        assertUndone(plan, following, k);
        assertThat(event(following, JobEvent.Kind.STEP_FAILED)).satisfies(event -> {
            assertThat(event.exitStatus()).contains(7);
            assertThat(event.detail()).isEqualTo("broken");
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aStepWhoseCheckFailsHasFailed(int k) throws Exception {
        JobPlan plan = ground.start(trial().checking(k, "echo not so; exit 3"));
        Following following = ground.followed(plan);
        assertUndone(plan, following, k);
        assertThat(event(following, JobEvent.Kind.STEP_FAILED)).satisfies(event -> {
            assertThat(event.exitStatus()).contains(3);
            assertThat(event.detail()).isEqualTo("check: not so");
        });
        assertThat(following.recorder().output(k)).startsWith("begin %1$d\nend %1$d\nnot so\n".formatted(k));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aStepThatIsKilledHasFailed(int k) throws Exception {
        JobPlan plan = ground.start(trial().running(k, "kill -KILL $$"));
        Following following = ground.followed(plan);
        assertUndone(plan, following, k);
        assertThat(event(following, JobEvent.Kind.STEP_FAILED).exitStatus()).contains(-9);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aStopTakesEffectAfterTheStepThatRuns(int k) throws Exception {
        JobPlan plan = ground.start(trial().running(k, Ground.HOLD));
        Following following = ground.follow(plan);
        following.await("STEP_BEGUN " + k);
        ground.client.stop(ground.local, plan.id(), "me@here", TaskContext.quiet());
        following.await("STOP_ASKED");
        ground.release();
        following.end();
        assertUndone(plan, following, k);
        assertThat(event(following, JobEvent.Kind.STOP_ASKED).detail()).isEqualTo("me@here");
        assertThat(following.recorder().kinds()).contains("STEP_DONE " + k);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aKilledRunnerWithItsStepIsUndone(int k) throws Exception {
        JobPlan plan = interrupted(k, true);
        ground.client.undo(ground.local, plan.id(), TaskContext.quiet());
        Following following = ground.followed(plan);
        assertUndone(plan, following, k);
        assertThat(event(following, JobEvent.Kind.STEP_FAILED).detail()).isEqualTo("runner gone");
        assertThat(following.recorder().told("WAITING")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void undoWaitsForAStepThatOutlivesItsRunner(int k) throws Exception {
        JobPlan plan = interrupted(k, false);
        ground.client.undo(ground.local, plan.id(), TaskContext.quiet());
        Following following = ground.follow(plan);
        following.await("WAITING");
        assertThat(following.recorder().told("UNDO_BEGUN")).isFalse();
        ground.release();
        following.end();
        assertUndone(plan, following, k);
        assertThat(following.recorder().output(k))
                .isEqualTo("begin %1$d\nreleased\nend %1$d\nback %1$d\n".formatted(k));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void anInterruptedJobGoesOnWithTheStepThatWasInterrupted(int k) throws Exception {
        JobPlan plan = interrupted(k, true);
        ground.client.resume(ground.local, plan.id(), TaskContext.quiet());
        Following following = ground.follow(plan);
        following
                .recorder()
                .await(each -> each.kinds().lastIndexOf("STEP_BEGUN " + k)
                        > each.kinds().indexOf("TAKEN_OVER"));
        ground.release();
        assertThat(following.end()).isEqualTo(JobState.DONE);
        ground.assertSound(plan, JobState.DONE, following);
        assertThat(ground.world()).isEqualTo("0 1 2");
        assertThat(ground.story())
                .isEqualTo(runs(k) + ", undo " + k + ", "
                        + IntStream.range(k, STEPS).mapToObj(i -> "run " + i).collect(Collectors.joining(", ")));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void anUndoThatFailsLeavesWhatIsOlderAndCanBeTriedAgain(int k) throws Exception {
        JobPlan plan =
                ground.start(trial().running(2, "exit 1").undoing(k, "test -e \"$GREENROOM_ROOT/mended\" || exit 4"));
        Following first = ground.followed(plan);
        assertThat(first.end()).isEqualTo(JobState.UNDO_FAILED);
        ground.assertSound(plan, JobState.UNDO_FAILED, first);
        assertThat(ground.world()).isEqualTo(runs(k).replaceAll("run |,", ""));
        Files.createFile(root.resolve("mended"));
        ground.client.undo(ground.local, plan.id(), TaskContext.quiet());
        Following second = ground.followed(plan);
        assertThat(second.end()).isEqualTo(JobState.UNDONE);
        ground.assertSound(plan, JobState.UNDONE, second);
        assertThat(ground.world()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void anUndoThatIsKilledIsRepeated(int k) throws Exception {
        JobPlan plan = ground.start(trial().running(2, "exit 1").undoing(k, Ground.HOLD));
        Following first = ground.follow(plan);
        first.await("STEP_UNDO_BEGUN " + k);
        first.recorder().await(each -> each.output(k).contains("back"));
        ground.killRunner(plan, true);
        assertThat(first.end()).isEqualTo(JobState.INTERRUPTED);
        ground.client.undo(ground.local, plan.id(), TaskContext.quiet());
        Following second = ground.follow(plan);
        second.recorder()
                .await(each -> each.kinds().lastIndexOf("STEP_UNDO_BEGUN " + k)
                        > each.kinds().indexOf("TAKEN_OVER"));
        ground.release();
        assertThat(second.end()).isEqualTo(JobState.UNDONE);
        ground.assertSound(plan, JobState.UNDONE, second);
        assertThat(ground.world()).isEmpty();
    }

    private Trial trial() {
        return Trial.of("trial", STEPS).gate("echo healthy");
    }

    /** A job whose runner was killed in the middle of a step. */
    private JobPlan interrupted(int k, boolean withItsStep) throws Exception {
        JobPlan plan = ground.start(trial().running(k, Ground.HOLD));
        Following following = ground.follow(plan);
        following.recorder().await(each -> each.output(k).contains("begin"));
        ground.killRunner(plan, withItsStep);
        assertThat(following.end()).isEqualTo(JobState.INTERRUPTED);
        return plan;
    }

    /** The steps up to k were begun and are taken back, newest first; later ones never ran. */
    private void assertUndone(JobPlan plan, Following following, int k) throws Exception {
        assertThat(following.end()).isEqualTo(JobState.UNDONE);
        ground.assertSound(plan, JobState.UNDONE, following);
        assertThat(ground.world()).isEmpty();
        String undos =
                IntStream.rangeClosed(0, k).mapToObj(i -> "undo " + (k - i)).collect(Collectors.joining(", "));
        assertThat(ground.story()).isEqualTo(runs(k) + ", " + undos);
        assertThat(following.recorder().output(-1)).isEqualTo("healthy\n");
        assertThat(event(following, JobEvent.Kind.GATE).exitStatus()).isEqualTo(Optional.of(0));
    }

    private static String runs(int k) {
        return IntStream.rangeClosed(0, k).mapToObj(i -> "run " + i).collect(Collectors.joining(", "));
    }

    private static JobEvent event(Following following, JobEvent.Kind kind) {
        return following.recorder().events().stream()
                .filter(each -> each.kind() == kind)
                .findFirst()
                .orElseThrow();
    }
}
