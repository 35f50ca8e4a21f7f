package app.greenroom.operation.backup;

import java.io.IOException;

/** A file of a set on a server is not as it was written. */
public final class SetDamagedException extends IOException {
    private static final long serialVersionUID = 1L;
    private final String file;

    SetDamagedException(String file) {
        super("not as it was written: " + file);
        this.file = file;
    }

    /** Its name in the set. */
    public String file() {
        return file;
    }
}
