package app.greenroom.cli.backup;

import app.greenroom.cli.report.SnapshotReport;
import app.greenroom.cli.session.Document;
import app.greenroom.cli.session.ExitStatus;
import app.greenroom.cli.session.Session;
import app.greenroom.cli.session.Subcommand;
import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.TargetName;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists the snapshots of an instance; reads only this computer. */
@Command(name = "snapshots")
public final class SnapshotsCommand extends Subcommand {
    @Parameters(paramLabel = "NAME", descriptionKey = "NAME")
    TargetName name;

    @SuppressWarnings("NullAway.Init")
    public SnapshotsCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitStatus run() throws OperationFailedException {
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
    protected String server() {
        return name.toString();
    }
}
