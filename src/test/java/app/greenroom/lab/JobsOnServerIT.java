package app.greenroom.lab;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.job.JobEvent;
import app.greenroom.domain.job.JobPlan;
import app.greenroom.domain.job.JobState;
import app.greenroom.job.JobClient;
import app.greenroom.job.JobCursor;
import app.greenroom.ssh.SshException;
import app.greenroom.support.CuttingHost;
import app.greenroom.support.JobRecorder;
import app.greenroom.support.Trial;
import app.greenroom.task.TaskContext;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Jobs as transient units of a real systemd: what the practice server and this computer cannot show. */
class JobsOnServerIT {
    @RegisterExtension
    static final LabServer server = LabServer.of(LabServer.Layer.EMPTY);

    private static final String HOLD = "cat /hold";

    private final JobClient client = new JobClient(new Random());
    private final CuttingHost host = new CuttingHost(new OpenSshHost(server));

    @BeforeEach
    void prepare() {
        server.run("rm -f /world /story /hold; touch /world; mkfifo /hold; sync");
    }

    @Test
    void aJobIsAUnitThatOutlivesItsClientAndIsToldWholeAfterwards() throws Exception {
        JobPlan plan = start(Trial.of("outlives", 3).running(1, HOLD));
        Following first = follow(plan);
        first.await("STEP_BEGUN 1");
        assertThat(server.run("systemctl show -p ActiveState --value greenroom-outlives"))
                .isEqualTo("active\n");
        Following second = follow(plan);
        second.await("STEP_BEGUN 1");
        host.cutNow(); // both clients are killed
        assertThat(first.isLost()).isTrue();
        release();
        Following third = follow(plan);
        assertThat(third.end()).isEqualTo(JobState.DONE);
        assertThat(third.recorder.output(1)).isEqualTo("begin 1\nreleased\nend 1\n");
        assertThat(server.run("cat /world")).isEqualTo("0\n1\n2\n");
        assertNothingLeft(plan);
    }

    @Test
    void aKilledRunnerIsUndoneByItsUnitWithoutAnyClient() throws Exception {
        JobPlan plan = start(Trial.of("killed", 3)
                .running(1, "setsid sleep 1000 & sleep 1000")
                .undoing(0, "sleep 1")
                .gate("echo healthy"));
        Following attached = follow(plan);
        attached.await("STEP_BEGUN 1");
        server.run("kill -KILL $(systemctl show -p MainPID --value greenroom-killed)");
        assertThat(attached.end()).isEqualTo(JobState.UNDONE);
        assertThat(attached.recorder.kinds())
                .containsExactly(
                        "JOB_BEGUN",
                        "STEP_BEGUN 0",
                        "STEP_DONE 0",
                        "STEP_BEGUN 1",
                        "TAKEN_OVER",
                        "STEP_FAILED 1",
                        "UNDO_BEGUN",
                        "STEP_UNDO_BEGUN 1",
                        "STEP_UNDONE 1",
                        "STEP_UNDO_BEGUN 0",
                        "STEP_UNDONE 0",
                        "GATE",
                        "JOB_ENDED");
        assertThat(server.run("cat /world; pgrep -x sleep || true")).isEmpty();
        assertNothingLeft(plan);
    }

    @Test
    void aKilledRunnerAfterTheWindowLeavesEverything() throws Exception {
        JobPlan plan = start(Trial.of("late", 3).running(1, HOLD).after(1));
        Following attached = follow(plan);
        attached.await("STEP_BEGUN 1");
        server.run("kill -KILL $(systemctl show -p MainPID --value greenroom-late)");
        assertThat(attached.end()).isEqualTo(JobState.INTERRUPTED);
        assertThat(server.run("cat /world")).isEqualTo("0\n1\n");
        client.resume(host, plan.id(), TaskContext.quiet());
        release();
        assertThat(follow(plan).end()).isEqualTo(JobState.DONE);
        assertThat(server.run("cat /world")).isEqualTo("0\n1\n2\n");
        assertNothingLeft(plan);
    }

    @Test
    void afterAPowerCutTheJobIsInterruptedAndCanBeUndone() throws Exception {
        JobPlan plan = cutInTheMiddle("cutundo");
        client.undo(host, plan.id(), TaskContext.quiet());
        Following following = follow(plan);
        assertThat(following.end()).isEqualTo(JobState.UNDONE);
        assertThat(following.recorder.kinds())
                .startsWith("JOB_BEGUN", "STEP_BEGUN 0", "STEP_DONE 0", "STEP_BEGUN 1", "TAKEN_OVER", "STEP_FAILED 1");
        assertThat(server.run("cat /world")).isEmpty();
        assertNothingLeft(plan);
    }

    @Test
    void afterAPowerCutTheJobCanBeResumed() throws Exception {
        JobPlan plan = cutInTheMiddle("cutresume");
        client.resume(host, plan.id(), TaskContext.quiet());
        release();
        assertThat(follow(plan).end()).isEqualTo(JobState.DONE);
        assertThat(server.run("cat /world")).isEqualTo("0\n1\n2\n");
        assertNothingLeft(plan);
    }

    @Test
    void aServerThatIsShutDownLetsTheStepEndAndUndoesFirst() throws Exception {
        JobPlan plan = start(Trial.of("shutdown", 3).running(1, "sleep 3"));
        follow(plan).await("STEP_BEGUN 1");
        server.shutDown();
        server.boot();
        Following following = follow(plan);
        assertThat(following.end()).isEqualTo(JobState.UNDONE);
        assertThat(following.recorder.kinds()).containsSubsequence("STOP_ASKED", "STEP_DONE 1", "UNDO_BEGUN");
        assertThat(server.run("cat /world")).isEmpty();
    }

    private JobPlan cutInTheMiddle(String id) throws Exception {
        JobPlan plan = start(Trial.of(id, 3).running(1, HOLD));
        Following attached = follow(plan);
        attached.await("STEP_BEGUN 1");
        server.cutPower();
        assertThat(attached.isLost()).isTrue();
        server.boot();
        assertThat(follow(plan).end()).isEqualTo(JobState.INTERRUPTED);
        return plan;
    }

    private JobPlan start(Trial trial) throws Exception {
        JobPlan plan = trial.plan();
        client.start(host, plan, TaskContext.quiet());
        return plan;
    }

    private static void release() {
        server.run("echo released > /hold");
    }

    private void assertNothingLeft(JobPlan plan) throws Exception {
        String unit = "greenroom-" + plan.id();
        assertThat(server.run("for i in $(seq 100); do systemctl -q is-active " + unit + " || break; sleep .1; done;"
                        + " systemctl list-units --all --no-legend '" + unit + "*'; pgrep -f /jobs/" + plan.id()
                        + "/ || true; ls -A /var/lib/greenroom/jobs/" + plan.id()
                        + " | grep -E 'partial|reserve' || true"))
                .isEmpty();
        Following again = follow(plan);
        again.end();
        assertThat(again.recorder.events()).extracting(JobEvent::number).isSorted();
    }

    private Following follow(JobPlan plan) {
        return new Following(plan);
    }

    private final class Following {
        private final JobRecorder recorder = new JobRecorder();
        private final CompletableFuture<JobState> state = new CompletableFuture<>();

        Following(JobPlan plan) {
            JobCursor cursor = new JobCursor(plan.id(), any -> {}, recorder);
            Thread.ofVirtual().start(() -> {
                try {
                    state.complete(
                            client.follow(host, cursor, TaskContext.quiet()).orElseThrow());
                } catch (Exception e) { // handed to whoever asks for the state
                    state.completeExceptionally(e);
                }
            });
        }

        void await(String kind) throws InterruptedException {
            recorder.await(each -> each.told(kind));
        }

        JobState end() throws Exception {
            return state.get(60, TimeUnit.SECONDS);
        }

        boolean isLost() throws Exception {
            try {
                end();
                return false;
            } catch (ExecutionException e) {
                return e.getCause() instanceof SshException.ConnectionLost;
            }
        }
    }
}
