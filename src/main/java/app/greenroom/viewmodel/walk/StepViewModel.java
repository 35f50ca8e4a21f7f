package app.greenroom.viewmodel.walk;

import app.greenroom.domain.job.JobPlan.Phase;
import app.greenroom.viewmodel.Pulse;
import app.greenroom.viewmodel.Tone;
import app.greenroom.viewmodel.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** One step of the walk: its state, its time and its output. */
public final class StepViewModel {
    private final String title;
    private final Phase phase;
    private final Duration usual;
    private final boolean endable;
    private final Words words;
    private final Pulse pulse;
    private final StepLog log = new StepLog();
    private final ReadOnlyObjectWrapper<Tone> tone = new ReadOnlyObjectWrapper<>(Tone.WAITING);
    private final ReadOnlyStringWrapper time = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper("");
    private Optional<Instant> begun = Optional.empty();
    private boolean failed;
    private String failure = "";
    private Optional<Instant> ended = Optional.empty();

    StepViewModel(String title, Phase phase, Duration usual, boolean endable, Words words, Pulse pulse) {
        this.title = title;
        this.phase = phase;
        this.usual = usual;
        this.endable = endable;
        this.words = words;
        this.pulse = pulse;
        refresh();
    }

    /** Whether it may be ended while it runs. */
    boolean endable() {
        return endable;
    }

    void begin(Instant at) {
        begun = Optional.of(at);
        ended = Optional.empty();
        become(Tone.RUNNING, "");
    }

    void end(Tone outcome, String remark, Instant at) {
        ended = Optional.of(at);
        become(outcome, remark);
    }

    /** Taken back; a step that failed stays marked as the one that did. */
    void undone(String remark) {
        if (failed) {
            become(Tone.PROBLEM, failure + words.get("view.separator") + remark);
        } else {
            become(Tone.UNDONE, remark);
        }
    }

    void fail(String remark, Instant at) {
        failed = true;
        failure = remark;
        end(Tone.PROBLEM, remark, at);
    }

    void become(Tone now, String remark) {
        tone.set(now);
        note.set(remark);
        refresh();
    }

    void remark(String remark) {
        note.set(remark);
    }

    /** Brings the time up to now. */
    void refresh() {
        time.set(
                switch (tone.get()) {
                    case WAITING -> usual.isZero() ? "" : words.get("view.step.usually", clock(usual));
                    case RUNNING ->
                        usual.isZero() ? clock(elapsed()) : words.get("view.step.of", clock(elapsed()), clock(usual));
                    default -> begun.isPresent() && ended.isPresent() ? clock(elapsed()) : "";
                });
    }

    private String clock(Duration duration) {
        return words.amounts().clock(duration);
    }

    /** How long it ran, or runs so far. */
    Duration elapsed() {
        Duration length =
                begun.map(at -> Duration.between(at, ended.orElse(pulse.now()))).orElse(Duration.ZERO);
        return length.isNegative() ? Duration.ZERO : length;
    }

    /** How long it will still take if it takes as long as usual. */
    Duration left() {
        return switch (tone.get()) {
            case WAITING -> usual;
            case RUNNING -> usual.minus(elapsed()).isNegative() ? Duration.ZERO : usual.minus(elapsed());
            default -> Duration.ZERO;
        };
    }

    /** When its run began, by this computer's clock. */
    Optional<Instant> begun() {
        return begun;
    }

    Duration usual() {
        return usual;
    }

    /** Whether it is the one that failed. */
    boolean hasFailed() {
        return failed;
    }

    /** What it does. */
    public String title() {
        return title;
    }

    /** What visitors notice during it. */
    public Phase phase() {
        return phase;
    }

    /** Its output. */
    public StepLog log() {
        return log;
    }

    /** Its state. */
    public ReadOnlyObjectProperty<Tone> toneProperty() {
        return tone.getReadOnlyProperty();
    }

    /** Time taken, or the usual time. */
    public ReadOnlyStringProperty timeProperty() {
        return time.getReadOnlyProperty();
    }

    /** What is special about its state; mostly empty. */
    public ReadOnlyStringProperty noteProperty() {
        return note.getReadOnlyProperty();
    }
}
