package app.greenroom.bench;

import app.greenroom.bench.Measurements.Measured;
import app.greenroom.lab.LabServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * First, unchanged and 1 % changed backup, and restore, of 1 GiB in 5 000 uploaded files and a database of 900 MB, by
 * Greenroom and by what people use instead, interleaved in one run; medians printed. See docs/howto/benchmarks.md.
 *
 * <p>Arguments: {@code --install} (lets apt install the others here and on the lab server), {@code --small} (a
 * twentieth of everything, to try the benchmark itself), {@code --minutes=N} (begins no further round that would end
 * later; one round of each is always taken), then rounds (5), then round trips in milliseconds (0 20 100). Interrupted, it
 * prints what it has.
 */
public final class BackupBenchmark {
    private static final int FILES = 5000;
    private static final String OTHERS = "rsync rsnapshot rdiff-backup";
    private static final String MINUTES = "--minutes=";

    private final LabServer server;
    private final Path folder;
    private final List<Contender> contenders;
    private final Results results;

    private BackupBenchmark(LabServer server, Path folder, List<Contender> contenders, Results results) {
        this.server = server;
        this.folder = folder;
        this.contenders = new ArrayList<>(contenders);
        this.results = results;
    }

    /** Runs it. */
    public static void main(String[] arguments) throws Exception {
        List<String> given = new ArrayList<>(List.of(arguments));
        boolean install = given.remove("--install");
        int share = given.remove("--small") ? 20 : 1;
        Duration most = given.stream()
                .filter(each -> each.startsWith(MINUTES))
                .findFirst()
                .map(each -> Duration.ofMinutes(Long.parseLong(each.substring(MINUTES.length()))))
                .orElse(Duration.ofDays(1));
        given.removeIf(each -> each.startsWith(MINUTES));
        int rounds = given.isEmpty() ? 5 : Integer.parseInt(given.removeFirst());
        List<Integer> roundTrips = given.isEmpty()
                ? List.of(0, 20, 100)
                : given.stream().map(Integer::parseInt).toList();
        LabServer server = LabServer.of(LabServer.Layer.POSTGRESQL);
        server.start();
        Path folder = Files.createTempDirectory(Path.of("/var/tmp"), "greenroom-benchmark-");
        Results results = new Results();
        // at an interrupt as at its own end
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> end(results, server, folder)));
        if (install) {
            String apt = "DEBIAN_FRONTEND=noninteractive; export DEBIAN_FRONTEND; apt-get -q update >&2"
                    + " && apt-get -qy install " + OTHERS + " >&2";
            Programs.run(List.of("sh", "-c", apt));
            server.run(apt);
        }
        fill(server, share);
        BackupBenchmark benchmark = new BackupBenchmark(server, folder, contenders(server), results);
        Deadlines deadlines = new Deadlines(most, roundTrips.size());
        for (int roundTrip : roundTrips) {
            benchmark.measure(rounds, roundTrip, deadlines.next());
        }
    }

    private static void end(Results results, LabServer server, Path folder) {
        results.print();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            Programs.run(List.of("rm", "-rf", folder.toString()));
        }
    }

    private static List<Contender> contenders(LabServer server) {
        List<Contender> all = new ArrayList<>();
        all.add(new Greenroom(server.run("ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub | cut -d' ' -f2")
                .strip()));
        all.add(Others.rsync());
        if (isHere("rsnapshot")) {
            all.add(Others.rsnapshot());
        }
        boolean there = !server.run("command -v rdiff-backup || true").isBlank();
        if (isHere("rdiff-backup") && there) {
            all.add(Others.rdiffBackup());
        }
        if (all.size() < 4) {
            System.out.println("not all of " + OTHERS + " are here and on the server; --install installs them");
        }
        return all;
    }

    private static boolean isHere(String program) {
        return Files.isExecutable(Path.of("/usr/bin", program));
    }

    /** Uploads that do not compress, and a database that does, as tables of text do. */
    private static void fill(LabServer server, int share) {
        server.run("""
            systemctl stop pretalx-worker
            rm -rf /var/pretalx/data/media
            runuser -u pretalx -- python3 - %d %d <<'END'
            import os, sys
            files, size = int(sys.argv[1]), int(sys.argv[2])
            for number in range(files):
                folder = "/var/pretalx/data/media/event%%d/submissions" %% (number %% 40)
                os.makedirs(folder, exist_ok=True)
                with open("%%s/file_%%06d.bin" %% (folder, number), "wb") as file:
                    file.write(os.urandom(size))
            END
            cd /; runuser -u pretalx -- psql -q pretalx <<'END'
            CREATE TABLE benchmark AS SELECT n, md5(n::text) AS short,
              repeat('an abstract of a talk about nothing in particular, ', 19) AS long
              FROM generate_series(1, %d) AS n;
            END
            runuser -u postgres -- psql -qc CHECKPOINT
            sync
            """.formatted(FILES, (1 << 30) / FILES / share, 792_000 / share));
        System.out.println("database: "
                + server.run("runuser -u postgres -- psql -Atc"
                        + " \"SELECT pg_size_pretty(pg_database_size('pretalx'))\""));
    }

    /** One file in a hundred gets another content, and the database some rows. */
    private void change() {
        server.run("""
            runuser -u pretalx -- python3 - <<'END'
            import os
            for number in range(0, 5000, 100):
                path = "/var/pretalx/data/media/event%d/submissions/file_%06d.bin" % (number % 40, number)
                size = os.path.getsize(path)
                with open(path, "wb") as file:
                    file.write(os.urandom(size))
            END
            cd /; runuser -u pretalx -- psql -q pretalx -c "INSERT INTO benchmark
              SELECT n, md5(n::text), 'new' FROM generate_series(1, 10000) AS n"
            """);
    }

    private void measure(int rounds, int roundTrip, long deadline) throws Exception {
        Measurements measurements = results.begin("round trip " + roundTrip + " ms");
        long longest = 0;
        try (Line line = Line.to(server.host(), roundTrip)) {
            Contender.Way way = roundTrip == 0
                    ? new Contender.Way(server.host(), 22, server.key())
                    : new Contender.Way("127.0.0.1", line.port(), server.key());
            for (int round = 0; round < rounds; round++) {
                long begun = System.nanoTime();
                if (round > 0 && begun + longest > deadline) {
                    break;
                }
                round(way, measurements);
                longest = Math.max(longest, System.nanoTime() - begun);
                // nobody is always the first, whom the others warm the caches for
                Collections.rotate(contenders, 1);
            }
        }
        results.print();
    }

    /** What there is for each round trip; printed once. */
    private static final class Results {
        private String title = "";
        private Measurements current = new Measurements();

        synchronized Measurements begin(String what) {
            title = what;
            current = new Measurements();
            return current;
        }

        synchronized void print() {
            if (!title.isEmpty()) {
                System.out.printf("%n%s, %d rounds begun%n%n%s", title, current.most(), current.table());
                System.out.flush();
                title = "";
            }
        }
    }

    /** Shares what is left of the time among the round trips that are left. */
    private static final class Deadlines {
        private final long end;
        private int left;

        Deadlines(Duration most, int parts) {
            this.end = System.nanoTime() + most.toNanos();
            this.left = parts;
        }

        /** When the next one has to end. */
        long next() {
            long now = System.nanoTime();
            return now + (end - now) / left--;
        }
    }

    private void round(Contender.Way way, Measurements measurements) throws Exception {
        List<Path> places = new ArrayList<>();
        for (Contender each : contenders) {
            Path place = Files.createDirectory(folder.resolve(each.name().replaceAll("\\W+", "-")));
            places.add(place);
            each.prepare(place, way);
        }
        List<String> states = Arrays.asList("first", "unchanged", "1 % changed");
        for (int number = 1; number <= states.size(); number++) {
            if (number == 3) {
                change();
            }
            for (int at = 0; at < contenders.size(); at++) {
                Contender each = contenders.get(at);
                int backup = number;
                measurements.add(
                        states.get(number - 1) + ": " + each.name(),
                        measured(() -> each.backUp(backup), places.get(at)));
            }
        }
        for (int at = 0; at < contenders.size(); at++) {
            if (contenders.get(at).restores()) {
                restore(contenders.get(at), places.get(at), states.size(), measurements);
            }
        }
        for (Path place : places) {
            Programs.run(List.of("rm", "-rf", place.toString()));
        }
    }

    /** All uploaded files are gone, and come back with the database; the site must answer afterwards. */
    private void restore(Contender contender, Path place, int number, Measurements measurements) throws IOException {
        server.run("""
            systemctl start pretalx-web pretalx-worker
            rm -rf /var/pretalx/data/media; install -d -o pretalx -g pretalx /var/pretalx/data/media
            """);
        measurements.add("restore: " + contender.name(), measured(() -> contender.restore(number), place));
        server.run("""
            test "$(find /var/pretalx/data/media -name 'file_*.bin' | wc -l)" = %d
            timeout 60 sh -c 'until curl -fsS -o /dev/null http://127.0.0.1:8345/healthcheck/; do sleep 1; done'
            systemctl stop pretalx-worker
            """.formatted(FILES));
    }

    /** What is measured. */
    @FunctionalInterface
    private interface Work {
        long run() throws IOException;
    }

    private Measured measured(Work work, Path place) throws IOException {
        Programs.run(List.of("sync"));
        long wire = server.bytesOnTheWire();
        long begun = System.nanoTime();
        long memory = work.run();
        long ended = System.nanoTime();
        return new Measured(ended - begun, server.bytesOnTheWire() - wire, memory, stored(place));
    }

    /** Bytes of all files below a place, those with several names once. */
    private static long stored(Path place) throws IOException {
        Process du = new ProcessBuilder("du", "-s", "--block-size=1", place.toString()).start();
        try (BufferedReader said = du.inputReader()) {
            return Long.parseLong(said.readLine().split("\t", -1)[0]);
        }
    }
}
