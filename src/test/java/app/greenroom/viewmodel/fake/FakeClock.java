package app.greenroom.viewmodel.fake;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that goes when it is told to. */
public final class FakeClock implements InstantSource {
    private volatile Instant now = Sample.NOW;

    /** Time goes by. */
    public void forward(Duration duration) {
        now = now.plus(duration);
    }

    @Override
    public Instant instant() {
        return now;
    }
}
