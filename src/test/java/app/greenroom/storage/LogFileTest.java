package app.greenroom.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log of bounded size, written by several at once. */
class LogFileTest {
    @TempDir
    Path folder;

    @Test
    void itIsMadeByItsFirstEntryForItsOwnerOnly() throws IOException {
        try (LogFile log = new LogFile(folder.resolve("logs"), "x", 100, 2)) {
            assertThat(folder).isEmptyDirectory();
            log.append("one\n");
            log.append("two\n");
            assertThat(log.path()).hasContent("one\ntwo\n");
            assertThat(Golden.mode(log.path())).isEqualTo("rw-------");
            assertThat(Golden.mode(folder.resolve("logs"))).isEqualTo("rwx------");
        }
        try (LogFile log = new LogFile(folder.resolve("logs"), "x", 100, 2)) {
            log.append("three\n");
            assertThat(log.path()).hasContent("one\ntwo\nthree\n");
        }
    }

    @Test
    void olderFilesMoveOnAndTheOldestGoes() throws IOException {
        try (LogFile log = new LogFile(folder, "x", 10, 2)) {
            for (String entry : new String[] {"1111111", "2222222", "3333333", "4444444"}) {
                log.append(entry);
            }
        }
        assertThat(folder.resolve("x.log")).hasContent("4444444");
        assertThat(folder.resolve("x.1.log")).hasContent("3333333");
        assertThat(folder.resolve("x.2.log")).hasContent("2222222");
        assertThat(folder.resolve("x.3.log")).doesNotExist();
    }

    @Test
    void anEndlessEntryIsCut() throws IOException {
        try (LogFile log = new LogFile(folder, "x", 10, 1)) {
            log.append("a".repeat(1000));
            log.append("b");
        }
        assertThat(folder.resolve("x.1.log")).hasContent("a".repeat(10));
        assertThat(folder.resolve("x.log")).hasContent("b");
    }

    @Test
    void twoWritersNeitherLoseNorTearEntries() throws Exception {
        Process other = CountingProcess.start(Writer.class, folder.toString(), "there");
        Writer.write(folder, "here ");
        String said = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(other.waitFor()).as(said).isZero();
        int whole = 0;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".log")).toList()) {
                assertThat(Files.size(file)).isLessThanOrEqualTo(1100);
                for (String line : Files.readAllLines(file)) {
                    assertThat(line).matches("(here |there) \\d{4} x{20}");
                    whole++;
                }
            }
        }
        assertThat(whole).isEqualTo(2 * Writer.ENTRIES);
    }

    @Test
    void aPlaceThatCannotBeWrittenIsTold() throws IOException {
        Path file = Files.createFile(folder.resolve("no-folder"));
        try (LogFile log = new LogFile(file, "x", 10, 1)) {
            assertThatIOException().isThrownBy(() -> log.append("a"));
        }
    }

    /** Writes entries, as a process of its own: another Greenroom. */
    public static final class Writer {
        static final int ENTRIES = 200;

        private Writer() {}

        static void write(Path folder, String who) throws IOException {
            try (LogFile log = new LogFile(folder, "x", 1000, 50)) {
                for (int i = 0; i < ENTRIES; i++) {
                    log.append("%s %04d %s\n".formatted(who, i, "x".repeat(20)));
                }
            }
        }

        /**
         * Writes.
         *
         * @param arguments the folder and who writes
         */
        public static void main(String[] arguments) throws IOException {
            write(Path.of(arguments[0]), arguments[1]);
        }
    }
}
