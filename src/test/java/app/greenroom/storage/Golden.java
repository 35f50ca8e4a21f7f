package app.greenroom.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Files as every schema wrote them, and what can be seen of a file from outside. */
public final class Golden {
    private Golden() {}

    /** A file of an old or the present schema. */
    public static Path file(String name) {
        return Path.of("src/test/resources/storage", name);
    }

    /** Its text. */
    public static String text(String name) {
        return read(file(name));
    }

    /** The text of some file. */
    public static String read(Path file) {
        try {
            return Files.readString(file, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The mode of a file, such as {@code rw-------}. */
    public static String mode(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
