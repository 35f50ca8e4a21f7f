package app.greenroom.cli.secret;

import app.greenroom.cli.session.ExitStatus;
import app.greenroom.cli.session.Session;
import app.greenroom.cli.session.Subcommand;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.operation.SecretsVault.Protection;
import picocli.CommandLine.Command;

/** Says how the stored secrets are protected; shows none of them. */
@Command(name = "show")
public final class SecretsShowCommand extends Subcommand {
    public SecretsShowCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitStatus run() throws OperationFailedException {
        Protection protection = session.operations().secrets().protection();
        document.set("protection", protection.name());
        output().text(0, word("cli.secrets." + protection));
        return ExitStatus.DONE;
    }
}
