package app.greenroom.cli.job;

import app.greenroom.cli.session.ExitStatus;
import app.greenroom.cli.session.Session;
import app.greenroom.cli.session.TargetCommand;
import app.greenroom.domain.failure.OperationFailedException;
import java.util.Optional;
import picocli.CommandLine.Command;

/** Asks a running job to stop after its current step and to take back what it began. */
@Command(name = "stop")
public final class StopCommand extends TargetCommand {
    public StopCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitStatus run() throws OperationFailedException {
        readSecrets();
        on(context -> {
            session.operations().jobs().stop(name, Optional.empty(), context);
            return true;
        });
        output().text(0, word("cli.stop.done"));
        output().line(word("cli.failure.next", "greenroom follow " + name));
        return ExitStatus.DONE;
    }
}
