package app.greenroom.operation.inspect;

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
 * The program that looks at a server: Python modules in this package's resources, joined into one text for the standard
 * input of an interpreter.
 *
 * @param looks how often a red healthcheck is asked before it is believed
 * @param pauseSeconds between two of these looks
 * @param indexSeconds most time for asking the package index
 */
record ProbeScript(int looks, double pauseSeconds, double indexSeconds) {
    /** In the order in which they import each other. */
    private static final List<String> MODULES =
            List.of("programs", "machine", "units", "address", "folders", "index", "instance", "look");

    /** Those of schedules that the look uses as well, to be made first. */
    private static final List<String> SCHEDULE = List.of("due", "record", "trigger");

    private static final JsonMapper JSON = new JsonMapper();

    /** Three looks, two seconds apart, and six seconds for the package index. */
    static ProbeScript usual() {
        return new ProbeScript(3, 2, 6);
    }

    /**
     * The program.
     *
     * @param sentinel line that it prints before and after its answer
     * @param brief whether only what a snapshot needs is asked for; the rest is unknown then
     */
    String text(String sentinel, boolean brief) {
        List<List<String>> modules = new ArrayList<>();
        for (String name : SCHEDULE) {
            modules.add(List.of(name, resource("/app/greenroom/operation/schedule/server/" + name + ".py")));
        }
        for (String name : MODULES) {
            modules.add(List.of(name, resource("probe/" + name + ".py")));
        }
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put(
                "options",
                Map.of(
                        "sentinel",
                        sentinel,
                        "looks",
                        looks,
                        "pause",
                        pauseSeconds,
                        "indexLimit",
                        indexSeconds,
                        "brief",
                        brief ? 1 : 0));
        payload.put("modules", modules);
        // its last line begins the look, so what it needs comes before
        payload.put("inside", resource("probe/conditions.py") + "\n" + resource("probe/inside.py"));
        // strings, numbers, lists and objects of JSON are Python literals as well
        return "PAYLOAD = " + JSON.writeValueAsString(payload) + "\n" + resource("probe/bootstrap.py");
    }

    private static String resource(String path) {
        try (InputStream stream = ProbeScript.class.getResourceAsStream(path)) {
            if (stream == null) {
                throw new IllegalStateException("missing in this program: " + path);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
