package app.greenroom.storage.library;

import java.io.IOException;

/** Another writer is at work on the snapshots of the instance. */
public final class LibraryBusyException extends IOException {
    private static final long serialVersionUID = 1L;

    LibraryBusyException(String message) {
        super(message);
    }
}
