package app.greenroom.operation.drill;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The program of a drill: Python modules of this package's resources and of those of snapshots, given on standard input. */
final class DrillProgram {
    /** Of the program that takes snapshots; in the order in which they import each other. */
    private static final List<String> SHARED = List.of("wire", "account", "dump");

    private static final List<String> OWN = List.of("scratch", "database", "website", "drill");

    private static final JsonMapper JSON = new JsonMapper();

    private DrillProgram() {}

    /** What an interpreter is given on its command line. */
    static String bootstrap() {
        return resource("bootstrap.py");
    }

    /** What comes first on its standard input: the modules, and what they are to do. */
    static byte[] hello(Map<String, ?> request) {
        List<List<String>> modules = new ArrayList<>();
        SHARED.forEach(name -> modules.add(List.of(name, resource("../backup/server/" + name + ".py"))));
        OWN.forEach(name -> modules.add(List.of(name, resource(name + ".py"))));
        Map<String, String> children = Map.of("settings", resource("../backup/server/settings.py"));
        byte[] content = JSON.writeValueAsBytes(Map.of("modules", modules, "children", children, "request", request));
        byte[] length = String.format(Locale.ROOT, "%08x", content.length).getBytes(StandardCharsets.US_ASCII);
        byte[] whole = new byte[length.length + content.length];
        System.arraycopy(length, 0, whole, 0, length.length);
        System.arraycopy(content, 0, whole, length.length, content.length);
        return whole;
    }

    private static String resource(String name) {
        String path = name.startsWith("../") ? "/app/greenroom/operation/" + name.substring(3) : name;
        try (InputStream stream = DrillProgram.class.getResourceAsStream(path)) {
            if (stream == null) {
                throw new IllegalStateException("missing in this program: " + path);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
