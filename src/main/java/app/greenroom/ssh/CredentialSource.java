package app.greenroom.ssh;

import app.greenroom.domain.server.Secret;
import java.util.Optional;

/** Gives the secrets that one sign-in needs; asked only for those really needed. Never opens a dialog. */
public interface CredentialSource {
    /** The password of the account, or the passphrase of the key file. */
    Optional<Secret> signIn() throws SshException;

    /** The password for sudo; sources commonly fall back to the account's password. */
    Optional<Secret> sudo() throws SshException;
}
