package app.greenroom.cli.server;

import app.greenroom.cli.report.ProfileReport;
import app.greenroom.cli.session.Document;
import app.greenroom.cli.session.ExitStatus;
import app.greenroom.cli.session.Session;
import app.greenroom.cli.session.Subcommand;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.ServerProfile;
import java.util.List;
import picocli.CommandLine.Command;

/** Lists the saved servers. */
@Command(name = "list")
public final class ServerListCommand extends Subcommand {
    public ServerListCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitStatus run() throws OperationFailedException {
        List<ServerProfile> servers = session.operations().servers().list();
        document.set("servers", Document.list(servers, ProfileReport::json));
        if (servers.isEmpty()) {
            output().text(0, word("cli.server.none"));
        }
        int width =
                servers.stream().mapToInt(each -> each.name().length()).max().orElse(0) + 2;
        for (ServerProfile each : servers) {
            String where = each.user() + "@" + ProfileReport.address(each);
            String instances = each.instances().size() > 1
                    ? " " + word("cli.server.instances", each.instances().size())
                    : "";
            String practice = each.practice() ? " " + word("cli.server.practice") : "";
            output().line(each.name() + " ".repeat(width - each.name().length()) + where + instances + practice);
        }
        return ExitStatus.DONE;
    }
}
