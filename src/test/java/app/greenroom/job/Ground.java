package app.greenroom.job;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.job.JobId;
import app.greenroom.domain.job.JobPlan;
import app.greenroom.domain.job.JobState;
import app.greenroom.ssh.CommandResult;
import app.greenroom.ssh.Outcome;
import app.greenroom.ssh.RemoteCommand;
import app.greenroom.support.CuttingHost;
import app.greenroom.support.JobRecorder;
import app.greenroom.support.LocalHost;
import app.greenroom.support.Trial;
import app.greenroom.task.CancellationToken;
import app.greenroom.task.TaskContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A folder of this computer where jobs run, with ways to disturb them and to see that nothing is left. */
final class Ground implements AutoCloseable {
    private static final String CHECK = """
        import fcntl, hashlib, json
        folder, key = sys.argv[-2:]
        lines = open(folder + "/journal", "rb").read()
        assert lines.endswith(b"\\n"), "torn journal"
        events = [json.loads(line) for line in lines.splitlines()]
        numbers = [event["number"] for event in events]
        assert numbers == list(range(1, len(events) + 1)), numbers
        assert events[-1]["kind"] == "JOB_ENDED", events[-1]
        assert open(folder + "/state").read() == events[-1]["detail"] + "\\n"
        assert not os.path.exists(folder + "/journal.reserve"), "reserve"
        assert not [name for name in os.listdir(folder) if "partial" in name], os.listdir(folder)
        open_step = None
        for event in events:
            if event["kind"] in ("STEP_BEGUN", "STEP_UNDO_BEGUN"):
                assert open_step is None, event
                open_step = event["step"]
            elif event["kind"] in ("STEP_DONE", "STEP_FAILED", "STEP_ENDED", "STEP_UNDONE", "STEP_UNDO_FAILED"):
                assert open_step == event["step"], event
                open_step = None
        assert open_step is None
        lock = "%s/../../locks/%s" % (folder, hashlib.sha256(key.encode()).hexdigest()[:32])
        fcntl.flock(os.open(lock, os.O_RDWR), fcntl.LOCK_EX | fcntl.LOCK_NB)
        """;

    /** Waits for processes that are no children of this one; Java asks for such only once in a while. */
    private static final String GONE = """
        import os, sys, time
        def lives(pid):
            try:
                os.kill(pid, 0)
                return True
            except ProcessLookupError:
                return False
        limit = time.monotonic() + 10
        while any(lives(int(pid)) for pid in sys.argv[1:] if pid.isdigit()):
            assert time.monotonic() < limit, "still there: %s" % sys.argv[1:]
            time.sleep(0.01)
        """;

    final Path root;
    final LocalHost local;
    final CuttingHost host;
    final JobClient client = new JobClient(new Random(1));

    Ground(Path root) throws Exception {
        this.root = root;
        this.local = new LocalHost(root);
        this.host = new CuttingHost(local);
        run("mkfifo", root.resolve("hold").toString());
    }

    /** What lets a step wait until {@link #release}. */
    static final String HOLD = "cat \"$GREENROOM_ROOT/hold\"";

    /** Lets whoever waits go on. */
    void release() throws IOException {
        Files.writeString(root.resolve("hold"), "released\n");
    }

    JobPlan start(Trial trial) throws Exception {
        JobPlan plan = trial.plan();
        client.start(local, plan, TaskContext.quiet());
        return plan;
    }

    /** Follows on another thread. */
    Following follow(JobPlan plan) {
        JobRecorder recorder = new JobRecorder();
        CancellationToken token = new CancellationToken();
        JobCursor cursor = new JobCursor(plan.id(), any -> {}, recorder);
        CompletableFuture<JobState> state = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                state.complete(client.follow(local, cursor, new TaskContext(token, any -> {}))
                        .orElseThrow());
            } catch (Exception e) { // handed to whoever asks for the state
                state.completeExceptionally(e);
            }
        });
        return new Following(recorder, state, token);
    }

    /** Follows to the end. */
    Following followed(JobPlan plan) throws Exception {
        Following following = follow(plan);
        following.end();
        return following;
    }

    /** Kills the runner of a job, and what it runs if asked to; waits until they are gone. */
    void killRunner(JobPlan plan, boolean alsoItsStep) throws Exception {
        List<ProcessHandle> runners = ProcessHandle.allProcesses()
                .filter(each -> line(each).contains(folder(plan.id()) + "/runner.py"))
                .toList();
        assertThat(runners).as("runners").hasSize(1);
        runners.get(0).destroyForcibly();
        List<ProcessHandle> killed = new ArrayList<>(runners);
        if (alsoItsStep) {
            List<ProcessHandle> steps = left().stream()
                    .filter(each -> line(each).contains("/steps/") || line(each).contains("/hold"))
                    .toList();
            steps.forEach(ProcessHandle::destroyForcibly);
            killed.addAll(steps);
        }
        awaitGone(killed, "");
    }

    private void awaitGone(List<ProcessHandle> processes, String andThen, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(LocalHost.python(), "-I", "-c", GONE + andThen));
        processes.forEach(each -> command.add(String.valueOf(each.pid())));
        command.addAll(List.of(arguments));
        run(command.toArray(String[]::new));
    }

    /** Processes that have to do with this ground. */
    List<ProcessHandle> left() {
        return ProcessHandle.allProcesses()
                .filter(each -> line(each).contains(root.toString()))
                .filter(each -> each.pid() != ProcessHandle.current().pid())
                .toList();
    }

    private static String line(ProcessHandle process) {
        return process.info().commandLine().orElse("");
    }

    /** Ends what a failing test left behind. */
    @Override
    public void close() {
        left().forEach(ProcessHandle::destroyForcibly);
    }

    Path folder(JobId id) {
        return root.resolve("var/lib/greenroom/jobs").resolve(id.text());
    }

    /** What is in force: the numbers of the steps. */
    String world() throws IOException {
        return Files.readString(root.resolve("world")).replace("\n", " ").strip();
    }

    /** Everything that ever ran, such as {@code run 0, run 1, undo 1}. */
    String story() throws IOException {
        return Files.readString(root.resolve("story")).strip().replace("\n", ", ");
    }

    CommandResult run(String... command) throws Exception {
        CommandResult result = local.run(RemoteCommand.of(command), TaskContext.quiet());
        assertThat(result.outcome()).as(result.stderr()).isEqualTo(new Outcome.Exited(0));
        return result;
    }

    /** Outcome durable, journal whole, lock free, no process left, and a later follower is told the very same. */
    void assertSound(JobPlan plan, JobState state, Following following) throws Exception {
        awaitGone(left(), CHECK, folder(plan.id()).toString(), plan.lockKey());
        assertThat(Files.readString(folder(plan.id()).resolve("state"))).isEqualTo(state.word() + "\n");
        Following again = followed(plan);
        assertThat(again.end()).isEqualTo(state);
        assertThat(again.recorder().events()).isEqualTo(following.recorder().events());
        for (int step = -1; step < plan.steps().size(); step++) {
            assertThat(following.recorder().output(step))
                    .isEqualTo(again.recorder().output(step));
        }
    }

    /**
     * A follower on its own thread.
     *
     * @param recorder what it was told
     * @param state the state that the job ended in, once it did
     * @param token ends the following
     */
    record Following(JobRecorder recorder, CompletableFuture<JobState> state, CancellationToken token) {
        /** Waits for the end; fails after half a minute. */
        JobState end() throws InterruptedException, ExecutionException {
            try {
                return state.get(30, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                throw new AssertionError("no end; told: " + recorder.order(), e);
            }
        }

        void await(String kind) throws InterruptedException {
            recorder.await(each -> each.told(kind));
        }
    }
}
