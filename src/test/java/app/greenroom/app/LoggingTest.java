package app.greenroom.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.server.Secret;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log of a run. */
class LoggingTest {
    private static final Logger LOG = LoggerFactory.getLogger("app.greenroom.some.Thing");

    @TempDir
    Path folder;

    @Test
    void entriesAreWrittenRedactedAndNothingElse() throws Exception {
        Path logs = folder.resolve("logs");
        Redaction redaction = new Redaction();
        redaction.register(Secret.of("hunter2"));
        try (Logging _ = Logging.start(logs, redaction)) {
            assertThat(logs).doesNotExist();
            LOG.debug("unseen");
            LOG.info("signed in with {}", "hunter2");
            LOG.warn("failed\n2026-01-01 forged", new IllegalStateException("postgresql://u:pw@h/d"));
            LoggerFactory.getLogger("org.freedesktop.dbus.X").info("unseen");
        }
        LOG.info("unseen");
        Path file = logs.resolve("greenroom.log");
        List<String> lines = Files.readAllLines(file);
        assertThat(lines.getFirst())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\S+ INFO \\[.+] Thing: signed in with"
                        + " \\*\\*\\*");
        assertThat(lines.get(1)).endsWith("WARN [" + Thread.currentThread().getName() + "] Thing: failed");
        assertThat(lines.get(2)).isEqualTo("    2026-01-01 forged");
        assertThat(lines.get(3)).endsWith("IllegalStateException: postgresql://u:***@h/d");
        assertThat(lines.subList(4, lines.size())).isNotEmpty().allMatch(line -> line.startsWith("    "));
        assertThat(file).content().doesNotContain("hunter2", "unseen");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aLogThatCannotBeWrittenDisturbsNobody() throws Exception {
        Path file = Files.createFile(folder.resolve("no-folder"));
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try (Logging _ = Logging.start(file, new Redaction())) {
            LOG.error("lost");
        } finally {
            System.setOut(before);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(file).isEmptyFile();
    }

    @Test
    void withoutALogNothingGoesToTheConsole() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Talking.class.getName())
                .redirectErrorStream(true)
                .start();
        assertThat(process.getInputStream().readAllBytes()).asString().isEmpty();
        assertThat(process.waitFor()).isZero();
    }

    /** A program that logs before anybody listens. */
    public static final class Talking {
        private Talking() {}

        /** Logs. */
        public static void main(String[] arguments) {
            LOG.error("nobody hears");
            LOG.info("nobody hears");
        }
    }
}
