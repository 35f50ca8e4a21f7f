package app.greenroom.ssh;

import java.time.Duration;

/** How a command ended; never an invented number. */
public sealed interface Outcome {
    /**
     * By itself.
     *
     * @param status exit status
     */
    record Exited(int status) implements Outcome {}

    /**
     * By a signal.
     *
     * @param name such as {@code KILL}
     */
    record Signalled(String name) implements Outcome {}

    /**
     * It took longer than its limit and was ended, on the server too.
     *
     * @param limit that it had
     */
    record TimedOut(Duration limit) implements Outcome {}

    /** The connection broke before its end was known. */
    record Lost() implements Outcome {}

    /**
     * It said more than the caller would keep, and was ended.
     *
     * @param limit bytes
     */
    record TooMuch(int limit) implements Outcome {}
}
