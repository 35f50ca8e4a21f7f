package app.greenroom.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import app.greenroom.domain.job.JobEvent;
import app.greenroom.domain.job.JobPlan;
import app.greenroom.domain.job.JobState;
import app.greenroom.job.Ground.Following;
import app.greenroom.support.Trial;
import app.greenroom.task.TaskContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a step finds around it, and what it may do. */
class JobScriptsTest {
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
    void aStepFindsWhatItsPlanMayRelyOn() throws Exception {
        JobPlan plan = ground.start(Trial.of("around", 1).running(0, """
            echo "$GREENROOM_JOB|$GREENROOM_STEP|$GREENROOM_ROOT|$LC_ALL|$(umask)|$(pwd)|$(cat)|$(id -u)"
            cat "$GREENROOM_JOB/note.txt" >&2
            "$GREENROOM_PYTHON" -c 'import sys; print(sys.version_info >= (3, 9))'
            """));
        String job = ground.folder(plan.id()).toString();
        Following following = ground.followed(plan);
        String uid = ground.run("id", "-u").stdout().strip();
        assertThat(following.recorder().output(0))
                .isEqualTo("begin 0\n" + job + "|" + job + "/steps/01-step0|" + root + "|C.UTF-8|0022|/||" + uid
                        + "\na file\nTrue\nend 0\n");
        ground.assertSound(plan, JobState.DONE, following);
        assertThat(ground.run("stat", "-c", "%a", root + "/var/lib/greenroom", job, job + "/steps/01-step0/run")
                        .stdout())
                .isEqualTo("700\n700\n700\n");
    }

    @Test
    void aStepHasEndedWhenTheLastProcessOfItsSessionHas() throws Exception {
        JobPlan plan = ground.start(Trial.of("behind", 2).running(0, "( " + Ground.HOLD + "; echo late ) &"));
        Following following = ground.follow(plan);
        following.recorder().await(each -> each.output(0).contains("end 0"));
        assertThat(following.recorder().told("STEP_DONE 0")).isFalse();
        ground.release();
        assertThat(following.end()).isEqualTo(JobState.DONE);
        assertThat(following.recorder().output(0)).isEqualTo("begin 0\nend 0\nreleased\nlate\n");
        ground.assertSound(plan, JobState.DONE, following);
    }

    @Test
    void silenceIsSaidOnceAndNothingIsKilled() throws Exception {
        JobPlan plan = ground.start(Trial.of("quiet", 1).running(0, Ground.HOLD).silent(0, Duration.ofMillis(100)));
        Following following = ground.follow(plan);
        following.await("SILENT 0");
        ground.release();
        assertThat(following.end()).isEqualTo(JobState.DONE);
        ground.assertSound(plan, JobState.DONE, following);
    }

    @Test
    void ofTooMuchOutputTheMiddleIsCut() throws Exception {
        JobPlan plan =
                ground.start(Trial.of("much", 1).running(0, "yes 0123456789abcdef | head -c 90000000; echo after"));
        Following early = ground.follow(plan);
        assertThat(early.end()).isEqualTo(JobState.DONE);
        Following late = ground.followed(plan);
        String output = late.recorder().output(0);
        assertThat(output).startsWith("begin 0\n0123456789abcdef\n").endsWith("after\nend 0\n");
        assertThat(output.split("\n\\[\\.\\.\\.\\]\n", -1)).hasSize(2);
        assertThat(output.length()).isBetween(40_000_000, 52_500_000);
        assertThat(early.recorder().output(0)).endsWith("after\nend 0\n");
        String used = ground.run("du", "-k", ground.folder(plan.id()) + "/steps/01-step0/out")
                .stdout();
        assertThat(Long.parseLong(used.substring(0, used.indexOf('\t')))).isLessThan(52_500);
    }

    @Test
    void bytesThatAreNoTextAreToldLeniently() throws Exception {
        JobPlan plan = ground.start(Trial.of("bytes", 1).running(0, "printf 'a\\377b\\303\\244\\n'"));
        Following following = ground.followed(plan);
        assertThat(following.recorder().output(0)).isEqualTo("begin 0\na�bä\nend 0\n");
        assertThat(following.end()).isEqualTo(JobState.DONE);
    }

    @Test
    void aScriptWithoutAnInterpreterOrWithAMissingOneFails() throws Exception {
        Trial trial = Trial.of("odd", 2).running(1, "exit 0");
        JobPlan good = trial.plan();
        JobPlan.Step last = good.steps().get(1);
        JobPlan plan = new JobPlan(
                good.protocol(),
                good.id(),
                good.kind(),
                good.target(),
                good.lockKey(),
                good.created(),
                good.by(),
                good.files(),
                List.of(
                        good.steps().get(0),
                        new JobPlan.Step(
                                last.name(),
                                last.title(),
                                last.phase(),
                                "#!/nowhere/sh\n",
                                "echo not a script\n",
                                "",
                                last.silence(),
                                false,
                                last.usual())),
                "",
                Map.of());
        ground.client.start(ground.local, plan, TaskContext.quiet());
        Following following = ground.followed(plan);
        assertThat(following.end()).isEqualTo(JobState.UNDO_FAILED);
        assertThat(following.recorder().events())
                .filteredOn(each -> each.kind() == JobEvent.Kind.STEP_FAILED)
                .singleElement()
                .satisfies(each -> assertThat(each.exitStatus()).contains(127));
        assertThat(following.recorder().output(1)).contains("/nowhere/sh: ").contains("no interpreter named");
    }

    @Test
    void aPlanWhoseFilesWouldOverwriteTheJobIsRefusedHere() {
        JobPlan plan = Trial.of("files", 1).plan();
        JobPlan bad = new JobPlan(
                plan.protocol(),
                plan.id(),
                plan.kind(),
                plan.target(),
                plan.lockKey(),
                plan.created(),
                plan.by(),
                Map.of("../escape", ""),
                plan.steps(),
                "",
                Map.of());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ground.client.start(ground.local, bad, TaskContext.quiet()));
        assertThat(Files.exists(root.resolve("var"))).isFalse();
    }
}
