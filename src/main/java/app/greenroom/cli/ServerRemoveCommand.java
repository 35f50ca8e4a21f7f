package app.greenroom.cli;

import app.greenroom.domain.failure.OperationFailedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Forgets a saved server. */
@Command(name = "remove")
final class ServerRemoveCommand extends Subcommand {
    @Parameters(paramLabel = "NAME", descriptionKey = "NAME")
    String name;

    ServerRemoveCommand(Session session) {
        super(session);
    }

    @Override
    ExitStatus run() throws OperationFailedException {
        session.operations().servers().require(name);
        session.on(name, context -> {
            session.operations().servers().remove(name);
            return true;
        });
        output().text(0, word("cli.remove.done", name));
        return ExitStatus.DONE;
    }

    @Override
    String server() {
        return name;
    }
}
