package app.greenroom.task;

import app.greenroom.domain.failure.OperationFailedException;
import java.util.function.Consumer;

/** Runs work off the UI thread and brings progress and outcome back to it. */
public interface TaskRunner {
    /**
     * Begins work.
     *
     * @param title code and arguments of its title, for the list of running work; worded by {@code task.CODE}
     * @param work what to do
     * @param onProgress told on the UI thread, throttled
     * @param onSuccess told the result on the UI thread
     * @param onFailure told the failure on the UI thread, a cancellation too
     * @return a way to end it
     */
    <T> TaskHandle submit(
            TaskTitle title,
            Work<T> work,
            Consumer<Progress> onProgress,
            Consumer<T> onSuccess,
            Consumer<OperationFailedException> onFailure);

    /** Ends every running work and waits a bounded time for it. */
    void close();
}
