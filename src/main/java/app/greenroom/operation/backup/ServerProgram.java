package app.greenroom.operation.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import tools.jackson.databind.json.JsonMapper;

/**
 * The program that reads an instance on its server: Python modules in this package's resources, packed into one text for
 * the standard input of an interpreter. Nothing of it is installed.
 */
final class ServerProgram {
    /** In the order in which they import each other. */
    private static final List<String> MODULES = List.of("wire", "account", "tree", "dump", "site_files", "task");

    /** Run in interpreters of their own. */
    private static final List<String> CHILDREN = List.of("settings", "copy");

    private static final JsonMapper JSON = new JsonMapper();

    private final String modules;

    /** Reads and packs the modules, once for every task. */
    ServerProgram() {
        List<List<String>> texts = new ArrayList<>();
        MODULES.forEach(name -> texts.add(List.of(name, resource(name))));
        Map<String, String> children = new LinkedHashMap<>();
        CHILDREN.forEach(name -> children.put(name, resource(name)));
        modules = packed(JSON.writeValueAsBytes(Map.of("modules", texts, "children", children)));
    }

    /**
     * The program.
     *
     * @param task name of what it is to do
     * @param request what it needs to know for that
     */
    String text(String task, Map<String, ?> request) {
        Map<String, Object> whole = new LinkedHashMap<>(request);
        whole.put("task", task);
        return "REQUEST = \"" + packed(JSON.writeValueAsBytes(whole)) + "\"\nPROGRAM = \"" + modules + "\"\n"
                + resource("bootstrap");
    }

    /** Bytes as zlib packs them, in base64. */
    static String packed(byte[] bytes) {
        try (Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION)) {
            deflater.setInput(bytes);
            deflater.finish();
            byte[] packed = new byte[bytes.length + bytes.length / 1000 + 64];
            int length = deflater.deflate(packed);
            if (!deflater.finished()) {
                throw new IllegalStateException("zlib made more of it");
            }
            return Base64.getEncoder().encodeToString(java.util.Arrays.copyOf(packed, length));
        }
    }

    static String resource(String name) {
        String path = "server/" + name + ".py";
        try (InputStream stream = ServerProgram.class.getResourceAsStream(path)) {
            if (stream == null) {
                throw new IllegalStateException("missing in this program: " + path);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
