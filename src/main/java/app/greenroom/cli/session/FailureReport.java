package app.greenroom.cli.session;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.text.FailureText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts a failure before the user: what happened, what to do next, and the detail for whoever can use it. */
public final class FailureReport {
    private static final int LONGEST_DETAIL = 400;

    private final Session session;

    public FailureReport(Session session) {
        this.session = session;
    }

    /** Prints a failure on standard error. */
    public void print(OperationFailedException failure, String server) {
        FailureText.Words words = session.words().failures().of(failure);
        Output output = session.output();
        output.note(session.words().get("cli.failure", words.sentence()));
        output.note(words.advice());
        hints(failure, server).forEach(output::rawNote);
    }

    /** Lines after sentence and advice: the option that is missing, the command that helps, the details. */
    public List<String> hints(OperationFailedException failure, String server) {
        Words words = session.words();
        List<String> hints = new ArrayList<>();
        if (failure.reason() == FailureReason.SECRET_MISSING
                && !session.terminal().interactive()) {
            boolean sudo = failure.arguments().stream().anyMatch(each -> each.contains("sudo"));
            hints.add(words.get(sudo ? "cli.failure.option.sudo" : "cli.failure.option.sign-in"));
        }
        String next = next(failure, server);
        if (!next.isEmpty()) {
            hints.add(words.get("cli.failure.next", next));
        }
        if (session.verbose()) {
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                hints.add(words.get("cli.failure.details", String.valueOf(cause.getMessage())));
            }
        } else if (!expected(failure)) {
            hints.add(words.get("cli.failure.details", brief(failure)));
        }
        return hints;
    }

    /** Where the sentence says it all, details would only frighten. */
    private static boolean expected(OperationFailedException failure) {
        return switch (failure.reason()) {
            case CANCELLED,
                    INPUT_INVALID,
                    CONSENT_MISSING,
                    SERVER_UNKNOWN,
                    SERVER_EXISTS,
                    INSTANCE_AMBIGUOUS,
                    INSTANCE_UNKNOWN,
                    SNAPSHOT_UNKNOWN,
                    BLOCKED,
                    HOST_KEY_UNKNOWN,
                    HOST_KEY_CHANGED -> true;
            default -> false;
        };
    }

    private static String brief(OperationFailedException failure) {
        String detail = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        return detail.length() > LONGEST_DETAIL ? detail.substring(0, LONGEST_DETAIL) + "…" : detail;
    }

    /** The same as JSON. */
    public Map<String, @Nullable Object> json(OperationFailedException failure, String server) {
        FailureText.Words words = session.words().failures().of(failure);
        return Document.of(
                "reason", failure.reason().name(),
                "arguments", failure.arguments(),
                "sentence", words.sentence(),
                "advice", words.advice(),
                "next", next(failure, server),
                "detail", String.valueOf(failure.getMessage()));
    }

    /** The command that helps, if there is one for this failure. */
    private String next(OperationFailedException failure, String server) {
        String key = "cli.next." + failure.reason();
        boolean namesServer = failure.reason() != FailureReason.SERVER_UNKNOWN;
        return session.words().messages().has(key) && !(namesServer && server.isEmpty())
                ? session.words().get(key, server)
                : "";
    }
}
