package app.greenroom.storage;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file of ours holds what no Greenroom writes. It is never overwritten. */
public final class DamagedFileException extends IOException {
    private static final long serialVersionUID = 1L;
    private final transient Path file;
    private final transient Path aside;

    /**
     * With the place of the damage.
     *
     * @param file the damaged file
     * @param aside where it is kept once something new is begun in its place
     * @param where technical, never a secret
     * @param cause what noticed it, if anything
     */
    public DamagedFileException(Path file, Path aside, String where, @Nullable Throwable cause) {
        super(file + " is damaged: " + where, cause);
        this.file = file;
        this.aside = aside;
    }

    /** The damaged file. */
    public Path file() {
        return file;
    }

    /** Where it is kept once something new is begun in its place. */
    public Path aside() {
        return aside;
    }
}
