package app.greenroom.operation.job;

import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.task.CancellationToken;
import app.greenroom.task.TaskContext;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits between two tries. */
@FunctionalInterface
public interface Pause {
    /**
     * Waits for a time, or until cancelled.
     *
     * @throws OperationFailedException with reason CANCELLED
     */
    void await(Duration time, TaskContext context) throws OperationFailedException;

    /** Waits for real. */
    static Pause real() {
        return (time, context) -> {
            CountDownLatch cancelled = new CountDownLatch(1);
            try (CancellationToken.Registration _ = context.cancellation().onCancel(cancelled::countDown)) {
                if (cancelled.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
                    context.cancellation().throwIfCancelled();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                context.cancellation().cancel();
                context.cancellation().throwIfCancelled();
            }
        };
    }
}
