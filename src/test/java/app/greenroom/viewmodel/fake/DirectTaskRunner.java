package app.greenroom.viewmodel.fake;

import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.task.CancellationToken;
import app.greenroom.task.Progress;
import app.greenroom.task.TaskContext;
import app.greenroom.task.TaskHandle;
import app.greenroom.task.TaskRunner;
import app.greenroom.task.TaskTitle;
import app.greenroom.task.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Does all work at once, on the caller's thread. */
public final class DirectTaskRunner implements TaskRunner {
    private final List<TaskTitle> submitted = new ArrayList<>();

    @Override
    public <T> TaskHandle submit(
            TaskTitle title,
            Work<T> work,
            Consumer<Progress> onProgress,
            Consumer<T> onSuccess,
            Consumer<OperationFailedException> onFailure) {
        submitted.add(title);
        try {
            onSuccess.accept(work.run(new TaskContext(new CancellationToken(), onProgress)));
        } catch (OperationFailedException failure) {
            onFailure.accept(failure);
        }
        return new Done(title);
    }

    /** Titles of all work, oldest first. */
    public List<TaskTitle> submitted() {
        return submitted;
    }

    @Override
    public void close() {}

    private record Done(TaskTitle title) implements TaskHandle {
        @Override
        public void cancel() {}

        @Override
        public boolean isDone() {
            return true;
        }
    }
}
