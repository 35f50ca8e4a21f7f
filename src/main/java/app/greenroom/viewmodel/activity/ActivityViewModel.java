package app.greenroom.viewmodel.activity;

import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.task.Progress;
import app.greenroom.task.TaskHandle;
import app.greenroom.task.TaskRunner;
import app.greenroom.task.TaskTitle;
import app.greenroom.task.Work;
import app.greenroom.viewmodel.Pulse;
import app.greenroom.viewmodel.Words;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.IntegerBinding;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** All work of this run of the program, newest first; a task runner that lists what it is given. */
public final class ActivityViewModel implements TaskRunner {
    private static final int KEPT = 50;

    private final TaskRunner runner;
    private final Words words;
    private final Pulse pulse;
    private final ObservableList<TaskViewModel> running = FXCollections.observableArrayList();
    private final ObservableList<TaskViewModel> ended = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper badge = new ReadOnlyStringWrapper("");

    /** Lists the work that goes through it to another runner. */
    public ActivityViewModel(TaskRunner runner, Words words, Pulse pulse) {
        this.runner = runner;
        this.words = words;
        this.pulse = pulse;
        IntegerBinding number = Bindings.size(running);
        badge.bind(Bindings.createStringBinding(
                () -> number.get() == 0 ? "" : words.get("view.activity.running", number.get()), number));
    }

    @Override
    public <T> TaskHandle submit(
            TaskTitle title,
            Work<T> work,
            Consumer<Progress> onProgress,
            Consumer<T> onSuccess,
            Consumer<OperationFailedException> onFailure) {
        TaskViewModel task = new TaskViewModel(title, words, pulse);
        running.addFirst(task);
        TaskHandle handle = runner.submit(
                title,
                work,
                progress -> {
                    task.progress(progress);
                    onProgress.accept(progress);
                },
                (T result) -> {
                    task.succeeded();
                    end(task);
                    onSuccess.accept(result);
                },
                failure -> {
                    task.failed(failure);
                    end(task);
                    onFailure.accept(failure);
                });
        task.handle(handle);
        return handle;
    }

    private void end(TaskViewModel task) {
        running.remove(task);
        ended.addFirst(task);
        if (ended.size() > KEPT) {
            ended.removeLast();
        }
    }

    @Override
    public void close() {
        runner.close();
    }

    /** Forgets what has ended. */
    public void clear() {
        ended.clear();
    }

    /** What runs, newest first. */
    public ObservableList<TaskViewModel> running() {
        return running;
    }

    /** What has ended, newest first, at most 50. */
    public ObservableList<TaskViewModel> ended() {
        return ended;
    }

    /** How much runs, in words; empty for nothing. */
    public ReadOnlyStringProperty badgeProperty() {
        return badge.getReadOnlyProperty();
    }
}
