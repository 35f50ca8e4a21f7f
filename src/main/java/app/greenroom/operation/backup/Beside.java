package app.greenroom.operation.backup;

import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.ssh.SshException;
import app.greenroom.task.CancellationToken;
import app.greenroom.task.TaskContext;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Work that goes on beside other work. It ends when it is done, when the whole is cancelled, or when this is closed. */
final class Beside implements AutoCloseable {
    private final CancellationToken token = new CancellationToken();
    private final CancellationToken.Registration registration;
    private final Thread thread;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    private Beside(Part part, TaskContext whole) {
        registration = whole.cancellation().onCancel(token::cancel);
        TaskContext mine = new TaskContext(token, progress -> {});
        thread = Thread.ofVirtual().name("snapshot-beside").start(() -> {
            try {
                part.run(mine);
            } catch (SshException | OperationFailedException | IOException | RuntimeException | Error e) {
                failure.set(e); // thrown to whoever joins
            }
        });
    }

    /** Begins it. */
    static Beside start(Part part, TaskContext whole) {
        return new Beside(part, whole);
    }

    /** Something to be done on a host. */
    @FunctionalInterface
    interface Part {
        void run(TaskContext context) throws SshException, OperationFailedException, IOException;
    }

    /** Waits until it is done, and throws what it threw. */
    void join() throws SshException, OperationFailedException, IOException {
        waitForEnd();
        switch (failure.get()) {
            case null -> {}
            case SshException e -> throw e;
            case OperationFailedException e -> throw e;
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IllegalStateException(e);
        }
    }

    /** Ends it and waits until it has ended. */
    @Override
    public void close() {
        token.cancel();
        waitForEnd();
        registration.close();
    }

    private void waitForEnd() {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
                token.cancel();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
