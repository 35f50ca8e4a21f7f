package app.greenroom.task;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Lets a user end running work. Thread-safe. */
public final class CancellationToken {
    private final List<Runnable> actions = new CopyOnWriteArrayList<>();
    private volatile boolean cancelled;

    /** Asks the work to end; runs the registered actions once, on the caller's thread. */
    public void cancel() {
        synchronized (this) {
            if (cancelled) {
                return;
            }
            cancelled = true;
        }
        actions.forEach(Runnable::run);
    }

    /** Whether the work was asked to end. */
    public boolean isCancelled() {
        return cancelled;
    }

    /**
     * Runs an action when the work is asked to end, at once if it was already.
     *
     * @return removes the action again
     */
    public Registration onCancel(Runnable action) {
        boolean already;
        synchronized (this) {
            already = cancelled;
            if (!already) {
                actions.add(action);
            }
        }
        if (already) {
            action.run();
        }
        return () -> actions.remove(action);
    }

    /**
     * Ends the work here if it was asked to end.
     *
     * @throws OperationFailedException with reason {@link FailureReason#CANCELLED}
     */
    public void throwIfCancelled() throws OperationFailedException {
        if (cancelled) {
            throw new OperationFailedException(FailureReason.CANCELLED, "cancelled");
        }
    }

    /** An action that waits for a cancellation. */
    @FunctionalInterface
    public interface Registration extends AutoCloseable {
        /** Removes the action. */
        @Override
        void close();
    }
}
