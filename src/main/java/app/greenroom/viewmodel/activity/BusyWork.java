package app.greenroom.viewmodel.activity;

import app.greenroom.task.Progress;
import app.greenroom.task.TaskHandle;
import app.greenroom.viewmodel.Pulse;
import app.greenroom.viewmodel.Words;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** The one work that a page may have under way, with its progress, for a bar on that page. */
public final class BusyWork {
    private final Words words;
    private final Pulse pulse;
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper line = new ReadOnlyStringWrapper("");
    private final ReadOnlyDoubleWrapper fraction = new ReadOnlyDoubleWrapper(-1);
    private ProgressMeter meter = new ProgressMeter();
    private Optional<TaskHandle> handle = Optional.empty();

    /** Nothing is under way. */
    public BusyWork(Words words, Pulse pulse) {
        this.words = words;
        this.pulse = pulse;
    }

    /** Work begins. */
    public void begin(String what) {
        meter = new ProgressMeter();
        handle = Optional.empty();
        title.set(what);
        line.set("");
        fraction.set(-1);
        busy.set(true);
    }

    /** How the work that began can be ended; ignored if it has ended already. */
    public void running(TaskHandle task) {
        if (busy.get()) {
            handle = Optional.of(task);
        }
    }

    /** The work goes on. */
    public void progress(Progress progress) {
        meter.accept(progress, pulse.exactly());
        fraction.set(meter.fraction());
        line.set(meter.line(words));
    }

    /** The work has ended, however. */
    public void end() {
        busy.set(false);
        handle = Optional.empty();
    }

    /** Asks the work to end. */
    public void cancel() {
        handle.ifPresent(task -> {
            line.set(words.get("view.activity.cancelling"));
            task.cancel();
        });
    }

    /** Whether something is under way. */
    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /** What is under way. */
    public ReadOnlyStringProperty titleProperty() {
        return title.getReadOnlyProperty();
    }

    /** Amount, rate and time left. */
    public ReadOnlyStringProperty lineProperty() {
        return line.getReadOnlyProperty();
    }

    /** How much is done, 0 to 1; -1 if unknown. */
    public ReadOnlyDoubleProperty fractionProperty() {
        return fraction.getReadOnlyProperty();
    }
}
