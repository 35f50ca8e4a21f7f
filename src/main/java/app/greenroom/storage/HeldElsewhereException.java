package app.greenroom.storage;

import java.io.IOException;

/** Another Greenroom, or another thread of this one, holds a lock for longer than one is willing to wait. */
public final class HeldElsewhereException extends IOException {
    private static final long serialVersionUID = 1L;

    HeldElsewhereException(String message) {
        super(message);
    }
}
