package app.greenroom.viewmodel.activity;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.task.Progress;
import app.greenroom.task.TaskHandle;
import app.greenroom.task.TaskTitle;
import app.greenroom.viewmodel.Pulse;
import app.greenroom.viewmodel.Tone;
import app.greenroom.viewmodel.Words;
import java.time.Instant;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** One running or ended work. */
public final class TaskViewModel {
    private final String title;
    private final Words words;
    private final Pulse pulse;
    private final Instant begun;
    private final ProgressMeter meter = new ProgressMeter();
    private final ReadOnlyDoubleWrapper fraction = new ReadOnlyDoubleWrapper(-1);
    private final ReadOnlyStringWrapper line = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Tone> tone = new ReadOnlyObjectWrapper<>(Tone.RUNNING);
    private final ReadOnlyBooleanWrapper cancelling = new ReadOnlyBooleanWrapper();
    private Optional<TaskHandle> handle = Optional.empty();

    TaskViewModel(TaskTitle title, Words words, Pulse pulse) {
        this.title = words.messages().get("task." + title.code(), title.arguments());
        this.words = words;
        this.pulse = pulse;
        this.begun = pulse.exactly();
    }

    void handle(TaskHandle running) {
        handle = Optional.of(running);
    }

    void progress(Progress progress) {
        meter.accept(progress, pulse.exactly());
        fraction.set(meter.fraction());
        if (!cancelling.get()) {
            line.set(meter.line(words));
        }
    }

    void succeeded() {
        end(Tone.OK, words.get("view.activity.done", words.time(pulse.exactly())));
    }

    void failed(OperationFailedException failure) {
        boolean cancelled = failure.reason() == FailureReason.CANCELLED;
        end(cancelled ? Tone.UNDONE : Tone.PROBLEM, words.of(failure).sentence());
    }

    private void end(Tone outcome, String sentence) {
        fraction.set(1);
        line.set(sentence);
        tone.set(outcome);
    }

    /** Asks the work to end. */
    public void cancel() {
        if (tone.get() == Tone.RUNNING && !cancelling.get()) {
            cancelling.set(true);
            line.set(words.get("view.activity.cancelling"));
            handle.ifPresent(TaskHandle::cancel);
        }
    }

    /** What is being done. */
    public String title() {
        return title;
    }

    /** When it began. */
    public Instant begun() {
        return begun;
    }

    /** How much is done, 0 to 1; -1 if unknown. */
    public ReadOnlyDoubleProperty fractionProperty() {
        return fraction.getReadOnlyProperty();
    }

    /** Amount, rate and time left, or the outcome. */
    public ReadOnlyStringProperty lineProperty() {
        return line.getReadOnlyProperty();
    }

    /** Running, or how it ended. */
    public ReadOnlyObjectProperty<Tone> toneProperty() {
        return tone.getReadOnlyProperty();
    }

    /** Whether it was asked to end. */
    public ReadOnlyBooleanProperty cancellingProperty() {
        return cancelling.getReadOnlyProperty();
    }
}
