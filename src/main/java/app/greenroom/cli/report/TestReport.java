package app.greenroom.cli.report;

import app.greenroom.cli.session.Document;
import app.greenroom.cli.session.Session;
import app.greenroom.cli.session.Words;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.instance.Severity;
import app.greenroom.operation.Servers.Check;
import app.greenroom.operation.Servers.ConnectionTest;
import app.greenroom.operation.Servers.Result;
import app.greenroom.text.CheckText;
import java.util.List;
import java.util.Optional;

/** Shows what a test of a server found, one line for each check. */
public final class TestReport {
    private static final int LABEL = 4;

    private final Session session;

    public TestReport(Session session) {
        this.session = session;
    }

    /** Prints the checks as text. */
    public void print(ConnectionTest test) {
        for (Check check : test.checks()) {
            session.output().labelled("  " + session.output().sign(severity(check)), LABEL, words(check));
        }
    }

    private static Severity severity(Check check) {
        return switch (check.result()) {
            case PASSED -> Severity.OK;
            case LIMITED -> Severity.ATTENTION;
            case FAILED -> Severity.PROBLEM;
        };
    }

    private String words(Check check) {
        Words words = session.words();
        CheckText text = new CheckText(words.messages());
        String title = text.title(check.code());
        String detail = text.detail(check.code(), check.result().name(), check.arguments());
        return check.result() == Result.FAILED || detail.isEmpty()
                ? words.get("cli.test.line", title, words.get("cli.test." + check.result()))
                : words.get("cli.test.line", title, detail);
    }

    /** The checks as JSON. */
    public List<Object> json(ConnectionTest test) {
        return Document.list(
                test.checks(),
                check -> Document.of(
                        "code", check.code(), "result", check.result().name(), "sentence", words(check)));
    }

    /** Why the test failed, if it did. */
    public static Optional<OperationFailedException> failure(ConnectionTest test) {
        return test.checks().stream()
                .filter(check -> check.result() == Result.FAILED)
                .map(check -> check.failure()
                        .orElseGet(() -> new OperationFailedException(
                                FailureReason.INTERNAL, "check " + check.code() + " failed without a reason")))
                .findFirst();
    }

    /** Whether a secret that a person can type would mend a failure, and whether it is the one for sudo. */
    public static Optional<Boolean> wantsSecret(OperationFailedException failure) {
        return switch (failure.reason()) {
            case SECRET_MISSING -> Optional.of(failure.arguments().stream().anyMatch(each -> each.contains("sudo")));
            case KEY_PASSPHRASE_WRONG -> Optional.of(false);
            default -> Optional.empty();
        };
    }
}
