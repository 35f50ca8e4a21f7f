package app.greenroom.viewmodel;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.ServerText;
import app.greenroom.text.FailureText;

/**
 * A failure as a page shows it.
 *
 * @param reason why
 * @param sentence what happened
 * @param advice what to do next
 * @param details technical details, shown folded
 */
public record FailureNote(FailureReason reason, String sentence, String advice, String details) {
    /** A failure in words. */
    public static FailureNote of(OperationFailedException failure, Words words) {
        FailureText.Words text = words.of(failure);
        return new FailureNote(failure.reason(), text.sentence(), text.advice(), details(failure));
    }

    private static String details(OperationFailedException failure) {
        StringBuilder details = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            details.append(cause == failure ? cause.getMessage() : cause.toString())
                    .append('\n');
        }
        return ServerText.lines(details.toString().strip());
    }
}
