package app.greenroom.cli.backup;

import app.greenroom.cli.session.Document;
import app.greenroom.cli.session.ExitStatus;
import app.greenroom.cli.session.Session;
import app.greenroom.cli.session.Subcommand;
import app.greenroom.domain.backup.Pin;
import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.TargetName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Keeps a snapshot for good. */
@Command(name = "pin")
public final class PinCommand extends Subcommand {
    @Parameters(index = "0", paramLabel = "NAME", descriptionKey = "NAME")
    TargetName name;

    @Parameters(index = "1", paramLabel = "SNAPSHOT", descriptionKey = "PINNED")
    SnapshotId snapshot;

    @Option(names = "--note", paramLabel = "TEXT")
    String note = "";

    @SuppressWarnings("NullAway.Init")
    public PinCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitStatus run() throws OperationFailedException {
        Pin pin = session.operations().library().pin(name, snapshot, note);
        document.set("snapshot", snapshot.text());
        document.set("pin", Document.of("note", pin.note(), "since", pin.since().toString()));
        output().text(0, word("cli.pin.done", snapshot));
        return ExitStatus.DONE;
    }

    @Override
    protected String server() {
        return name.toString();
    }
}
