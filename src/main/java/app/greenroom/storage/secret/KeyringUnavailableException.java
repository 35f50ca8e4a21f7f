package app.greenroom.storage.secret;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The operating system's keyring cannot be reached, or does not give the key. */
public final class KeyringUnavailableException extends IOException {
    private static final long serialVersionUID = 1L;

    /** With technical detail, never a secret. */
    public KeyringUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
