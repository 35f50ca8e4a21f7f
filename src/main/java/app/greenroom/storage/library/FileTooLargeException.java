package app.greenroom.storage.library;

import java.io.IOException;

/** A file is larger than any that the disk of a library can hold. */
public final class FileTooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String name;

    /**
     * A file that is too large.
     *
     * @param name of the file, for the user
     * @param limit bytes of the largest file that the disk can hold
     */
    public FileTooLargeException(String name, long limit) {
        super("more than " + limit + " bytes: " + name);
        this.name = name;
    }

    /** Its name. */
    public String name() {
        return name;
    }
}
