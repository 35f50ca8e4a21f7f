package app.greenroom.viewmodel;

import java.time.Instant;
import java.time.InstantSource;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** The present, for ages and times left on the screen; moves when it is told to, so tests decide what time it is. */
public final class Pulse {
    private final InstantSource clock;
    private final ReadOnlyObjectWrapper<Instant> now;

    /** A pulse that reads the clock at every beat. */
    public Pulse(InstantSource clock) {
        this.clock = clock;
        this.now = new ReadOnlyObjectWrapper<>(clock.instant());
    }

    /** Moves the present to the clock's time; called about once a second on the UI thread. */
    public void beat() {
        now.set(clock.instant());
    }

    /** The present as of the last beat. */
    public Instant now() {
        return now.get();
    }

    /** The exact time. */
    public Instant exactly() {
        return clock.instant();
    }

    /** The present as of the last beat. */
    public ReadOnlyObjectProperty<Instant> nowProperty() {
        return now.getReadOnlyProperty();
    }
}
