package app.greenroom.cli.backup;

import app.greenroom.cli.session.Document;
import app.greenroom.cli.session.ExitStatus;
import app.greenroom.cli.session.Session;
import app.greenroom.cli.session.Subcommand;
import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.backup.VerifyReport;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.instance.Severity;
import app.greenroom.domain.server.TargetName;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Reads a snapshot again, file by file. */
@Command(name = "verify")
public final class VerifyCommand extends Subcommand {
    private static final int SHOWN = 20;
    private static final int INDENT = 4;

    @Parameters(index = "0", paramLabel = "NAME", descriptionKey = "NAME")
    TargetName name;

    @Parameters(index = "1", arity = "0..1", paramLabel = "SNAPSHOT", descriptionKey = "SNAPSHOT")
    @Nullable
    SnapshotId snapshot;

    @SuppressWarnings("NullAway.Init")
    public VerifyCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitStatus run() throws OperationFailedException {
        VerifyReport report = session.on(
                name.server(),
                context -> session.operations().backups().verify(name, Optional.ofNullable(snapshot), context));
        document.set("snapshot", report.id().text());
        document.set("sound", report.sound());
        document.set("files", report.files());
        document.set("bytes", report.bytes());
        document.set(
                "problems",
                Document.list(
                        report.problems(),
                        each -> Document.of(
                                "file", each.file(), "kind", each.kind().name(), "detail", each.detail())));
        if (report.sound()) {
            output().text(
                            0,
                            word(
                                    "cli.verify.sound",
                                    report.id(),
                                    report.files(),
                                    words().amounts().size(report.bytes())));
            return ExitStatus.DONE;
        }
        problems(report);
        return ExitStatus.PROBLEM;
    }

    private void problems(VerifyReport report) {
        output().text(
                        0,
                        word(
                                "cli.verify.damaged",
                                report.id(),
                                report.problems().size()));
        report.problems().stream()
                .limit(session.verbose() ? Integer.MAX_VALUE : SHOWN)
                .forEach(each -> output().labelled(
                                "  " + output().sign(Severity.PROBLEM),
                                INDENT,
                                word("cli.verify.problem", each.file(), word("cli.verify." + each.kind()))));
        if (report.problems().size() > SHOWN && !session.verbose()) {
            output().text(INDENT, word("cli.verify.more", report.problems().size() - SHOWN));
        }
        output().text(0, word("cli.verify.advice"));
        output().line(word("cli.failure.next", "greenroom backup " + name));
    }

    @Override
    protected String server() {
        return name.toString();
    }
}
