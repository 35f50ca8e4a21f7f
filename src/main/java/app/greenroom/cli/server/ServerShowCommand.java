package app.greenroom.cli.server;

import app.greenroom.cli.report.ProfileReport;
import app.greenroom.cli.session.ExitStatus;
import app.greenroom.cli.session.Session;
import app.greenroom.cli.session.Subcommand;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.ServerProfile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows what is saved about one server. */
@Command(name = "show")
public final class ServerShowCommand extends Subcommand {
    @Parameters(paramLabel = "NAME", descriptionKey = "NAME")
    String name;

    public ServerShowCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitStatus run() throws OperationFailedException {
        ServerProfile profile = session.operations().servers().require(name);
        document.set("server", ProfileReport.json(profile));
        ProfileReport.print(session, profile);
        return ExitStatus.DONE;
    }

    @Override
    protected String server() {
        return name;
    }
}
