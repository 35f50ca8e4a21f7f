package app.greenroom.cli.session;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.Secret;
import app.greenroom.operation.Servers.SignInSecrets;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Secrets that a script gives on standard input, one a line: first the one for signing in, then the one for sudo. */
public final class SecretOptions {
    @Option(names = "--password-stdin", descriptionKey = "password-stdin")
    public boolean password;

    @Option(names = "--passphrase-stdin", descriptionKey = "passphrase-stdin")
    public boolean passphrase;

    @Option(names = "--sudo-password-stdin", descriptionKey = "sudo-password-stdin")
    boolean sudo;

    public boolean any() {
        return password || passphrase || sudo;
    }

    /** Reads the secrets that were announced. */
    public SignInSecrets read(Terminal terminal) throws OperationFailedException {
        Optional<Secret> signIn = password || passphrase
                ? Optional.of(line(terminal, password ? "--password-stdin" : "--passphrase-stdin"))
                : Optional.empty();
        return new SignInSecrets(
                signIn, sudo ? Optional.of(line(terminal, "--sudo-password-stdin")) : Optional.empty());
    }

    /** The next line of standard input, which an option announced. */
    public static Secret line(Terminal terminal, String option) throws OperationFailedException {
        try {
            String text = terminal.inputLine()
                    .orElseThrow(() ->
                            new OperationFailedException(FailureReason.INPUT_INVALID, "standard input ended", option));
            return Secret.of(text);
        } catch (IOException unreadable) {
            throw new OperationFailedException(
                    FailureReason.INPUT_INVALID, "standard input cannot be read", unreadable, option);
        }
    }
}
