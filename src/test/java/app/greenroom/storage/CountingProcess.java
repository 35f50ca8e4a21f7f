package app.greenroom.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Counts in a file, as a process of its own: another Greenroom. */
public final class CountingProcess {
    private CountingProcess() {}

    /** A counter in a file. */
    static JsonFile<Count> counter(AtomicFile file) {
        return new JsonFile<>(file, 1, Count.class, Function.identity(), Function.identity());
    }

    /** Adds one to the counter, as often as wanted. */
    static void count(Path file, int times) throws IOException {
        JsonFile<Count> counter = counter(new AtomicFile(file));
        for (int i = 0; i < times; i++) {
            counter.change(new Count(0), present -> new Count(present.count() + 1));
        }
    }

    /** Starts it as a process. */
    public static Process start(Class<?> program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /**
     * Counts.
     *
     * @param arguments the file and how often
     */
    public static void main(String[] arguments) throws IOException {
        count(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
    }

    /** The document. */
    record Count(int count) {}
}
