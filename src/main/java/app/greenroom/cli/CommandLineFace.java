package app.greenroom.cli;

import app.greenroom.cli.session.Backstage;
import app.greenroom.cli.session.Document;
import app.greenroom.cli.session.ExitStatus;
import app.greenroom.cli.session.FailureReport;
import app.greenroom.cli.session.Session;
import app.greenroom.cli.session.Terminal;
import app.greenroom.cli.session.UsageFailure;
import app.greenroom.cli.session.Words;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.task.CancellationToken;
import app.greenroom.text.Messages;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;

/** The command line face: the same operations as the window, for scripts and for machines without a display. */
public final class CommandLineFace {
    /** What the library that prints the help insists on. */
    private static final int NARROWEST_HELP = 55;

    private final Backstage backstage;
    private final Terminal terminal;
    private final Messages messages;
    private final Clock clock;
    private final Map<String, String> environment;
    private final String version;

    /**
     * A face on what stands behind it.
     *
     * @param backstage asked only for what a command needs
     * @param terminal where to read and write
     * @param messages all words
     * @param clock tells ages and rates
     * @param environment variables, of which {@code GREENROOM_PASSPHRASE} opens the secrets file
     * @param version of the program
     */
    public CommandLineFace(
            Backstage backstage,
            Terminal terminal,
            Messages messages,
            Clock clock,
            Map<String, String> environment,
            String version) {
        this.backstage = backstage;
        this.terminal = terminal;
        this.messages = messages;
        this.clock = clock;
        this.environment = Map.copyOf(environment);
        this.version = version;
    }

    /**
     * Carries out one command.
     *
     * @param interrupt cancelled when the user presses Ctrl-C
     * @param arguments as typed
     * @return the exit status, see {@link ExitStatus}
     */
    public int run(CancellationToken interrupt, String... arguments) {
        Session session = session(interrupt);
        if (arguments.length == 0) {
            // the window has no use for the machinery of commands, which takes a while to load
            return new GreenroomCommand(session).call();
        }
        // the JSON of a failure to understand the command is still JSON
        session.output().json(Arrays.asList(arguments).contains("--json"));
        return commandLine(session, arguments[0]).execute(arguments);
    }

    private Session session(CancellationToken interrupt) {
        return new Session(backstage, terminal, Words.of(messages), clock, environment, interrupt);
    }

    /** All commands, for the tests of the help. */
    CommandLine commandLine(CancellationToken interrupt) {
        return commandLine(session(interrupt), "");
    }

    private CommandLine commandLine(Session session, String called) {
        CommandLine line = new CommandLine(new GreenroomCommand(session));
        Commands.add(line, session, called);
        line.setResourceBundle(new HelpWords(messages));
        line.getCommandSpec().version("greenroom " + version);
        inOrderOfDeclaration(line);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpWidth(Math.max(NARROWEST_HELP, terminal.width()));
        line.setUsageHelpLongOptionsMaxWidth(28);
        line.setColorScheme(new ColorScheme.Builder(terminal.coloured() ? Ansi.ON : Ansi.OFF)
                .commands(Ansi.Style.bold)
                .options(Ansi.Style.bold)
                .build());
        Charset out = terminal.out().charset();
        line.setOut(new PrintWriter(terminal.out(), true, out));
        line.setErr(new PrintWriter(terminal.err(), true, terminal.err().charset()));
        UsageFailure usage = new UsageFailure(session);
        line.setParameterExceptionHandler((wrong, typed) -> usage.explain(wrong));
        line.setExecutionExceptionHandler((fault, command, parsed) -> fault(session, fault));
        return line;
    }

    private static void inOrderOfDeclaration(CommandLine line) {
        line.getCommandSpec().usageMessage().sortOptions(false).sortSynopsis(false);
        line.getSubcommands().values().forEach(CommandLineFace::inOrderOfDeclaration);
    }

    /** A fault of ours reaches the user as a failure with words, and the log with all details. */
    private static int fault(Session session, Exception fault) {
        // asked for here, because logging takes a while to load and hardly any command needs it
        LoggerFactory.getLogger(CommandLineFace.class).error("a command broke", fault);
        OperationFailedException failure =
                new OperationFailedException(FailureReason.INTERNAL, String.valueOf(fault), fault);
        FailureReport report = new FailureReport(session);
        report.print(failure, "");
        if (session.output().json()) {
            Document document = new Document();
            document.set("failure", report.json(failure, ""));
            session.output().raw(document.print("", ExitStatus.FAILED));
        }
        return ExitStatus.FAILED.number();
    }
}
