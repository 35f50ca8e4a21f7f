package app.greenroom.job;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * The program that carries out jobs and tells about them: Python modules in this package's resources, joined into one
 * text for the standard input of an interpreter. On a server it keeps a copy of itself beside each job, so a job is
 * resumed and undone by the very program that it was started with.
 */
final class JobProgram {
    /** In the order in which they import each other. */
    private static final List<String> MODULES = List.of(
            "files",
            "processes",
            "journal",
            "output",
            "scripts",
            "job",
            "service",
            "arming",
            "runner",
            "course",
            "look",
            "launch",
            "main");

    private static final JsonMapper JSON = new JsonMapper();

    /**
     * The program with something to do.
     *
     * @param request what is asked of it
     */
    String text(Map<String, Object> request) {
        List<List<String>> modules = new ArrayList<>();
        for (String name : MODULES) {
            modules.add(List.of(name, resource(name)));
        }
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("request", JSON.writeValueAsString(request));
        payload.put("bootstrap", resource("bootstrap"));
        payload.put("modules", modules);
        // strings and lists of JSON are Python literals as well
        return "PAYLOAD = " + JSON.writeValueAsString(payload) + "\n" + resource("bootstrap");
    }

    private static String resource(String name) {
        String path = "runner/" + name + ".py";
        try (InputStream stream = JobProgram.class.getResourceAsStream(path)) {
            if (stream == null) {
                throw new IllegalStateException("missing in this program: " + path);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
