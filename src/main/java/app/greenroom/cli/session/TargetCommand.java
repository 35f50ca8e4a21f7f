package app.greenroom.cli.session;

import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.TargetName;
import app.greenroom.task.Work;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A command about one instance. */
public abstract class TargetCommand extends Subcommand {
    @Parameters(index = "0", paramLabel = "NAME", descriptionKey = "NAME")
    public TargetName name;

    @Mixin
    SecretOptions secrets = new SecretOptions();

    // picocli sets the fields
    @SuppressWarnings("NullAway.Init")
    public TargetCommand(Session session) {
        super(session);
    }

    /** Does something on the server, with the secrets that standard input gives. */
    public final <T> T on(Work<T> work) throws OperationFailedException {
        return session.on(name.server(), work);
    }

    /** Reads the secrets that were announced; to be called first, and once. */
    public final void readSecrets() throws OperationFailedException {
        session.operations().servers().require(name.server());
        if (secrets.any()) {
            session.asking().provide(session.operations(), name.server(), secrets.read(session));
        }
    }

    @Override
    protected String server() {
        return name.toString();
    }
}
