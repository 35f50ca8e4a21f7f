package app.greenroom.operation.job;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.task.TaskContext;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** When to try again after a lost connection: at growing distances, as a server that starts again would have it. */
final class Reconnect {
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int MOST_REFUSALS = 5;
    private static final Set<FailureReason> PASSING = EnumSet.of(
            FailureReason.CONNECTION_LOST,
            FailureReason.HOST_NOT_FOUND,
            FailureReason.HOST_SILENT,
            FailureReason.HOST_REFUSED,
            FailureReason.NOT_SSH,
            FailureReason.TIMED_OUT);

    private final Pause pause;
    private Duration next = FIRST;
    private int refusals;

    Reconnect(Pause pause) {
        this.pause = pause;
    }

    /** The connection works: the next loss is a first one. */
    void works() {
        next = FIRST;
        refusals = 0;
    }

    /**
     * Waits before the next try, if the failure may pass.
     *
     * @throws OperationFailedException the failure itself, if it will not; or with reason CANCELLED
     */
    void afterwards(OperationFailedException failure, TaskContext context) throws OperationFailedException {
        // a server that is just starting refuses everybody but root for a while
        boolean starting = failure.reason() == FailureReason.SIGN_IN_REFUSED && ++refusals <= MOST_REFUSALS;
        if (!starting && !PASSING.contains(failure.reason())) {
            throw failure;
        }
        pause.await(next, context);
        next = next.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : next.multipliedBy(2);
    }
}
