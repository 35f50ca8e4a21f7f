package app.greenroom.storage.secret;

/** How the key of the secrets is kept, and whether it is at hand. */
public enum SecretsState {
    /** There is no file yet, and there is a keyring. */
    NONE_KEYRING_READY,
    /** There is no file yet, and no keyring. */
    NONE_PASSPHRASE_NEEDED,
    /** In the operating system's keyring. */
    KEYRING,
    /** Derived from a passphrase that was given. */
    PASSPHRASE_OPEN,
    /** Derived from a passphrase that was not given yet. */
    PASSPHRASE_LOCKED
}
