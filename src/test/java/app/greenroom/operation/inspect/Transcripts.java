package app.greenroom.operation.inspect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What real servers answered. */
final class Transcripts {
    private Transcripts() {}

    static String read(String name) {
        try {
            return Files.readString(Path.of("src/test/resources/transcripts", name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
