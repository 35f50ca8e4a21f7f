package app.greenroom.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What runs on real servers measured, in {@code target/lab-figures.txt}. Never asserted. */
final class Figures {
    private static final Path FILE = Path.of("target/lab-figures.txt");

    private Figures() {}

    /** Notes what a visitor saw. */
    static void note(String what, Visitor visitor) {
        write("%s: %.1f s without 200, of which 503 for %.1f s and 502 for %.1f s; statuses seen %s%n"
                .formatted(
                        what,
                        visitor.secondsWithout200(),
                        visitor.secondsOf(503),
                        visitor.secondsOf(502),
                        visitor.statuses()));
    }

    /** Notes a number of bytes. */
    static void note(String what, long bytes) {
        write("%s: %,d bytes%n".formatted(what, bytes));
    }

    /** Notes a whole line. */
    static void write(String line) {
        try {
            Files.writeString(FILE, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
