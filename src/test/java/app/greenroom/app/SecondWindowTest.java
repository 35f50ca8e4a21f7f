package app.greenroom.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.Launcher;
import app.greenroom.support.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program started twice on the same files, without a display: real processes. */
class SecondWindowTest {
    @TempDir
    Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void endAll() throws InterruptedException {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-Dglass.platform=Headless",
                "-Dprism.order=sw",
                "-cp",
                System.getProperty("java.class.path"),
                Launcher.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put(AppDirectories.HOME, home().toString());
        builder.redirectOutput(folder.resolve("out-" + started.size()).toFile());
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private Path home() {
        return folder.resolve("home");
    }

    private String said(int number) throws IOException {
        return Files.readString(folder.resolve("out-" + number)).strip();
    }

    private boolean logged(String words) {
        try {
            Path log = home().resolve("logs/greenroom.log");
            return Files.exists(log) && Files.readString(log).contains(words);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void waitForTheWindowOf(Process first) {
        Eventually.holds("the window is open", () -> {
            assertThat(first.isAlive()).isTrue();
            return Files.exists(home().resolve("window"));
        });
    }

    @Test
    void theSecondStartRaisesTheFirstAndAKilledOneIsNoObstacle() throws Exception {
        Process first = start();
        waitForTheWindowOf(first);

        Process second = start();
        assertThat(second.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(said(1)).isEqualTo("Greenroom is open already; its window was asked to come to the front.");
        assertThat(second.exitValue()).isZero();
        Eventually.holds("the first was asked", () -> logged("another start of Greenroom asked for this window"));
        assertThat(first.isAlive()).isTrue();

        Process command = start("server", "list");
        assertThat(command.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(command.exitValue()).as("commands run beside a window").isZero();
        assertThat(said(2)).contains("No server is saved yet.");

        String address = Files.readString(home().resolve("window"));
        first.destroyForcibly().waitFor();
        Process third = start();
        Eventually.holds("the next start shows a window of its own", () -> {
            try {
                assertThat(third.isAlive()).isTrue();
                return !Files.readString(home().resolve("window")).equals(address);
            } catch (IOException replaced) {
                return false;
            }
        });

        third.destroy();
        assertThat(third.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(home().resolve("window"))
                .as("asked to end by the system, it closed its window")
                .doesNotExist();
    }
}
