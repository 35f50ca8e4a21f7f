package app.greenroom.storage.secret;

/** The secrets file wants a passphrase that was not given, or was given wrongly. */
public final class SecretsLockedException extends Exception {
    private static final long serialVersionUID = 1L;

    /** With technical detail, never a secret. */
    public SecretsLockedException(String message) {
        super(message);
    }
}
