package app.greenroom.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.Launcher;
import app.greenroom.domain.server.HostKey;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.domain.server.SshAuthentication;
import app.greenroom.operation.Operations;
import app.greenroom.operation.Servers.SignInSecrets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process of its own. */
class ProgramTest {
    @TempDir
    Path folder;

    private Path home;

    @BeforeEach
    void aHome() {
        home = folder.resolve("home");
    }

    private Process start(List<String> options, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Launcher.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put(AppDirectories.HOME, home.toString());
        builder.redirectError(folder.resolve("err").toFile());
        builder.redirectOutput(folder.resolve("out").toFile());
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    private int end(Process process) throws InterruptedException {
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("ended").isTrue();
        return process.exitValue();
    }

    private String out() throws IOException {
        return Files.readString(folder.resolve("out"));
    }

    private String err() throws IOException {
        return Files.readString(folder.resolve("err"));
    }

    @Test
    void theCommandLineLoadsNoClassOfTheWindow() throws Exception {
        Path loaded = folder.resolve("loaded.txt");
        Process process = start(List.of("-Xlog:class+load:file=" + loaded), "server", "list");
        assertThat(end(process)).isZero();
        assertThat(out()).contains("No server is saved yet.");
        List<String> classes = Files.readAllLines(loaded);
        assertThat(classes).anyMatch(line -> line.contains("app.greenroom.cli.server.ServerListCommand"));
        assertThat(classes)
                .noneMatch(
                        line -> line.contains("javafx.") || line.contains("atlantafx.") || line.contains(" java.awt."));
    }

    @Test
    void theVersionNeedsNothingElse() throws Exception {
        Path loaded = folder.resolve("loaded.txt");
        assertThat(end(start(List.of("-Xlog:class+load:file=" + loaded), "--version")))
                .isZero();
        assertThat(out()).isEqualTo("greenroom " + BuildInfo.read().version() + System.lineSeparator());
        assertThat(Files.readAllLines(loaded))
                .noneMatch(line -> line.contains("picocli.") || line.contains("logback") || line.contains("jackson"));
        assertThat(home).doesNotExist();
    }

    @Test
    void nothingButTheResultIsPrinted() throws Exception {
        assertThat(end(start(List.of(), "server", "list", "--json"))).isZero();
        assertThat(out()).startsWith("{").endsWith("}" + System.lineSeparator());
        assertThat(err()).isEmpty();
    }

    @Test
    void anInterruptEndsALookAtAServerThatNeverAnswers() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            save(silent.getLocalPort());
            Process process = start(List.of(), "status", "talks");
            try (Socket accepted = silent.accept()) {
                assertThat(accepted.getInputStream().read())
                        .as("it says hello first")
                        .isPositive();
                assertThat(new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                                .start()
                                .waitFor())
                        .isZero();
                assertThat(end(process)).isEqualTo(130);
            }
        }
        assertThat(out() + err()).contains("Cancelled. Nothing is left half done.");
    }

    private void save(int port) throws Exception {
        try (CompositionRoot root = CompositionRoot.build(Optional.of(home))) {
            Operations operations = root.operations();
            operations.servers().trust("127.0.0.1", port, new HostKey("ssh-ed25519", "AAAAC3NzaC1lZDI1NTE5AAAAIA=="));
            operations
                    .servers()
                    .add(
                            new ServerProfile(
                                    "talks",
                                    "127.0.0.1",
                                    port,
                                    "root",
                                    new SshAuthentication.KeyFile(key().toString()),
                                    false,
                                    false,
                                    List.of()),
                            SignInSecrets.none());
        }
    }

    private Path key() throws IOException, InterruptedException {
        Path key = folder.resolve("key");
        Process made = new ProcessBuilder("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString()).start();
        String said = new String(made.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(made.waitFor()).as(said).isZero();
        return key;
    }
}
