package app.greenroom.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Programs of this machine, for setting up servers. */
final class Commands {
    private static final int LONGEST_MINUTES = 20;

    private Commands() {}

    /**
     * Runs a program and gives its standard output.
     *
     * @throws IllegalStateException with what it said, if it fails
     */
    static String run(List<String> command) {
        return run(command, "");
    }

    /** Runs a program with text on its standard input. */
    static String run(List<String> command, String input) {
        try {
            Process process = new ProcessBuilder(command).start();
            CompletableFuture<String> complaint = CompletableFuture.supplyAsync(() -> read(process.getErrorStream()));
            CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> read(process.getInputStream()));
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            }
            if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException("no end of " + command);
            }
            if (process.exitValue() != 0) {
                throw new IllegalStateException("%s ended with %d: %s%s"
                        .formatted(command, process.exitValue(), output.join(), complaint.join()));
            }
            return output.join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted during " + command, e);
        }
    }

    private static String read(java.io.InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
