package app.greenroom.cli.secret;

import app.greenroom.cli.session.ExitStatus;
import app.greenroom.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Spec;

/** The family of commands about the file of stored secrets. */
@Command(name = "secrets")
public final class SecretsCommand implements Callable<Integer> {
    private final Session session;

    @Spec
    CommandLine.Model.CommandSpec spec;

    public SecretsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(session.terminal().err());
        return ExitStatus.USAGE.number();
    }
}
