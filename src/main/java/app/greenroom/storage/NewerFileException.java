package app.greenroom.storage;

import java.io.IOException;
import java.nio.file.Path;

/** A file of ours was written by a newer Greenroom, whose meaning this one cannot know. */
public final class NewerFileException extends IOException {
    private static final long serialVersionUID = 1L;
    private final transient Path file;

    /**
     * With what was met.
     *
     * @param file the newer file
     * @param schema its number
     * @param known the highest number that this Greenroom knows
     */
    public NewerFileException(Path file, long schema, int known) {
        super(file + " has schema " + schema + ", this Greenroom knows " + known);
        this.file = file;
    }

    /** The newer file. */
    public Path file() {
        return file;
    }
}
