package app.greenroom.bench;

import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.TargetName;
import app.greenroom.lab.LabDesk;
import app.greenroom.lab.LabServer;
import app.greenroom.operation.Inspections;
import app.greenroom.task.TaskContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * First and unchanged snapshot of a real server against rsync and pg_dump over ssh, side by side: one round of each after
 * the other, medians printed. Needs root on Debian, rsync and about 6 GB; see docs/howto/benchmarks.md.
 *
 * <p>Arguments: rounds (5), then kinds of media ({@code large}: 1 GiB in 300 files; {@code many}: 5000 files of 20 kB).
 */
public final class SnapshotBenchmark {
    private static final TargetName NAME = TargetName.parse(LabDesk.SERVER);

    private final LabServer server;
    private final Path folder;
    private final Map<String, List<Long>> times = new LinkedHashMap<>();
    private final Map<String, List<Long>> wire = new LinkedHashMap<>();

    private SnapshotBenchmark(LabServer server, Path folder) {
        this.server = server;
        this.folder = folder;
    }

    /** Runs it. */
    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        List<String> kinds =
                arguments.length > 1 ? List.of(arguments).subList(1, arguments.length) : List.of("large", "many");
        LabServer server = LabServer.of(LabServer.Layer.POSTGRESQL);
        server.start();
        Path folder = Files.createTempDirectory(Path.of("/var/tmp"), "greenroom-benchmark-");
        try {
            for (String kind : kinds) {
                SnapshotBenchmark benchmark = new SnapshotBenchmark(server, folder.resolve(kind));
                benchmark.fill(kind);
                benchmark.measure(rounds);
                benchmark.report(kind, rounds);
            }
            System.out.println("most memory of this process: " + mostMemory());
        } finally {
            server.close();
            run(List.of("rm", "-rf", folder.toString()));
        }
    }

    private void fill(String kind) {
        int files = kind.equals("large") ? 300 : 5000;
        int bytes = kind.equals("large") ? (1 << 30) / files : 20_000;
        server.run("""
            systemctl stop pretalx-worker
            rm -rf /var/pretalx/data/media
            runuser -u pretalx -- python3 - %d %d <<'END'
            import os, sys
            files, size = int(sys.argv[1]), int(sys.argv[2])
            for number in range(files):
                folder = "/var/pretalx/data/media/event%%d/submissions" %% (number %% 40)
                os.makedirs(folder, exist_ok=True)
                with open("%%s/file_%%06d_%%s.bin" %% (folder, number, os.urandom(4).hex()), "wb") as file:
                    file.write(os.urandom(size))
            END
            """.formatted(files, bytes));
    }

    private void measure(int rounds) throws Exception {
        Files.createDirectories(folder);
        for (int round = 0; round < rounds; round++) {
            Path here = folder.resolve("round" + round);
            boolean oursFirst = round % 2 == 0;
            if (oursFirst) {
                ours(here);
            }
            theirs(here);
            if (!oursFirst) {
                ours(here);
            }
            run(List.of("rm", "-rf", here.toString()));
        }
    }

    private void ours(Path here) throws Exception {
        LabDesk desk = new LabDesk(here.resolve("library"), server.host(), "root", server.key());
        Inspections seen = seen(desk);
        timed("first: greenroom, after the look", () -> desk.backups(seen).create(NAME, TaskContext.quiet()));
        timed("unchanged: greenroom, after the look", () -> desk.backups(seen).create(NAME, TaskContext.quiet()));
        timed("unchanged: greenroom, with its look", () -> desk.backups().create(NAME, TaskContext.quiet()));
        timed("verify", () -> desk.backups().verify(NAME, Optional.empty(), TaskContext.quiet()));
        List<SnapshotSummary> all = desk.backups().list(NAME);
        if (all.size() != 3 || all.getFirst().newBytes() > all.getLast().totalBytes() / 2) {
            throw new IllegalStateException("not what should be measured: " + all);
        }
    }

    /** The look is made once: what is measured is the copying, on both sides. */
    private static Inspections seen(LabDesk desk) throws OperationFailedException {
        Inspections.ServerReport report = desk.inspections().inspect(LabDesk.SERVER, TaskContext.quiet());
        return new Inspections() {
            @Override
            public ServerReport inspect(String name, TaskContext context) {
                return report;
            }

            @Override
            public Optional<ServerReport> last(String name) {
                return Optional.of(report);
            }
        };
    }

    private void theirs(Path here) throws Exception {
        Path first = Files.createDirectories(here.resolve("rsync1"));
        Path second = Files.createDirectories(here.resolve("rsync2"));
        timed("first: rsync -a", () -> rsync(first, List.of()));
        timed("first: pg_dump over ssh", () -> dump(first));
        List<String> linked = List.of("--link-dest=" + first);
        timed("unchanged: rsync -a --link-dest", () -> rsync(second, linked));
        timed("unchanged: pg_dump over ssh", () -> dump(second));
    }

    private void rsync(Path target, List<String> options) {
        List<String> command = new ArrayList<>(List.of("rsync", "-a", "-e", String.join(" ", ssh())));
        command.addAll(options);
        command.add("root@" + server.host() + ":/var/pretalx/data/media");
        command.add(target.toString());
        run(command);
    }

    private void dump(Path target) {
        List<String> command = new ArrayList<>(ssh());
        command.addAll(List.of("root@" + server.host(), "cd /; runuser -u pretalx -- pg_dump -Fc pretalx"));
        run(command, target.resolve("database.dump"));
    }

    private List<String> ssh() {
        return List.of(
                "ssh",
                "-i",
                server.key().toString(),
                "-oStrictHostKeyChecking=no",
                "-oUserKnownHostsFile=/dev/null",
                "-oLogLevel=ERROR");
    }

    /** Something to be measured. */
    @FunctionalInterface
    private interface Measured {
        void run() throws Exception;
    }

    private void timed(String what, Measured measured) throws Exception {
        long bytes = bytesOnTheWire();
        long begun = System.nanoTime();
        measured.run();
        times.computeIfAbsent(what, name -> new ArrayList<>()).add(System.nanoTime() - begun);
        wire.computeIfAbsent(what, name -> new ArrayList<>()).add(bytesOnTheWire() - bytes);
    }

    private long bytesOnTheWire() throws IOException {
        Path counters = Path.of("/sys/class/net/ve-gr-" + server.host().split("\\.", -1)[2] + "/statistics");
        return Long.parseLong(Files.readString(counters.resolve("rx_bytes")).strip())
                + Long.parseLong(Files.readString(counters.resolve("tx_bytes")).strip());
    }

    private void report(String kind, int rounds) {
        System.out.printf("%n%s, medians of %d rounds%n", kind, rounds);
        times.forEach((what, each) -> System.out.printf(
                "  %-40s %8.2f s  [%.2f..%.2f] %12.3f MB on the wire%n",
                what,
                median(each) / 1e9,
                Collections.min(each) / 1e9,
                Collections.max(each) / 1e9,
                median(wire.getOrDefault(what, List.of())) / 1e6));
    }

    private static double median(List<Long> values) {
        List<Long> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    private static String mostMemory() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM"))
                .findFirst()
                .orElseThrow()
                .replaceAll("\\s+", " ");
    }

    private static void run(List<String> command) {
        run(command, Path.of("/dev/null"));
    }

    private static void run(List<String> command, Path output) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(output.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command));
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
