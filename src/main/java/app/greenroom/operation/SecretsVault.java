package app.greenroom.operation;

import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.Secret;

/** The one encrypted file that holds all secrets. */
public interface SecretsVault {
    /** How its key is kept. */
    Protection protection() throws OperationFailedException;

    /**
     * Opens it with its passphrase, for this run of the program; makes it if there is none yet and no keyring.
     *
     * @throws OperationFailedException with reason SECRETS_LOCKED if the passphrase is wrong
     */
    void unlock(Secret passphrase) throws OperationFailedException;

    /** Changes to a passphrase, or to another one. */
    void protectByPassphrase(Secret passphrase) throws OperationFailedException;

    /** Changes to the operating system's keyring. */
    void protectByKeyring() throws OperationFailedException;

    /** How the key of the file is kept. */
    enum Protection {
        /** There is no file yet, and there is a keyring. */
        NONE_KEYRING_READY,
        /** There is no file yet, and no keyring: a passphrase is needed. */
        NONE_PASSPHRASE_NEEDED,
        /** In the operating system's keyring. */
        KEYRING,
        /** Derived from a passphrase that was given. */
        PASSPHRASE_OPEN,
        /** Derived from a passphrase that was not given yet. */
        PASSPHRASE_LOCKED
    }
}
