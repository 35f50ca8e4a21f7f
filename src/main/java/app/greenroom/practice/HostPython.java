package app.greenroom.practice;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An interpreter of this computer that can carry a practice server.
 *
 * @param path absolute path of the interpreter itself, not of something that chooses one
 * @param user name of the user who runs this program
 * @param search folders in which programs of this computer are looked for, joined by colons
 */
record HostPython(String path, String user, String search) {
    private static final List<String> NAMES = List.of(
            "python3", "python3.14", "python3.13", "python3.12", "python3.11", "python3.10", "python3.9", "python");

    /** A program that was started from a desktop commonly has a short PATH. */
    private static final List<String> USUAL =
            List.of("/usr/local/bin", "/opt/homebrew/bin", "/usr/bin", "/bin", "/usr/sbin", "/sbin");

    private static final JsonMapper JSON = new JsonMapper();
    private static final long LIMIT_SECONDS = 20;

    /**
     * Finds one.
     *
     * @param surroundings environment of this program
     * @throws OperationFailedException with reason PRACTICE_UNAVAILABLE, naming what is missing
     */
    static HostPython find(Map<String, String> surroundings) throws OperationFailedException {
        return find(surroundings, USUAL);
    }

    static HostPython find(Map<String, String> surroundings, List<String> usual) throws OperationFailedException {
        if (!Files.isExecutable(Path.of("/bin/sh"))) {
            throw unavailable("no shell /bin/sh", null);
        }
        Set<String> folders = new LinkedHashSet<>(
                List.of(surroundings.getOrDefault("PATH", "").split(":", -1)));
        folders.addAll(usual);
        folders.removeIf(folder -> !folder.startsWith("/"));
        String search = String.join(":", folders);
        List<String> lacks = new ArrayList<>();
        for (String name : NAMES) {
            for (String folder : folders) {
                Path candidate = Path.of(folder, name);
                if (Files.isExecutable(candidate)) {
                    Optional<HostPython> found = ask(candidate, search, lacks);
                    if (found.isPresent()) {
                        return found.get();
                    }
                    break;
                }
            }
        }
        throw unavailable(lacks.isEmpty() ? "no Python 3.9 or newer" : "missing: " + lacks.getFirst(), null);
    }

    static OperationFailedException unavailable(String what, @Nullable Throwable cause) {
        return new OperationFailedException(FailureReason.PRACTICE_UNAVAILABLE, what, cause, what);
    }

    private static Optional<HostPython> ask(Path candidate, String search, List<String> lacks)
            throws OperationFailedException {
        try {
            Process process = new ProcessBuilder(candidate.toString(), "-I", "-c", Resources.text("host.py"))
                    .redirectError(ProcessBuilder.Redirect.PIPE)
                    .start();
            process.getOutputStream().close();
            boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly();
                return Optional.empty();
            }
            if (process.exitValue() != 0) {
                String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
                lacks.add(said.strip().lines().reduce((first, last) -> last).orElse(candidate.toString()));
                return Optional.empty();
            }
            JsonNode answer = JSON.readTree(process.getInputStream().readAllBytes());
            return Optional.of(new HostPython(
                    answer.path("python").asString(), answer.path("user").asString(), search));
        } catch (IOException unusable) {
            lacks.add(candidate + " does not start");
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperationFailedException(FailureReason.CANCELLED, "interrupted", e);
        }
    }
}
