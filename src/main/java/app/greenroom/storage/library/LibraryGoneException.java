package app.greenroom.storage.library;

import java.io.IOException;
import java.nio.file.Path;

/** The folder of a library is not there any more, or another one lies in its place: its disk was taken away. */
public final class LibraryGoneException extends IOException {
    private static final long serialVersionUID = 1L;

    LibraryGoneException(Path folder) {
        super("not there any more: " + folder);
    }
}
