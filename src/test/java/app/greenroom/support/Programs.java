package app.greenroom.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs programs of this computer that tests need. */
public final class Programs {
    private Programs() {}

    /** Runs one to its good end and gives what it said. */
    public static String run(String... words) {
        return runWith(Map.of(), words);
    }

    /** Runs one to its good end, with more variables, and gives what it said. */
    public static String runWith(Map<String, String> variables, String... words) {
        try {
            ProcessBuilder builder = new ProcessBuilder(List.of(words)).redirectErrorStream(true);
            builder.environment().putAll(variables);
            Process process = builder.start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException(String.join(" ", words) + ": " + said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
