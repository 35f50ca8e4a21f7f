package app.greenroom.cli;

import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.ServerProfile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows what is saved about one server. */
@Command(name = "show")
final class ServerShowCommand extends Subcommand {
    @Parameters(paramLabel = "NAME", descriptionKey = "NAME")
    String name;

    ServerShowCommand(Session session) {
        super(session);
    }

    @Override
    ExitStatus run() throws OperationFailedException {
        ServerProfile profile = session.operations().servers().require(name);
        document.set("server", ProfileReport.json(profile));
        ProfileReport.print(session, profile);
        return ExitStatus.DONE;
    }

    @Override
    String server() {
        return name;
    }
}
