package app.greenroom.bench;

import app.greenroom.lab.InstalledProgram;
import app.greenroom.lab.InstalledProgram.Run;
import app.greenroom.lab.LabServer;
import app.greenroom.lab.Visitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What visitors see of an upgrade over two hops, 2025.2.2 to 2026.2.1: by Greenroom, by the documented steps with the
 * services stopped, and by the documented steps as they stand, each on a new copy of the same server, in turn, asked for
 * a page every 100 ms. Needs root on Debian and {@code mvn package}; see docs/howto/benchmarks.md.
 *
 * <p>Arguments: rounds (1), then ways ({@code greenroom}, {@code careful}, {@code careless}).
 */
public final class UpgradeBenchmark {
    private final Map<String, List<String>> lines = new LinkedHashMap<>();

    private UpgradeBenchmark() {}

    /** Runs it. */
    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1;
        List<String> ways = arguments.length > 1
                ? List.of(arguments).subList(1, arguments.length)
                : List.of("greenroom", "careful", "careless");
        UpgradeBenchmark benchmark = new UpgradeBenchmark();
        for (int round = 0; round < rounds; round++) {
            for (String way : ways) {
                benchmark.measure(way);
            }
        }
        benchmark.lines.forEach((way, seen) -> seen.forEach(line -> System.out.println(way + ": " + line)));
    }

    private void measure(String way) throws IOException {
        LabServer server = LabServer.of(LabServer.Layer.POSTGRESQL);
        server.start();
        Path folder = Files.createTempDirectory(Path.of("/var/tmp"), "greenroom-benchmark-");
        try {
            long began = System.nanoTime();
            Visitor visitor = new Visitor(server.host());
            try (visitor) {
                if (way.equals("greenroom")) {
                    byGreenroom(server, folder);
                } else {
                    System.out.println(byHand(server, way.equals("careful") ? "--stopped" : ""));
                }
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            requireNew(server);
            note(way, visitor, seconds);
        } finally {
            server.close();
            new ProcessBuilder("rm", "-rf", folder.toString()).inheritIO().start();
        }
    }

    private static void byGreenroom(LabServer server, Path folder) {
        InstalledProgram greenroom = new InstalledProgram(folder);
        greenroom.add(server, "lab", "", "--user", "root", "--key", server.key().toString());
        Run upgraded = greenroom.run("", "upgrade", "lab", "--to", "2026.2.1", "--yes");
        if (upgraded.status() != 0) {
            throw new IllegalStateException(upgraded.toString());
        }
    }

    private static String byHand(LabServer server, String how) throws IOException {
        String script = Files.readString(Path.of("src/lab/byhand.sh"));
        return server.run("cat >/root/byhand.sh <<'END-OF-SCRIPT'\n" + script + "\nEND-OF-SCRIPT\nbash /root/byhand.sh "
                + how + " 2026.1.2 2026.2.1");
    }

    private static void requireNew(LabServer server) {
        String version =
                server.run("runuser -u pretalx -- env -C /var/pretalx /var/pretalx/venv/bin/python -c 'import pretalx;"
                        + " print(pretalx.__version__)'");
        if (!version.strip().endsWith("2026.2.1")) {
            throw new IllegalStateException("not upgraded: " + version);
        }
    }

    private void note(String way, Visitor visitor, double seconds) {
        StringBuilder line = new StringBuilder(
                String.format(Locale.ROOT, "%.1f s without 200 in %.0f s;", visitor.secondsWithout200(), seconds));
        for (int status : visitor.statuses()) {
            if (status != 200) {
                line.append(String.format(Locale.ROOT, " %d for %.1f s", status, visitor.secondsOf(status)));
            }
        }
        lines.computeIfAbsent(way, name -> new ArrayList<>()).add(line.toString());
        System.out.println(way + ": " + line);
    }
}
