package app.greenroom.storage.disk;

import java.io.IOException;
import java.nio.file.Path;

/** There is no room on this computer's disk; the file is as it was. */
public final class DiskFullException extends IOException {
    private static final long serialVersionUID = 1L;

    /** With the file that was to be written. */
    public DiskFullException(Path file, IOException cause) {
        super("no room for " + file, cause);
    }
}
