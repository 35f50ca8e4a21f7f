package app.greenroom.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A real sshd of this computer, on loopback, for the user of the tests only: its own keys and configuration in a folder,
 * in the foreground, signed in to with a key made for it.
 */
public final class OpenSshServer implements AutoCloseable {
    /** Where sshd lies; it insists on being called by its absolute path. */
    private static final List<Path> PROGRAMS =
            List.of(Path.of("/usr/sbin/sshd"), Path.of("/usr/local/sbin/sshd"), Path.of("/usr/bin/sshd"));

    private final Path folder;
    private final int port;
    private final Process process;

    private OpenSshServer(Path folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    /** Whether this computer has an sshd. */
    public static boolean isInstalled() {
        return PROGRAMS.stream().anyMatch(Files::isExecutable);
    }

    /**
     * Starts one.
     *
     * @param folder for its files, empty
     * @param keyTypes of its host keys, such as {@code ed25519}
     * @param lines more lines of its configuration
     */
    public static OpenSshServer start(Path folder, List<String> keyTypes, String... lines) {
        try {
            List<String> configuration = new ArrayList<>(List.of(lines));
            for (String type : keyTypes) {
                Programs.run(
                        "ssh-keygen",
                        "-q",
                        "-t",
                        type,
                        "-N",
                        "",
                        "-f",
                        folder.resolve("host_" + type).toString());
                configuration.add("HostKey " + folder.resolve("host_" + type));
            }
            Programs.run(
                    "ssh-keygen",
                    "-q",
                    "-t",
                    "ed25519",
                    "-N",
                    "",
                    "-f",
                    folder.resolve("key").toString());
            Files.copy(folder.resolve("key.pub"), folder.resolve("authorized_keys"));
            return start(folder, freePort(), configuration);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static OpenSshServer start(Path folder, int port, List<String> more) throws IOException {
        if (System.getProperty("user.name").equals("root")) {
            // started by root, sshd wants this folder, which the system makes only where sshd is a service
            Files.createDirectories(Path.of("/run/sshd"));
        }
        List<String> configuration = new ArrayList<>(more);
        configuration.addAll(List.of(
                "ListenAddress 127.0.0.1:" + port,
                "AuthorizedKeysFile " + folder.resolve("authorized_keys"),
                "StrictModes no",
                "UsePAM no",
                "PermitRootLogin yes",
                "PasswordAuthentication no",
                "KbdInteractiveAuthentication no",
                "PidFile none",
                "LogLevel VERBOSE"));
        Path file = folder.resolve("sshd_config");
        Files.write(file, configuration);
        Process process = new ProcessBuilder(program().toString(), "-D", "-e", "-f", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        OpenSshServer server = new OpenSshServer(folder, port, process);
        Eventually.holds("sshd listens: " + folder.resolve("log"), server::listens);
        return server;
    }

    /** Ends the server and all its connections, and starts it again at the same port. */
    public OpenSshServer restart() {
        close();
        try {
            List<String> lines = Files.readAllLines(folder.resolve("sshd_config"));
            return start(
                    folder,
                    port,
                    lines.stream()
                            .filter(line -> !line.startsWith("ListenAddress"))
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The port it listens at, on 127.0.0.1. */
    public int port() {
        return port;
    }

    /** The private key that lets in. */
    public Path key() {
        return folder.resolve("key");
    }

    /** A host key, as two words: type and base64. */
    public List<String> hostKey(String type) {
        try {
            String line = Files.readString(folder.resolve("host_" + type + ".pub"));
            return List.of(line.split(" ", -1)).subList(0, 2);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it logged so far. */
    public String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills the processes that serve connections, as if the network had gone; the server goes on. */
    public void cutConnections() {
        serving().forEach(ProcessHandle::destroyForcibly);
    }

    /** Ends the server and its connections; commands under them have to end by themselves. */
    @Override
    public void close() {
        List<ProcessHandle> serving = serving();
        process.destroyForcibly();
        serving.forEach(ProcessHandle::destroyForcibly);
        // as long as it is not gone it holds the port, and would be taken for the one that is started next
        process.onExit().join();
    }

    /** For a user other than root, each connection has two of them; the second one holds it. */
    private List<ProcessHandle> serving() {
        return process.descendants()
                .filter(one -> one.info().commandLine().orElse("").contains("sshd"))
                .toList();
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException e) {
            if (!process.isAlive()) {
                throw new IllegalStateException("sshd ended: " + log(), e);
            }
            return false;
        }
    }

    private static Path program() {
        return PROGRAMS.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no sshd on this computer"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
