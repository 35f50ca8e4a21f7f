package app.greenroom.operation.backup;

import java.io.IOException;

/** There is less room on this computer than is needed. */
final class LocalDiskFullException extends IOException {
    private static final long serialVersionUID = 1L;

    LocalDiskFullException(long needed, long usable) {
        super("needed: " + needed + " bytes, free: " + usable);
    }
}
