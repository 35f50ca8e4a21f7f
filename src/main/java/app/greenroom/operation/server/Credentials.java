package app.greenroom.operation.server;

import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.Secret;
import app.greenroom.operation.Servers.SignInSecrets;
import app.greenroom.ssh.CredentialSource;
import app.greenroom.ssh.SshException;
import java.util.Optional;

/** The secrets for one sign-in: what is given first, then what is stored. Remembers why a stored one could not be read. */
final class Credentials implements CredentialSource {
    /** Names the password of the account, or the passphrase of the key file. */
    static final String SIGN_IN = "sign-in";

    /** Names the password for sudo. */
    static final String SUDO = "sudo";

    private static final Secret NONE = Secret.of("");

    private final boolean accountPassword;
    private final SignInSecrets given;
    private final Stored stored;
    private Optional<OperationFailedException> problem = Optional.empty();
    private volatile boolean guessed;

    /**
     * Secrets for a sign-in.
     *
     * @param accountPassword whether signing in is by the account's password, which sudo commonly wants, too
     * @param given for this run
     * @param stored asked only for what is not given
     */
    Credentials(boolean accountPassword, SignInSecrets given, Stored stored) {
        this.accountPassword = accountPassword;
        this.given = given;
        this.stored = stored;
    }

    @Override
    public Optional<Secret> signIn() throws SshException {
        return first(given.signIn(), SIGN_IN);
    }

    @Override
    public Optional<Secret> sudo() throws SshException {
        Optional<Secret> own = first(given.sudo(), SUDO);
        if (own.isPresent()) {
            return own.filter(secret -> !secret.equals(NONE));
        }
        guessed = accountPassword;
        return accountPassword ? signIn() : Optional.empty();
    }

    /** Whether a password for sudo was given or stored as such; an empty one says that there is none. */
    boolean hasOwnSudo() throws SshException {
        return first(given.sudo(), SUDO).isPresent();
    }

    /** Whether sudo was tried with the account's password, for want of another. */
    boolean guessed() {
        return guessed;
    }

    /** Why a stored secret could not be read, if that is why a sign-in failed. */
    synchronized Optional<OperationFailedException> problem() {
        return problem;
    }

    private synchronized Optional<Secret> first(Optional<Secret> secret, String kind) throws SshException {
        if (secret.isPresent()) {
            return secret;
        }
        try {
            return stored.get(kind);
        } catch (OperationFailedException e) {
            problem = Optional.of(e);
            throw new SshException.CredentialsUnfit(
                    SshException.CredentialsUnfit.Why.LOCKED, "cannot read a secret", e);
        }
    }

    /** Stored secrets of one server. */
    @FunctionalInterface
    interface Stored {
        /** The secret of that kind. */
        Optional<Secret> get(String kind) throws OperationFailedException;
    }
}
