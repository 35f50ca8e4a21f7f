package app.greenroom.cli.session;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.Secret;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.operation.Operations;
import app.greenroom.operation.SecretsVault;
import app.greenroom.operation.Servers.OfferedKey;
import app.greenroom.operation.Servers.SignInSecrets;
import app.greenroom.task.Work;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Asks a person for what only a person can say: secrets, and whether a host key is the right one. Without a terminal
 * nothing is asked, and the failure stays.
 */
public final class Asking {
    /** The variable with the passphrase of the secrets file. */
    public static final String PASSPHRASE = "GREENROOM_PASSPHRASE";

    private static final int MOST_QUESTIONS = 4;

    private final Session session;
    private final Map<String, SignInSecrets> given = new HashMap<>();
    private boolean variableTried;

    public Asking(Session session) {
        this.session = session;
    }

    /** Does work; where it fails for want of an answer that a person gives, does it again. */
    public <T> T attempt(String server, Work<T> work) throws OperationFailedException {
        for (int questions = 0; ; questions++) {
            try {
                return work.run(session.context());
            } catch (OperationFailedException failure) {
                session.progress().clear();
                if (questions >= MOST_QUESTIONS || !mend(server, failure)) {
                    throw failure;
                }
            }
        }
    }

    /** Whether asking a person may mend a failure. */
    public boolean mendable(OperationFailedException failure) {
        return switch (failure.reason()) {
            case SECRETS_LOCKED -> session.terminal().interactive() || variableUntried();
            case SECRET_MISSING, KEY_PASSPHRASE_WRONG, HOST_KEY_UNKNOWN ->
                session.terminal().interactive();
            default -> false;
        };
    }

    private boolean mend(String server, OperationFailedException failure) throws OperationFailedException {
        if (!mendable(failure)) {
            return false;
        }
        return switch (failure.reason()) {
            case SECRETS_LOCKED -> unlock(session.operations().secrets());
            case HOST_KEY_UNKNOWN -> hostKey(server);
            default -> secret(server, failure);
        };
    }

    /**
     * Opens the secrets file if that can be done by the variable or by asking; says whether it may be open now. A wrong
     * passphrase is no failure here: those who need the file will say so.
     */
    public boolean unlockOnce() throws OperationFailedException {
        try {
            return (session.terminal().interactive() || variableUntried())
                    && unlock(session.operations().secrets());
        } catch (OperationFailedException wrong) {
            if (wrong.reason() != FailureReason.SECRETS_LOCKED) {
                throw wrong;
            }
            return false;
        }
    }

    private boolean variableUntried() {
        return !variableTried && session.variable(PASSPHRASE).isPresent();
    }

    /** Opens the secrets file by the variable, else by asking; makes it with a new passphrase where there is none. */
    private boolean unlock(SecretsVault vault) throws OperationFailedException {
        Optional<Secret> passphrase;
        if (variableUntried()) {
            variableTried = true;
            passphrase = session.variable(PASSPHRASE).map(Secret::of);
        } else if (vault.protection() == SecretsVault.Protection.NONE_PASSPHRASE_NEEDED) {
            session.output().note(word("cli.ask.vault.new"));
            passphrase = newPassphrase();
        } else {
            session.output().note(word("cli.ask.vault"));
            passphrase = secret(word("cli.ask.vault.label"));
        }
        if (passphrase.isEmpty()) {
            return false;
        }
        try {
            vault.unlock(passphrase.get());
        } catch (OperationFailedException wrong) {
            if (wrong.reason() != FailureReason.SECRETS_LOCKED
                    || !session.terminal().interactive()) {
                throw wrong;
            }
            session.output().note(word("cli.ask.vault.wrong"));
        }
        return true;
    }

    /** A passphrase that a person chooses, typed twice; empty if they gave up. */
    public Optional<Secret> newPassphrase() {
        while (true) {
            Optional<Secret> first = secret(word("cli.ask.vault.label"));
            if (first.isEmpty() || first.get().equals(Secret.of(""))) {
                return Optional.empty();
            }
            Optional<Secret> second = secret(word("cli.ask.vault.again"));
            if (second.isEmpty() || second.equals(first)) {
                return second;
            }
            session.output().note(word("cli.ask.vault.differ"));
        }
    }

    private boolean secret(String server, OperationFailedException failure) throws OperationFailedException {
        boolean sudo = failure.arguments().stream().anyMatch(each -> each.contains("sudo"));
        ServerProfile profile = session.operations().servers().require(server);
        Optional<Secret> typed =
                secret(word(sudo ? "cli.ask.sudo" : "cli.ask.sign-in", profile.user(), profile.host()));
        if (typed.isEmpty()) {
            return false;
        }
        // giving one secret must not take back the other
        SignInSecrets before = known(server);
        provide(
                session.operations(),
                server,
                sudo ? new SignInSecrets(before.signIn(), typed) : new SignInSecrets(typed, before.sudo()));
        return true;
    }

    /** The secrets given for a server in this run. */
    public SignInSecrets known(String server) {
        return given.getOrDefault(server, SignInSecrets.none());
    }

    /** Gives secrets for this run. */
    public void provide(Operations operations, String server, SignInSecrets secrets) {
        given.put(server, secrets);
        operations.servers().provide(server, secrets);
    }

    private boolean hostKey(String server) throws OperationFailedException {
        ServerProfile profile = session.operations().servers().require(server);
        OfferedKey offered =
                session.operations().servers().offeredKey(profile.host(), profile.port(), session.context());
        if (!new HostKeyQuestion(session).consents(profile.host(), profile.port(), offered)) {
            return false;
        }
        session.operations().servers().trust(profile.host(), profile.port(), offered.key());
        return true;
    }

    /** Asks for a secret without showing it; empty if the person gave up. */
    public Optional<Secret> secret(String label) {
        session.output().question(label);
        return session.terminal().askSecret();
    }

    /** Asks for a line; empty if the person gave up. */
    public Optional<String> line(String question) {
        session.output().question(question);
        return session.terminal().ask().map(String::strip);
    }

    /**
     * Goes on with consent alone.
     *
     * @param given whether it was given as an option
     * @param question what is asked otherwise
     * @throws OperationFailedException with reason CONSENT_MISSING without a terminal, CANCELLED without consent
     */
    public void requireConsent(boolean given, String question) throws OperationFailedException {
        if (given) {
            return;
        }
        if (!session.terminal().interactive()) {
            throw new OperationFailedException(FailureReason.CONSENT_MISSING, "no terminal to ask", "--yes");
        }
        if (!agrees(question)) {
            throw new OperationFailedException(FailureReason.CANCELLED, "no consent");
        }
    }

    /** Whether the person types the word that means consent. */
    public boolean agrees(String question) {
        return line(question).filter(word("cli.ask.yes")::equalsIgnoreCase).isPresent();
    }

    private String word(String key, Object... arguments) {
        return session.words().get(key, arguments);
    }
}
