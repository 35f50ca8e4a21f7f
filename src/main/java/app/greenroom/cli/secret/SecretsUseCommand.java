package app.greenroom.cli.secret;

import app.greenroom.cli.session.ExitStatus;
import app.greenroom.cli.session.SecretOptions;
import app.greenroom.cli.session.Session;
import app.greenroom.cli.session.Subcommand;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.Secret;
import app.greenroom.operation.SecretsVault;
import app.greenroom.operation.SecretsVault.Protection;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Changes what protects the stored secrets, or the passphrase that does. What protected them until now has to be at hand:
 * the keyring, or the passphrase, which is asked for as everywhere.
 */
@Command(name = "use")
public final class SecretsUseCommand extends Subcommand {
    private static final String NEW = "--new-passphrase-stdin";

    @Parameters(paramLabel = "WAY", descriptionKey = "WAY")
    Way way;

    @Option(names = NEW)
    boolean fromInput;

    public SecretsUseCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitStatus run() throws OperationFailedException {
        SecretsVault vault = session.operations().secrets();
        switch (way) {
            case KEYRING -> {
                if (fromInput) {
                    throw new OperationFailedException(
                            FailureReason.INPUT_INVALID, "a keyring wants no passphrase", NEW);
                }
                keeping(vault::protectByKeyring);
            }
            case PASSPHRASE -> {
                if (vault.protection() == Protection.PASSPHRASE_LOCKED) {
                    // the former one first, as everywhere where a passphrase is changed
                    session.asking().unlockOnce();
                }
                Secret passphrase = passphrase();
                keeping(() -> vault.protectByPassphrase(passphrase));
            }
        }
        document.set("protection", vault.protection().name());
        output().text(0, word("cli.secrets.changed." + way));
        return ExitStatus.DONE;
    }

    private void keeping(Change change) throws OperationFailedException {
        session.on("", context -> {
            change.make();
            return true;
        });
    }

    private Secret passphrase() throws OperationFailedException {
        if (fromInput) {
            return SecretOptions.line(session, NEW);
        }
        if (!session.terminal().interactive()) {
            throw Session.missing(NEW);
        }
        output().note(word("cli.secrets.new"));
        Optional<Secret> typed = session.asking().newPassphrase();
        return typed.orElseThrow(
                () -> new OperationFailedException(FailureReason.CANCELLED, "no passphrase was chosen", "passphrase"));
    }

    private interface Change {
        void make() throws OperationFailedException;
    }

    /** What can protect the secrets. */
    enum Way {
        KEYRING,
        PASSPHRASE;

        /** As it is typed. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
