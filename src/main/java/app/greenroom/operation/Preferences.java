package app.greenroom.operation;

import app.greenroom.domain.failure.OperationFailedException;
import java.util.Optional;

/**
 * What the user prefers on this computer. Reading never fails: preferences that cannot be read count as not there, and
 * the log says so. Thread-safe; a change is kept on disk at once.
 */
public interface Preferences {
    /** How the window looks; SYSTEM if nothing was chosen. */
    Theme theme();

    /**
     * Remembers how the window looks.
     *
     * @throws OperationFailedException if it cannot be kept
     */
    void chooseTheme(Theme theme) throws OperationFailedException;

    /** Size of the window when it was last closed; empty if it never was. */
    Optional<WindowSize> window();

    /**
     * Remembers the size of the window.
     *
     * @throws OperationFailedException if it cannot be kept
     */
    void rememberWindow(WindowSize size) throws OperationFailedException;

    /** How the window looks. */
    enum Theme {
        /** As the operating system does. */
        SYSTEM,
        /** Light. */
        LIGHT,
        /** Dark. */
        DARK
    }

    /**
     * Size of a window.
     *
     * @param width pixels, 200 to 20 000
     * @param height likewise
     * @param maximized whether it filled the screen
     */
    record WindowSize(int width, int height, boolean maximized) {
        private static final int LEAST = 200;
        private static final int MOST = 20_000;

        /** Checks the range. */
        public WindowSize {
            if (!fits(width) || !fits(height)) {
                throw new IllegalArgumentException(width + "x" + height);
            }
        }

        /** The same, no larger than the room on a screen: another one than last time, or one that draws all twice. */
        public WindowSize within(double roomWidth, double roomHeight) {
            return new WindowSize(least(width, roomWidth), least(height, roomHeight), maximized);
        }

        private static int least(int wanted, double room) {
            return Math.max(LEAST, Math.min(wanted, (int) room));
        }

        private static boolean fits(int pixels) {
            return pixels >= LEAST && pixels <= MOST;
        }
    }
}
