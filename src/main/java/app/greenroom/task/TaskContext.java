package app.greenroom.task;

import java.util.function.Consumer;

/**
 * What running work is given: a way to be ended and a way to say how far it is.
 *
 * @param cancellation asked at every step
 * @param listener told every step; may be called often and from any thread, and throttles by itself
 */
public record TaskContext(CancellationToken cancellation, Consumer<Progress> listener) {
    /** A context that nobody watches or ends, for short work. */
    public static TaskContext quiet() {
        return new TaskContext(new CancellationToken(), progress -> {});
    }

    /** Says how far the work is. */
    public void report(Progress progress) {
        listener.accept(progress);
    }
}
