package app.greenroom.cli;

import app.greenroom.domain.failure.OperationFailedException;
import java.util.Optional;
import picocli.CommandLine.Command;

/** Asks a running job to stop after its current step and to take back what it began. */
@Command(name = "stop")
final class StopCommand extends TargetCommand {
    StopCommand(Session session) {
        super(session);
    }

    @Override
    ExitStatus run() throws OperationFailedException {
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
