package app.greenroom.cli.backup;

import app.greenroom.cli.session.Document;
import app.greenroom.cli.session.ExitStatus;
import app.greenroom.cli.session.Session;
import app.greenroom.cli.session.TargetCommand;
import app.greenroom.domain.backup.DrillReport;
import app.greenroom.domain.backup.DrillReport.Check;
import app.greenroom.domain.backup.DrillReport.Outcome;
import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.instance.Severity;
import app.greenroom.text.DrillText;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Restores a snapshot to a scratch place on the server, to prove that it restores. */
@Command(name = "drill")
public final class DrillCommand extends TargetCommand {
    private static final int INDENT = 4;

    @Parameters(index = "1", arity = "0..1", paramLabel = "SNAPSHOT", descriptionKey = "SNAPSHOT")
    @Nullable
    SnapshotId snapshot;

    public DrillCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitStatus run() throws OperationFailedException {
        readSecrets();
        DrillReport report =
                on(context -> session.operations().drills().drill(name, Optional.ofNullable(snapshot), context));
        document.set("snapshot", report.id().text());
        document.set("proven", report.proven());
        document.set("removed", report.removed());
        document.set("seed", report.seed());
        document.set("seconds", report.took().toSeconds());
        DrillText text = new DrillText(words().messages());
        document.set(
                "checks",
                Document.list(
                        report.checks(),
                        check -> Document.of(
                                "code", check.code().name(),
                                "outcome", check.outcome().name(),
                                "expected", check.expected(),
                                "found", check.found(),
                                "detail", check.detail(),
                                "sentence", text.title(check) + ": " + text.outcome(check))));
        output().text(
                        0,
                        word(
                                "cli.drill.head",
                                report.id(),
                                report.pretalx(),
                                words().amounts().duration(report.took())));
        report.checks().forEach(check -> print(check, text));
        output().text(0, text.report(report));
        if (session.verbose()) {
            output().line(word("cli.drill.seed", String.valueOf(report.seed())));
        }
        return report.worst() == Outcome.FAILED ? ExitStatus.PROBLEM : ExitStatus.DONE;
    }

    private void print(Check check, DrillText text) {
        String sign = output().sign(
                        switch (check.outcome()) {
                            case PASSED -> Severity.OK;
                            case LIMITED -> Severity.ATTENTION;
                            case FAILED -> Severity.PROBLEM;
                        });
        output().labelled("  " + sign, INDENT, word("cli.drill.check", text.title(check), text.outcome(check)));
        if (check.outcome() != Outcome.PASSED && !check.detail().isEmpty()) {
            output().text(2 * INDENT, check.detail());
        }
    }
}
