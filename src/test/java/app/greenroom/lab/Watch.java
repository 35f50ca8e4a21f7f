package app.greenroom.lab;

import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.job.JobPlan;
import app.greenroom.domain.job.JobState;
import app.greenroom.job.JobClient;
import app.greenroom.job.JobCursor;
import app.greenroom.ssh.SshException;
import app.greenroom.support.JobRecorder;
import app.greenroom.task.TaskContext;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Follows a job over a line that can be lost: comes back until the job stands still, from where it was. */
final class Watch {
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final JobClient client;
    private final OpenSshHost host;
    private final JobPlan plan;
    private final JobCursor cursor;
    private final CountDownLatch lost = new CountDownLatch(1);
    private volatile CompletableFuture<JobState> state = new CompletableFuture<>();

    Watch(JobClient client, OpenSshHost host, JobPlan plan, JobRecorder told) {
        this.client = client;
        this.host = host;
        this.plan = plan;
        this.cursor = new JobCursor(plan.id(), any -> {}, told);
    }

    /** Follows on another thread, from where it was. */
    void begin() {
        CompletableFuture<JobState> mine = new CompletableFuture<>();
        state = mine;
        Thread.ofVirtual().name("follows " + plan.id()).start(() -> follow(mine));
    }

    private void follow(CompletableFuture<JobState> mine) {
        while (!mine.isDone()) {
            try {
                Optional<JobState> end = client.follow(host, cursor, TaskContext.quiet());
                end.ifPresent(mine::complete);
            } catch (SshException | OperationFailedException broken) {
                lost.countDown();
                LockSupport.parkNanos(PAUSE.toNanos());
            } catch (RuntimeException e) {
                mine.completeExceptionally(e);
            }
        }
    }

    /** Where the job stands still. */
    JobState end(Duration limit) throws Exception {
        return state.get(limit.toSeconds(), TimeUnit.SECONDS);
    }

    /** Waits until the line is lost. */
    void awaitLoss(Duration limit) throws InterruptedException {
        if (!lost.await(limit.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("the line is not lost");
        }
    }

    /** Kills the client, as far as there is one outside of this program. */
    void kill() {
        state.cancel(false);
        host.kill();
    }
}
