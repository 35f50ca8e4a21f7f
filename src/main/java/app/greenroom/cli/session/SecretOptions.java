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
    public SignInSecrets read(Session session) throws OperationFailedException {
        Optional<Secret> signIn = password || passphrase
                ? Optional.of(line(session, password ? "--password-stdin" : "--passphrase-stdin"))
                : Optional.empty();
        return new SignInSecrets(signIn, sudo ? Optional.of(line(session, "--sudo-password-stdin")) : Optional.empty());
    }

    /**
     * The next line of standard input, which an option announced.
     *
     * @throws OperationFailedException with reason INPUT_INVALID if there is none or it is empty
     */
    public static Secret line(Session session, String option) throws OperationFailedException {
        try {
            String text = session.terminal().inputLine().orElse("");
            if (text.isEmpty()) {
                throw new OperationFailedException(
                        FailureReason.INPUT_INVALID,
                        "standard input ended, or its line is empty",
                        session.words().get("cli.usage.input", option));
            }
            return Secret.of(text);
        } catch (IOException unreadable) {
            throw new OperationFailedException(
                    FailureReason.INPUT_INVALID,
                    "standard input cannot be read",
                    unreadable,
                    session.words().get("cli.usage.input", option));
        }
    }
}
