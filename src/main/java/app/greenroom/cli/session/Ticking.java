package app.greenroom.cli.session;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A thread that ticks each second until closed. */
public final class Ticking implements AutoCloseable {
    private final @Nullable Thread thread;

    public Ticking(@Nullable Runnable tick) {
        this.thread = tick == null ? null : Thread.ofVirtual().start(() -> run(tick));
    }

    private static void run(Runnable tick) {
        try {
            while (true) {
                Thread.sleep(Duration.ofSeconds(1));
                tick.run();
            }
        } catch (InterruptedException closed) {
            // the watch has ended, and with it this thread
            return;
        }
    }

    @Override
    public void close() {
        if (thread != null) {
            thread.interrupt();
        }
    }
}
