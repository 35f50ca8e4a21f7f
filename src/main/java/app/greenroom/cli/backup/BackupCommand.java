package app.greenroom.cli.backup;

import app.greenroom.cli.report.SnapshotReport;
import app.greenroom.cli.session.ExitStatus;
import app.greenroom.cli.session.Session;
import app.greenroom.cli.session.TargetCommand;
import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.operation.SecretsVault;
import java.time.Duration;
import java.time.Instant;
import picocli.CommandLine.Command;

/** Takes a snapshot. */
@Command(name = "backup")
public final class BackupCommand extends TargetCommand {
    public BackupCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitStatus run() throws OperationFailedException {
        readSecrets();
        if (session.operations().secrets().protection() == SecretsVault.Protection.PASSPHRASE_LOCKED) {
            // without the key of seals a snapshot can be taken all the same; only its origin cannot be proven
            session.asking().unlockOnce();
        }
        Instant began = session.now();
        SnapshotSummary taken = on(context -> session.operations().backups().create(name, context));
        SnapshotReport report = new SnapshotReport(session);
        document.set("snapshot", report.json(taken));
        output().text(
                        0,
                        word(
                                "cli.backup.done",
                                name,
                                words().amounts().size(taken.totalBytes()),
                                taken.files(),
                                words().amounts().size(taken.newBytes()),
                                words().amounts().duration(Duration.between(began, session.now()))));
        report.warnings(taken);
        output().line(word("cli.backup.id", taken.id()));
        output().line(word("cli.backup.folder", taken.folder()));
        output().text(0, word("cli.backup.restore"));
        output().line(word("cli.backup.next", name));
        return ExitStatus.DONE;
    }
}
