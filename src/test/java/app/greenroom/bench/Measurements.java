package app.greenroom.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** What was measured, and its medians as a table. */
final class Measurements {
    private final Map<String, List<Measured>> all = new LinkedHashMap<>();

    /**
     * One run.
     *
     * @param nanoseconds how long
     * @param wire bytes in both directions
     * @param memory bytes of the largest process at its peak
     * @param stored bytes of all backups so far
     */
    record Measured(long nanoseconds, long wire, long memory, long stored) {}

    synchronized void add(String what, Measured one) {
        all.computeIfAbsent(what, name -> new ArrayList<>()).add(one);
        System.err.printf("%-35s %7.2f s%n", what, one.nanoseconds() / 1e9);
    }

    /** How often that was measured which was measured most. */
    synchronized int most() {
        return all.values().stream().mapToInt(List::size).max().orElse(0);
    }

    /** The table, in Markdown. */
    synchronized String table() {
        StringBuilder table = new StringBuilder("""
            | what | s, median [least..most] | MB on the wire | MB resident | MB stored |
            |---|---|---|---|---|
            """);
        all.forEach((what, runs) -> table.append("| %s | %.2f [%.2f..%.2f] | %.2f | %.0f | %.1f |\n"
                .formatted(
                        what,
                        median(runs, Measured::nanoseconds) / 1e9,
                        sorted(runs, Measured::nanoseconds).getFirst() / 1e9,
                        sorted(runs, Measured::nanoseconds).getLast() / 1e9,
                        median(runs, Measured::wire) / 1e6,
                        median(runs, Measured::memory) / 1e6,
                        median(runs, Measured::stored) / 1e6)));
        return table.toString();
    }

    private static double median(List<Measured> runs, ToLongFunction<Measured> of) {
        List<Long> sorted = sorted(runs, of);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2.0;
    }

    private static List<Long> sorted(List<Measured> runs, ToLongFunction<Measured> of) {
        return runs.stream().map(of::applyAsLong).sorted().toList();
    }
}
