package app.greenroom.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * From the start of the program to the first frame of its window, and the memory that it holds then: each program named,
 * in turn, in a new folder of settings. Needs a display, or draws into memory; see docs/howto/benchmarks.md.
 *
 * <p>Arguments: rounds, then programs, each with its own arguments (separated by spaces); a program is left alone
 * for a while before it is ended, so that what runs after the first frame does not disturb the next one.
 */
public final class StartBenchmark {
    private static final String FRAME = "the first frame is shown";
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Duration SETTLE = Duration.ofSeconds(2);

    private final Map<String, List<Long>> times = new LinkedHashMap<>();
    private final Map<String, List<Long>> memory = new LinkedHashMap<>();

    private StartBenchmark() {}

    /** Runs it. */
    public static void main(String[] arguments) throws Exception {
        StartBenchmark benchmark = new StartBenchmark();
        int rounds = Integer.parseInt(arguments[0]);
        List<String> programs = List.of(arguments).subList(1, arguments.length);
        for (int round = 0; round < rounds; round++) {
            for (String program : programs) {
                benchmark.measure(program);
            }
        }
        for (String program : programs) {
            System.out.println(program + ": first frame after "
                    + summary(benchmark.times.getOrDefault(program, List.of())) + " ms, then resident "
                    + summary(benchmark.memory.getOrDefault(program, List.of())) + " MB");
        }
    }

    private void measure(String program) throws Exception {
        Path home = Files.createTempDirectory("greenroom-start-");
        try {
            ProcessBuilder builder = new ProcessBuilder(program.split(" ", -1));
            builder.environment().put("GREENROOM_HOME", home.toString());
            builder.redirectErrorStream(true)
                    .redirectOutput(home.resolve("said").toFile());
            Instant start = Instant.now();
            Process process = builder.start();
            try {
                Instant frame = frame(process, home);
                times.computeIfAbsent(program, name -> new ArrayList<>())
                        .add(Duration.between(start, frame).toMillis());
                LockSupport.parkNanos(SETTLE.toNanos());
                memory.computeIfAbsent(program, name -> new ArrayList<>()).add(resident(process));
            } finally {
                process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            }
        } finally {
            remove(home);
        }
    }

    /** The time that the program itself noted. */
    private static Instant frame(Process process, Path home) throws IOException {
        Path log = home.resolve("logs/greenroom.log");
        long end = System.nanoTime() + LIMIT.toNanos();
        while (process.isAlive() && System.nanoTime() < end) {
            if (Files.exists(log)) {
                Optional<String> line = Files.readAllLines(log).stream()
                        .filter(each -> each.endsWith(FRAME))
                        .findFirst();
                if (line.isPresent()) {
                    String time = line.get().substring(0, line.get().indexOf(' '));
                    return OffsetDateTime.parse(time).toInstant();
                }
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        throw new IllegalStateException("no window: " + Files.readString(home.resolve("said")));
    }

    /** MB that the process and those it started hold. */
    private static long resident(Process process) {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .mapToLong(each -> resident(each.pid()))
                .sum();
    }

    private static long resident(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .sum()
                    / 1024;
        } catch (IOException ended) {
            return 0;
        }
    }

    private static String summary(List<Long> values) {
        List<Long> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2) + " [" + sorted.getFirst() + ".." + sorted.getLast() + "]";
    }

    private static void remove(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : all) {
            Files.deleteIfExists(each);
        }
    }
}
