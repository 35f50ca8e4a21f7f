package app.greenroom.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs programs of this computer, and finds how much memory the largest of their processes had. */
final class Programs {
    /** Runs what follows, writes the peak of its largest process (kB) to the first argument, ends as it ended. */
    private static final String MEASURING = """
        import resource, subprocess, sys
        status = subprocess.call(sys.argv[2:])
        with open(sys.argv[1], "w") as file:
            file.write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))
        sys.exit(status if status >= 0 else 128 - status)
        """;

    private Programs() {}

    /** Runs one to its end; gives the peak of its largest process, in bytes. */
    static long run(List<String> command, Path output, Map<String, String> environment) {
        try {
            Path peak = Files.createTempFile("peak", "");
            List<String> measured = new ArrayList<>(List.of("python3", "-c", MEASURING, peak.toString()));
            measured.addAll(command);
            ProcessBuilder builder = new ProcessBuilder(measured)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().putAll(environment);
            if (builder.start().waitFor() != 0) {
                throw new IllegalStateException("failed: " + String.join(" ", command));
            }
            long kilobytes = Long.parseLong(Files.readString(peak));
            Files.delete(peak);
            return kilobytes << 10;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Runs one to its end, with its output thrown away. */
    static long run(List<String> command) {
        return run(command, Path.of("/dev/null"), Map.of());
    }
}
