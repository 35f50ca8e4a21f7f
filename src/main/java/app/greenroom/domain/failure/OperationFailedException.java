package app.greenroom.domain.failure;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An operation ended without its result: a reason for the user, a detail for the log. */
public final class OperationFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final FailureReason reason;
    private final transient List<String> arguments;

    /**
     * A failure without a cause.
     *
     * @param reason what both faces put into words
     * @param detail technical detail, shown folded and logged; never a secret
     * @param arguments fill the placeholders of the reason's sentence
     */
    public OperationFailedException(FailureReason reason, String detail, String... arguments) {
        this(reason, detail, null, arguments);
    }

    /**
     * A failure with its cause.
     *
     * @param reason what both faces put into words
     * @param detail technical detail, shown folded and logged; never a secret
     * @param cause what led to it, if any
     * @param arguments fill the placeholders of the reason's sentence
     */
    public OperationFailedException(
            FailureReason reason, String detail, @Nullable Throwable cause, String... arguments) {
        super(reason + ": " + detail, cause);
        this.reason = reason;
        this.arguments = List.of(arguments);
    }

    /** What both faces put into words. */
    public FailureReason reason() {
        return reason;
    }

    /** Fill the placeholders of the reason's sentence. */
    public List<String> arguments() {
        return arguments;
    }
}
