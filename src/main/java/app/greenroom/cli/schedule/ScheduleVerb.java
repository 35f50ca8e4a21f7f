package app.greenroom.cli.schedule;

import app.greenroom.cli.session.SecretOptions;
import app.greenroom.cli.session.Session;
import app.greenroom.cli.session.Subcommand;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.TargetName;
import app.greenroom.operation.Schedules;
import app.greenroom.task.Work;
import picocli.CommandLine.Mixin;

/** One thing to be done with the schedules of the instance that the family names. */
abstract class ScheduleVerb extends Subcommand {
    private final ScheduleCommand family;

    @Mixin
    SecretOptions secrets = new SecretOptions();

    ScheduleVerb(Session session, ScheduleCommand family) {
        super(session);
        this.family = family;
    }

    /** The instance. */
    final TargetName name() throws OperationFailedException {
        return family.name();
    }

    final Schedules schedules() throws OperationFailedException {
        return session.operations().schedules();
    }

    /** Does something on the server, with the secrets that standard input gives. */
    final <T> T on(Work<T> work) throws OperationFailedException {
        return family.on(secrets, work);
    }

    @Override
    protected String server() {
        return family.server();
    }
}
