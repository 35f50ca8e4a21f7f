package app.greenroom.cli.backup;

import app.greenroom.cli.report.ChangesReport;
import app.greenroom.cli.report.SnapshotReport;
import app.greenroom.cli.session.Document;
import app.greenroom.cli.session.ExitStatus;
import app.greenroom.cli.session.Session;
import app.greenroom.cli.session.Subcommand;
import app.greenroom.domain.backup.SnapshotChanges;
import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.domain.backup.SnapshotSummary.Condition;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.TargetName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the snapshots of an instance; reads only this computer. */
@Command(name = "snapshots")
public final class SnapshotsCommand extends Subcommand {
    @Parameters(paramLabel = "NAME", descriptionKey = "NAME")
    TargetName name;

    @Option(names = "--changes")
    boolean changes;

    @SuppressWarnings("NullAway.Init")
    public SnapshotsCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitStatus run() throws OperationFailedException {
        List<SnapshotSummary> snapshots = session.operations().backups().list(name);
        SnapshotReport report = new SnapshotReport(session);
        List<Map<String, @Nullable Object>> documents = new ArrayList<>();
        if (snapshots.isEmpty()) {
            output().text(0, word("cli.snapshots.none", name));
        }
        for (SnapshotSummary each : snapshots) {
            report.print(each);
            Map<String, @Nullable Object> one = report.json(each);
            if (changes && each.condition() == Condition.WHOLE) {
                ChangesReport changed = new ChangesReport(session);
                SnapshotChanges found = session.on(
                        name.server(), context -> session.operations().library().changes(name, each.id(), context));
                changed.print(found);
                one.put("changes", changed.json(found));
            }
            documents.add(one);
        }
        document.set("snapshots", Document.list(documents, one -> one));
        return ExitStatus.DONE;
    }

    @Override
    protected String server() {
        return name.toString();
    }
}
