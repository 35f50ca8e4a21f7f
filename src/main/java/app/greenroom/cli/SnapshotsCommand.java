package app.greenroom.cli;

import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.TargetName;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists the snapshots of an instance; reads only this computer. */
@Command(name = "snapshots")
final class SnapshotsCommand extends Subcommand {
    @Parameters(paramLabel = "NAME", descriptionKey = "NAME")
    TargetName name;

    @SuppressWarnings("NullAway.Init")
    SnapshotsCommand(Session session) {
        super(session);
    }

    @Override
    ExitStatus run() throws OperationFailedException {
        List<SnapshotSummary> snapshots = session.operations().backups().list(name);
        SnapshotReport report = new SnapshotReport(session);
        document.set("snapshots", Document.list(snapshots, report::json));
        if (snapshots.isEmpty()) {
            output().text(0, word("cli.snapshots.none", name));
        }
        snapshots.forEach(report::print);
        return ExitStatus.DONE;
    }

    @Override
    String server() {
        return name.toString();
    }
}
