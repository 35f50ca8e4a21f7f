package app.greenroom.cli.job;

import app.greenroom.cli.report.SystemReport;
import app.greenroom.cli.session.ExitStatus;
import app.greenroom.cli.session.Session;
import app.greenroom.cli.session.TargetCommand;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.system.SystemChange;
import app.greenroom.domain.system.SystemState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the updates of a server's operating system, and with consent applies them. */
@Command(name = "updates")
public final class UpdatesCommand extends TargetCommand {
    @Option(names = "--apply")
    boolean apply;

    @Option(names = "--security")
    boolean security;

    @Option(names = "--plan")
    boolean planOnly;

    @Option(names = "--yes")
    boolean yes;

    public UpdatesCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitStatus run() throws OperationFailedException {
        readSecrets();
        if (apply || planOnly) {
            return new SystemChangeRun(session, name, document).run(new SystemChange.Updates(security), planOnly, yes);
        }
        SystemState state = on(context -> session.operations().system().look(name, context));
        SystemReport report = new SystemReport(session);
        document.set("system", report.json(state));
        report.print(state);
        if (!state.updates().isEmpty() || (state.known() && state.indexOld())) {
            output().line("");
            output().line(word("cli.failure.next", "greenroom updates " + name + " --apply --plan"));
        }
        return ExitStatus.DONE;
    }

    @Override
    protected boolean looks() {
        return !apply;
    }
}
