package app.greenroom.cli;

import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.TargetName;
import app.greenroom.task.Work;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A command about one instance. */
abstract class TargetCommand extends Subcommand {
    @Parameters(index = "0", paramLabel = "NAME", descriptionKey = "NAME")
    TargetName name;

    @Mixin
    SecretOptions secrets = new SecretOptions();

    // picocli sets the fields
    @SuppressWarnings("NullAway.Init")
    TargetCommand(Session session) {
        super(session);
    }

    /** Does something on the server, with the secrets that standard input gives. */
    final <T> T on(Work<T> work) throws OperationFailedException {
        return session.on(name.server(), work);
    }

    /** Reads the secrets that were announced; to be called first, and once. */
    final void readSecrets() throws OperationFailedException {
        session.operations().servers().require(name.server());
        if (secrets.any()) {
            session.asking().provide(session.operations(), name.server(), secrets.read(session.terminal()));
        }
    }

    @Override
    String server() {
        return name.toString();
    }
}
