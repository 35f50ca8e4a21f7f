package app.greenroom.lab;

import app.greenroom.domain.server.ServerProfile;
import app.greenroom.domain.server.SshAuthentication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real Debian server for the tests of one class, a throw-away copy of a cached layer: {@code @RegisterExtension static
 * final LabServer server = LabServer.of(LabServer.Layer.POSTGRESQL);}. Needs root on Debian.
 */
public final class LabServer implements BeforeAllCallback, AfterAllCallback {
    private static final Path SCRIPTS = Path.of("src/lab").toAbsolutePath();
    private static final int FIRST_NETWORK = 100;
    private static final int LAST_NETWORK = 250;

    private final Layer layer;
    private Path cache = Path.of("");
    private Path reservations = Path.of("");
    private Path folder = Path.of("");
    private int network;
    private long container;

    private int gigabytes;

    private LabServer(Layer layer) {
        this.layer = layer;
    }

    /** Lets it write to a disk of its own of this size, which can be filled; before it is started. */
    LabServer onDiskOf(int size) {
        gigabytes = size;
        return this;
    }

    /** What runs on a server. */
    public enum Layer {
        /** Debian with PostgreSQL, redis, nginx and node, but no pretalx. */
        EMPTY("base"),
        /** pretalx 2025.2.2 with demo events on PostgreSQL. */
        POSTGRESQL("pretalx-postgresql:base"),
        /** pretalx 2025.2.2 with demo events on SQLite. */
        SQLITE("pretalx-sqlite:base"),
        /** As POSTGRESQL, with 2026.1.2 and 2026.2.1 beside it, for jobs that begin at their window. */
        HOPS("pretalx-hops:pretalx-postgresql:base"),
        /** pretalx 2025.1.0 of its time with demo events and a plugin that breaks 2025.2, on PostgreSQL; made on demand. */
        CHAIN_POSTGRESQL("more chain-postgresql"),
        /** As CHAIN_POSTGRESQL, on SQLite; made on demand. */
        CHAIN_SQLITE("more chain-sqlite"),
        /** Debian 12 with pretalx 2024.3.1 of its time and demo events on PostgreSQL 15; made on demand. */
        BOOKWORM("more bookworm");

        private static final String ON_DEMAND = "more ";

        private final String folders;

        Layer(String folders) {
            this.folders = folders;
        }

        /** The folders that it consists of, as overlay.sh wants them. */
        private String lower(Path cache) {
            return folders.startsWith(ON_DEMAND)
                    ? script("more.sh", folders.substring(ON_DEMAND.length())).strip()
                    : Stream.of(folders.split(":", -1))
                            .map(name -> cache.resolve(name).toString())
                            .collect(Collectors.joining(":"));
        }
    }

    /** A server that is booted before the first test of a class. */
    public static LabServer of(Layer layer) {
        return new LabServer(layer);
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        start();
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        close();
    }

    /** Boots it; for programs that are no tests. */
    public void start() throws IOException {
        cache = Path.of(script("layers.sh").strip());
        reservations = cache.resolve("..").normalize();
        script("sweep.sh", reservations.toString());
        String lower = layer.lower(cache);
        folder = Files.createTempDirectory(reservations, "server-");
        if (gigabytes > 0) {
            Commands.run(List.of("truncate", "-s", gigabytes + "G", folder + ".img"));
            Commands.run(List.of("mkfs.ext4", "-q", "-m", "0", "-E", "lazy_itable_init=1", folder + ".img"));
            Commands.run(List.of("mount", "-o", "loop", folder + ".img", folder.toString()));
        }
        network = freeNetwork();
        script("overlay.sh", lower, folder.toString());
        boot();
    }

    /** Stops it, in whatever it is doing, and removes its folder: nobody needs what a throw-away copy would still write. */
    public void close() throws IOException {
        if (isAlive(container)) {
            cutPower();
        }
        Commands.run(List.of("umount", tree().toString()));
        if (gigabytes > 0) {
            Commands.run(List.of("umount", folder.toString()));
        }
        Commands.run(List.of("rm", "-rf", folder.toString(), folder + ".img"));
        Files.delete(reservation(network));
    }

    /** What it was made from. */
    public Layer layer() {
        return layer;
    }

    /** Its address. */
    public String host() {
        return "10.77." + network + ".2";
    }

    /** The private key that signs in as root. */
    public Path key() {
        return cache.resolve("key");
    }

    /** A profile that signs in as root with the key. */
    public ServerProfile profile(String name) {
        return new ServerProfile(
                name, host(), 22, "root", new SshAuthentication.KeyFile(key().toString()), false, false, List.of());
    }

    /**
     * Runs a script as root on the server, through OpenSSH, and gives what it prints.
     *
     * @throws IllegalStateException with what it said, if it fails
     */
    public String run(String script) {
        List<String> command = new ArrayList<>(List.of("ssh", "-i", key().toString()));
        for (String option : List.of(
                "StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null", "LogLevel=ERROR", "ConnectTimeout=20")) {
            command.add("-o");
            command.add(option);
        }
        command.addAll(List.of("root@" + host(), "bash", "-s"));
        return Commands.run(command, "set -eu\n" + script + "\n");
    }

    /** Cuts the power: every process ends at once. Boots again with {@link #boot()}. */
    public void cutPower() {
        ProcessHandle.of(container)
                .orElseThrow()
                .children()
                .forEach(init -> Commands.run(List.of("kill", "-KILL", String.valueOf(init.pid()))));
        awaitEnd();
    }

    /** Shuts it down in good order, and waits for that. Boots again with {@link #boot()}. */
    public void shutDown() {
        Commands.run(List.of("kill", "-TERM", String.valueOf(container)));
        awaitEnd();
    }

    /** Boots it (again) and waits for its sshd. */
    public void boot() throws IOException {
        String printed = script("boot.sh", "gr-" + network, tree().toString(), String.valueOf(network));
        container = Long.parseLong(printed.strip());
        Files.writeString(
                reservation(network),
                "%d %d %s%n".formatted(ProcessHandle.current().pid(), container, folder));
    }

    /** Bytes that have crossed its network interface since it was booted, in both directions. */
    public long bytesOnTheWire() throws IOException {
        Path counters = Path.of("/sys/class/net", networkInterface(), "statistics");
        return Long.parseLong(Files.readString(counters.resolve("rx_bytes")).strip())
                + Long.parseLong(Files.readString(counters.resolve("tx_bytes")).strip());
    }

    /** This machine's end of its network. */
    public String networkInterface() {
        return "ve-gr-" + network;
    }

    /** The root of its file system, as this machine sees it. */
    public Path tree() {
        return folder.resolve("root");
    }

    /** Where this machine sees the disk that it writes to, beside its tree. */
    Path disk() {
        return folder;
    }

    private static String script(String name, String... arguments) {
        return Commands.run(
                Stream.concat(Stream.of("bash", SCRIPTS.resolve(name).toString()), Stream.of(arguments))
                        .toList());
    }

    private void awaitEnd() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (isAlive(container)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the server does not stop");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private static boolean isAlive(long pid) {
        return pid > 0 && ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    /** Reserves a network that no other server of this machine uses. */
    private int freeNetwork() throws IOException {
        for (int number = FIRST_NETWORK; number <= LAST_NETWORK; number++) {
            try {
                Files.createFile(reservation(number));
                return number;
            } catch (java.nio.file.FileAlreadyExistsException taken) {
                // another server's
            }
        }
        throw new IllegalStateException("no free network for a server; remove " + reservation(FIRST_NETWORK)
                + " and its like if no lab server runs");
    }

    private Path reservation(int number) {
        return reservations.resolve("network-" + number);
    }
}
