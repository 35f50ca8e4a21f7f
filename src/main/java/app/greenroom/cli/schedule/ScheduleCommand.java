package app.greenroom.cli.schedule;

import app.greenroom.cli.session.ExitStatus;
import app.greenroom.cli.session.SecretOptions;
import app.greenroom.cli.session.Session;
import app.greenroom.cli.session.Subcommand;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.TargetName;
import app.greenroom.task.Work;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The family of commands about the schedules of one instance; alone it shows them. */
@Command(name = "schedule")
public final class ScheduleCommand extends Subcommand {
    // a member asked for its help needs no name
    @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", descriptionKey = "NAME")
    @Nullable
    TargetName name;

    @Mixin
    SecretOptions secrets = new SecretOptions();

    public ScheduleCommand(Session session) {
        super(session);
    }

    /** The family with all its members. */
    public static CommandLine family(Session session) {
        ScheduleCommand family = new ScheduleCommand(session);
        return new CommandLine(family)
                .addSubcommand(new ScheduleShowCommand(session, family))
                .addSubcommand(new ScheduleSetCommand(session, family))
                .addSubcommand(new ScheduleRemoveCommand(session, family))
                .addSubcommand(new ScheduleRunCommand(session, family))
                .addSubcommand(new ScheduleCollectCommand(session, family));
    }

    /** The instance. */
    TargetName name() throws OperationFailedException {
        TargetName given = name;
        if (given == null) {
            throw Session.missing("NAME");
        }
        return given;
    }

    /** Does something on the server, with the secrets that standard input gives. */
    <T> T on(SecretOptions more, Work<T> work) throws OperationFailedException {
        String server = name().server();
        session.operations().servers().require(server);
        SecretOptions given = more.any() ? more : secrets;
        if (given.any()) {
            session.asking().provide(session.operations(), server, given.read(session));
        }
        return session.on(server, work);
    }

    @Override
    protected boolean looks() {
        return true;
    }

    @Override
    protected ExitStatus run() throws OperationFailedException {
        TargetName target = name();
        return new ScheduleReportPrinter(session)
                .show(on(secrets, context -> session.operations().schedules().show(target, context)), document);
    }

    @Override
    protected String server() {
        return name == null ? "" : name.toString();
    }
}
