package app.greenroom.cli;

import app.greenroom.cli.session.Backstage.Shown;
import app.greenroom.cli.session.ExitStatus;
import app.greenroom.cli.session.Session;
import app.greenroom.cli.session.Subcommand;
import app.greenroom.domain.failure.OperationFailedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The program itself, with the options that every command understands. */
@Command(name = "greenroom")
final class GreenroomCommand extends Subcommand {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            descriptionKey = "help")
    boolean help;

    // shown in the help; the launcher answers it before anything is loaded
    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            descriptionKey = "version")
    boolean version;

    GreenroomCommand(Session session) {
        super(session);
    }

    @Option(names = "--json", scope = ScopeType.INHERIT, descriptionKey = "json")
    void json(boolean wanted) {
        session.output().json(wanted);
    }

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            descriptionKey = "verbose")
    void verbose(boolean wanted) {
        session.verbose(wanted);
    }

    /** Without a command the window opens. */
    @Override
    protected ExitStatus run() throws OperationFailedException {
        return show(session, false);
    }

    /** Shows the window until it is closed, or says that it was open already. */
    static ExitStatus show(Session session, boolean practice) throws OperationFailedException {
        if (session.backstage().desktop(practice, session.interrupt()) == Shown.OTHERS) {
            session.output().line(session.words().messages().get("cli.desktop.raised"));
        }
        return ExitStatus.DONE;
    }
}
