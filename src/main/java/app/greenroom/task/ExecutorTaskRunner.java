package app.greenroom.task;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs work on background threads and tells about it on the UI thread. Progress is passed on at most once a pause, always
 * the newest, and the last one before the outcome.
 */
public final class ExecutorTaskRunner implements TaskRunner {
    private static final Logger LOG = LoggerFactory.getLogger(ExecutorTaskRunner.class);
    private static final Duration PAUSE = Duration.ofMillis(50);
    /** Work that has been asked to end closes its connections within this time. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ExecutorService background;
    private final Executor ui;
    private final Executor uiAfterPause;
    private final Set<Running<?>> running = ConcurrentHashMap.newKeySet();

    /**
     * A runner that owns its background threads.
     *
     * @param background where work runs; shut down by {@link #close()}
     * @param ui where progress and outcomes are told
     */
    public ExecutorTaskRunner(ExecutorService background, Executor ui) {
        this.background = background;
        this.ui = ui;
        this.uiAfterPause = CompletableFuture.delayedExecutor(PAUSE.toMillis(), TimeUnit.MILLISECONDS, ui);
    }

    @Override
    public <T> TaskHandle submit(
            TaskTitle title,
            Work<T> work,
            Consumer<Progress> onProgress,
            Consumer<T> onSuccess,
            Consumer<OperationFailedException> onFailure) {
        Running<T> task = new Running<>(title, work, onProgress, onSuccess, onFailure);
        running.add(task);
        try {
            background.execute(task);
        } catch (RejectedExecutionException closed) {
            // the program is ending: what would begin now is as good as cancelled
            task.end(() ->
                    onFailure.accept(new OperationFailedException(FailureReason.CANCELLED, "after the end", closed)));
        }
        return task;
    }

    @Override
    public void close() {
        running.forEach(TaskHandle::cancel);
        background.shutdown();
        try {
            if (!background.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("work did not end in time: {}", running);
                background.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            background.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private final class Running<T> implements TaskHandle, Runnable {
        private final TaskTitle title;
        private final Work<T> work;
        private final Consumer<Progress> onProgress;
        private final Consumer<T> onSuccess;
        private final Consumer<OperationFailedException> onFailure;
        private final CancellationToken cancellation = new CancellationToken();
        private final AtomicReference<@Nullable Progress> untold = new AtomicReference<>();
        private volatile boolean done;

        Running(
                TaskTitle title,
                Work<T> work,
                Consumer<Progress> onProgress,
                Consumer<T> onSuccess,
                Consumer<OperationFailedException> onFailure) {
            this.title = title;
            this.work = work;
            this.onProgress = onProgress;
            this.onSuccess = onSuccess;
            this.onFailure = onFailure;
        }

        @Override
        public void run() {
            try {
                T result = work.run(new TaskContext(cancellation, this::progress));
                end(() -> onSuccess.accept(result));
            } catch (OperationFailedException failure) {
                LOG.info("{} ended: {}", title, failure.getMessage(), failure);
                end(() -> onFailure.accept(failure));
            } catch (RuntimeException | Error unexpected) {
                // a fault of ours must reach the user as a failure, not end as a task that never ends
                LOG.error("{} broke", title, unexpected);
                OperationFailedException failure =
                        new OperationFailedException(FailureReason.INTERNAL, String.valueOf(unexpected), unexpected);
                end(() -> onFailure.accept(failure));
            }
        }

        private void end(Runnable outcome) {
            running.remove(this);
            ui.execute(() -> {
                tell();
                done = true;
                outcome.run();
            });
        }

        private void progress(Progress progress) {
            if (untold.getAndSet(progress) == null) {
                uiAfterPause.execute(this::tell);
            }
        }

        private void tell() {
            Progress progress = untold.getAndSet(null);
            if (progress != null && !done) {
                onProgress.accept(progress);
            }
        }

        @Override
        public TaskTitle title() {
            return title;
        }

        @Override
        public void cancel() {
            cancellation.cancel();
        }

        @Override
        public boolean isDone() {
            return done;
        }

        @Override
        public String toString() {
            return title.toString();
        }
    }
}
