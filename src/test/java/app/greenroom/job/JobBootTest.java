package app.greenroom.job;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.job.JobEvent;
import app.greenroom.domain.job.JobPlan;
import app.greenroom.domain.job.JobState;
import app.greenroom.job.Ground.Following;
import app.greenroom.ssh.CommandResult;
import app.greenroom.ssh.Outcome;
import app.greenroom.ssh.RemoteCommand;
import app.greenroom.support.LocalHost;
import app.greenroom.support.Trial;
import app.greenroom.task.TaskContext;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the runner does when a boot, or the end of its unit, finds a job cut off. Whether systemd calls it then is shown on
 * real servers. The steps: 0 before the window, 1 and 2 in it, 3 opens the site, 4 comes after.
 */
@Execution(ExecutionMode.CONCURRENT)
class JobBootTest {
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
    @CsvSource({
        "0, run 0",
        "1, 'run 0, run 1, undo 1'",
        "2, 'run 0, run 1, run 2, undo 2, undo 1'",
    })
    void aBootTakesBackWhatTheSiteMustNotMeetAndLeavesTheRestForLater(int cut, String story) throws Exception {
        JobPlan plan = cutIn(trial().undoing(1, "test \"$GREENROOM_BOOT\" = 1 || exit 8"), cut);
        assertThat(runner("boot", plan)).isZero();
        assertThat(ground.story()).isEqualTo(story);
        assertThat(ground.world()).isEqualTo("0");
        ground.client.undo(ground.local, plan.id(), TaskContext.quiet());
        Following following = ground.followed(plan);
        assertThat(following.end()).isEqualTo(JobState.UNDONE);
        ground.assertSound(plan, JobState.UNDONE, following);
        assertThat(ground.world()).isEmpty();
        assertThat(following.recorder().events())
                .anySatisfy(event -> assertThat(event.detail()).isEqualTo("boot"));
    }

    @Test
    void anUndoThatFailsAtABootKeepsTheSiteFromStartingAndIsTriedAtTheNext() throws Exception {
        JobPlan plan = cutIn(trial().undoing(1, "test -e \"$GREENROOM_ROOT/mended\" || exit 4"), 2);
        assertThat(runner("boot", plan)).isEqualTo(1);
        assertThat(ground.story()).isEqualTo("run 0, run 1, run 2, undo 2, undo 1, sorry");
        assertThat(ground.followed(plan).end()).isEqualTo(JobState.UNDO_FAILED);
        Files.createFile(root.resolve("mended"));
        assertThat(runner("boot", plan)).isZero();
        assertThat(ground.world()).isEqualTo("0");
    }

    @Test
    void anUndoThatIsCutAtABootIsDoneAgainAtTheNext() throws Exception {
        JobPlan plan = cutIn(trial().undoing(1, "test -e \"$GREENROOM_ROOT/mended\" || kill -KILL $PPID"), 2);
        assertThat(runner("boot", plan)).isEqualTo(137);
        Files.createFile(root.resolve("mended"));
        assertThat(runner("boot", plan)).isZero();
        assertThat(ground.world()).isEqualTo("0");
        assertThat(ground.story()).isEqualTo("run 0, run 1, run 2, undo 2, undo 1, undo 1");
    }

    @ParameterizedTest
    @CsvSource({"3, 0 1 2 3", "4, 0 1 2 3 4"})
    void onceTheSiteIsBeingOpenedABootTakesNothingBack(int cut, String world) throws Exception {
        JobPlan plan = cutIn(trial(), cut);
        assertThat(runner("boot", plan)).isZero();
        assertThat(ground.world()).isEqualTo(world);
    }

    @Test
    void roomOnTheDiskIsKeptWhileTheWindowIsOpenAndGivenToTheUndo() throws Exception {
        String kept = "test \"$(wc -c < \"$GREENROOM_JOB/room\")\" -gt 30000000";
        String given = "test ! -e \"$GREENROOM_JOB/room\" || exit 8";
        JobPlan plan = ground.start(trial().running(1, kept + " || exit 5")
                .running(2, kept + " && exit 6")
                .undoing(2, given));
        Following following = ground.followed(plan);
        assertThat(following.end()).isEqualTo(JobState.UNDONE);
        assertThat(following.recorder().events())
                .filteredOn(event -> event.kind() == JobEvent.Kind.STEP_FAILED)
                .singleElement()
                .satisfies(event -> assertThat(event.exitStatus()).contains(6));
        ground.assertSound(plan, JobState.UNDONE, following);
        assertThat(ground.folder(plan.id()).resolve("room")).doesNotExist();
    }

    @Test
    void theUnitOfAKilledRunnerUndoes() throws Exception {
        JobPlan plan = cutIn(trial(), 2);
        assertThat(runner("after", plan)).isZero();
        ground.assertSound(plan, JobState.UNDONE, ground.followed(plan));
        assertThat(ground.world()).isEmpty();
    }

    @Test
    void theUnitOfARunnerThatWasKilledWhileItOpenedTheSiteGoesOn() throws Exception {
        JobPlan plan = cutIn(trial(), 3);
        Files.createFile(root.resolve("go"));
        assertThat(runner("after", plan)).isZero();
        ground.assertSound(plan, JobState.DONE, ground.followed(plan));
        assertThat(ground.world()).isEqualTo("0 1 2 3 4");
    }

    @Test
    void anOpeningThatWasCutOffAndThenFailsIsNotTakenBack() throws Exception {
        JobPlan plan = cutIn(trial().undoing(3, "touch \"$GREENROOM_ROOT/bad\""), 3);
        Files.createFile(root.resolve("go"));
        assertThat(runner("after", plan)).isZero();
        assertThat(ground.followed(plan).end()).isEqualTo(JobState.STUCK);
        assertThat(ground.world()).isEqualTo("0 1 2 3");
    }

    @Test
    void anOpeningThatSaysItselfThatItFailedIsTakenBack() throws Exception {
        JobPlan plan = ground.start(trial().running(3, "exit 6"));
        Following following = ground.followed(plan);
        assertThat(following.end()).isEqualTo(JobState.UNDONE);
        ground.assertSound(plan, JobState.UNDONE, following);
    }

    @Test
    void anOpeningThatIsKilledIsNotTakenBackSinceVisitorsMayHaveWritten() throws Exception {
        JobPlan plan = ground.start(trial().running(3, "kill -KILL $$"));
        assertThat(ground.followed(plan).end()).isEqualTo(JobState.STUCK);
        assertThat(ground.world()).isEqualTo("0 1 2 3");
    }

    @Test
    void aStepWithNothingToDoIsSkippedAlsoWhenTheJobGoesOnLater() throws Exception {
        JobPlan plan = cutIn(trial().running(0, "echo '[\"step1\", \"step2\"]' > \"$GREENROOM_JOB/skip\""), 3);
        Files.createFile(root.resolve("go"));
        ground.client.resume(ground.local, plan.id(), TaskContext.quiet());
        Following following = ground.followed(plan);
        assertThat(following.end()).isEqualTo(JobState.DONE);
        ground.assertSound(plan, JobState.DONE, following);
        assertThat(ground.story()).isEqualTo("run 0, run 3, undo 3, run 3, run 4");
        assertThat(following.recorder().events())
                .filteredOn(event -> event.kind() == JobEvent.Kind.STEP_SKIPPED)
                .extracting(JobEvent::step)
                .containsExactly(1, 2);
    }

    private static Trial trial() {
        return Trial.of("boot", 5)
                .window(1, 3)
                .after(4)
                .running(3, "test ! -e \"$GREENROOM_ROOT/bad\" || exit 6")
                .gate("echo healthy");
    }

    /** A job that was cut off in a step, with everything it ran. */
    private JobPlan cutIn(Trial trial, int step) throws Exception {
        String before = step == 3 ? "test ! -e \"$GREENROOM_ROOT/bad\" || exit 6\n" : "";
        JobPlan plan = ground.start(trial.running(step, before + "test -e \"$GREENROOM_ROOT/go\" || " + Ground.HOLD));
        Following following = ground.follow(plan);
        following.recorder().await(each -> each.output(step).contains("begin"));
        ground.killRunner(plan, true);
        assertThat(following.end()).isEqualTo(JobState.INTERRUPTED);
        return plan;
    }

    /** Calls the runner that lies with a job; its exit status. */
    private int runner(String how, JobPlan plan) throws Exception {
        String folder = ground.folder(plan.id()).toString();
        CommandResult result = ground.local.run(
                RemoteCommand.of(LocalHost.python(), "-I", "-u", folder + "/runner.py", how, folder),
                TaskContext.quiet());
        assertThat(result.outcome()).isInstanceOf(Outcome.Exited.class);
        return result.outcome() instanceof Outcome.Exited(int status) ? status : -1;
    }
}
