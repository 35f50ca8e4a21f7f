package app.greenroom.text;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.ServerText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns a failure into words for a user: what happened, and what to do next. */
public final class FailureText {
    /** More placeholders than any sentence has; those without an argument say that it is unknown. */
    private static final int MOST_ARGUMENTS = 4;

    private final Messages messages;

    /** Failures in the language of the messages. */
    public FailureText(Messages messages) {
        this.messages = messages;
    }

    /** The words for a failure. */
    public Words of(OperationFailedException failure) {
        return of(failure.reason(), failure.arguments());
    }

    /** The words for a reason with its arguments. */
    public Words of(FailureReason reason, @Nullable List<String> arguments) {
        List<String> filled = new ArrayList<>();
        if (arguments != null) {
            arguments.forEach(each -> filled.add(ServerText.lines(each)));
        }
        while (filled.size() < MOST_ARGUMENTS) {
            filled.add(messages.get("amount.unknown"));
        }
        String key = "failure." + reason.name();
        return new Words(messages.get(key, filled), messages.get(key + ".advice", filled));
    }

    /**
     * A failure in words.
     *
     * @param sentence what happened, and whether anything was lost
     * @param advice what to do next
     */
    public record Words(String sentence, String advice) {}
}
