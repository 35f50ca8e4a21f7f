package app.greenroom.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Notes of tests that did not run, and why; the build prints them as its last lines. */
public final class NotRun {
    private static final Path FILE = Path.of("target", "not-run.txt");

    private NotRun() {}

    /** Notes a class, once for each reason. */
    public static void note(String testClass, String reason) {
        note(FILE, testClass, reason);
    }

    /** As {@link #note(String, String)}, in another file. */
    static void note(Path file, String testClass, String reason) {
        String line = "%s: not run, %s\n".formatted(testClass, reason);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            if (!Files.exists(file) || !Files.readString(file).contains(line)) {
                Files.write(
                        file,
                        line.getBytes(StandardCharsets.UTF_8),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
