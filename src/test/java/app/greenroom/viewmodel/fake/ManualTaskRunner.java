package app.greenroom.viewmodel.fake;

import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.task.CancellationToken;
import app.greenroom.task.Progress;
import app.greenroom.task.TaskContext;
import app.greenroom.task.TaskHandle;
import app.greenroom.task.TaskRunner;
import app.greenroom.task.TaskTitle;
import app.greenroom.task.Work;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** Keeps work until the test lets it run, so that everything between begin and end can be looked at. */
public final class ManualTaskRunner implements TaskRunner {
    private final Deque<Waiting<?>> waiting = new ArrayDeque<>();

    @Override
    public <T> TaskHandle submit(
            TaskTitle title,
            Work<T> work,
            Consumer<Progress> onProgress,
            Consumer<T> onSuccess,
            Consumer<OperationFailedException> onFailure) {
        Waiting<T> task = new Waiting<>(title, work, onProgress, onSuccess, onFailure, new CancellationToken());
        waiting.add(task);
        return task;
    }

    /** Runs the oldest waiting work to its end. */
    public void runNext() {
        waiting.remove().run();
    }

    /** Runs all that waits, and what that begins. */
    public void runAll() {
        while (!waiting.isEmpty()) {
            runNext();
        }
    }

    /** Tells progress of the oldest waiting work. */
    public void progress(Progress progress) {
        waiting.element().onProgress().accept(progress);
    }

    /** How much waits. */
    public int waiting() {
        return waiting.size();
    }

    @Override
    public void close() {
        waiting.clear();
    }

    private record Waiting<T>(
            TaskTitle title,
            Work<T> work,
            Consumer<Progress> onProgress,
            Consumer<T> onSuccess,
            Consumer<OperationFailedException> onFailure,
            CancellationToken cancellation)
            implements TaskHandle {
        void run() {
            try {
                onSuccess.accept(work.run(new TaskContext(cancellation, onProgress)));
            } catch (OperationFailedException failure) {
                onFailure.accept(failure);
            }
        }

        @Override
        public void cancel() {
            cancellation.cancel();
        }

        @Override
        public boolean isDone() {
            return false;
        }
    }
}
