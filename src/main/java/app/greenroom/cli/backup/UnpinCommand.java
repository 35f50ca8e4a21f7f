package app.greenroom.cli.backup;

import app.greenroom.cli.session.ExitStatus;
import app.greenroom.cli.session.Session;
import app.greenroom.cli.session.Subcommand;
import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.TargetName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lets the rule decide about a snapshot again. */
@Command(name = "unpin")
public final class UnpinCommand extends Subcommand {
    @Parameters(index = "0", paramLabel = "NAME", descriptionKey = "NAME")
    TargetName name;

    @Parameters(index = "1", paramLabel = "SNAPSHOT", descriptionKey = "PINNED")
    SnapshotId snapshot;

    @SuppressWarnings("NullAway.Init")
    public UnpinCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitStatus run() throws OperationFailedException {
        session.operations().library().unpin(name, snapshot);
        document.set("snapshot", snapshot.text());
        output().text(0, word("cli.unpin.done", snapshot));
        return ExitStatus.DONE;
    }

    @Override
    protected String server() {
        return name.toString();
    }
}
