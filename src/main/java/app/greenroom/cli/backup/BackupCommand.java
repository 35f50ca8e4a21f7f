package app.greenroom.cli.backup;

import app.greenroom.cli.report.SnapshotReport;
import app.greenroom.cli.schedule.CollectPrinter;
import app.greenroom.cli.session.ExitStatus;
import app.greenroom.cli.session.Session;
import app.greenroom.cli.session.TargetCommand;
import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.instance.InstanceFacts;
import app.greenroom.domain.schedule.CollectReport;
import app.greenroom.operation.Operations;
import app.greenroom.operation.SecretsVault;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Takes a snapshot. */
@Command(name = "backup")
public final class BackupCommand extends TargetCommand {
    @Option(names = "--no-collect")
    boolean noCollect;

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
        collect(taken);
        return ExitStatus.DONE;
    }

    /** What the server took by itself is fetched at this opportunity; that it cannot be does not spoil the snapshot. */
    private void collect(SnapshotSummary taken) throws OperationFailedException {
        Operations operations = session.operations();
        Optional<InstanceFacts> facts = operations.inspections().seen(name.server()).stream()
                .flatMap(server -> server.instances().stream())
                .filter(each -> taken.head()
                        .filter(head -> head.origin().instance().equals(each.id()))
                        .isPresent())
                .findFirst();
        if (noCollect
                || facts.isEmpty()
                || operations.schedules().waiting(name.server(), facts.get()).isEmpty()) {
            return;
        }
        try {
            CollectReport report = on(context -> operations.schedules().collect(name, context));
            CollectPrinter printer = new CollectPrinter(session);
            document.set("collected", printer.json(report));
            printer.print(report, name);
        } catch (OperationFailedException failure) {
            if (failure.reason() == FailureReason.CANCELLED) {
                throw failure;
            }
            output().note(word(
                    "cli.backup.not-collected", words().failures().of(failure).sentence()));
        }
    }
}
