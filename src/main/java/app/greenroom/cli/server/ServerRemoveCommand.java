package app.greenroom.cli.server;

import app.greenroom.cli.session.ExitStatus;
import app.greenroom.cli.session.Session;
import app.greenroom.cli.session.Subcommand;
import app.greenroom.domain.failure.OperationFailedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Forgets a saved server. */
@Command(name = "remove")
public final class ServerRemoveCommand extends Subcommand {
    @Parameters(paramLabel = "NAME", descriptionKey = "NAME")
    String name;

    public ServerRemoveCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitStatus run() throws OperationFailedException {
        session.operations().servers().require(name);
        session.on(name, context -> {
            session.operations().servers().remove(name);
            return true;
        });
        output().text(0, word("cli.remove.done", name));
        return ExitStatus.DONE;
    }

    @Override
    protected String server() {
        return name;
    }
}
