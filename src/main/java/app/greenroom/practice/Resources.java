package app.greenroom.practice;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The texts of this package's resources; {@code files.txt} lists them, because a jar has no folders to look into. */
final class Resources {
    private final List<String> names = text("files.txt").lines().toList();

    /** Texts below a folder, by their path there. */
    Map<String, String> below(String folder) {
        Map<String, String> texts = new TreeMap<>();
        names.stream()
                .filter(name -> name.startsWith(folder + "/"))
                .forEach(name -> texts.put(name.substring(folder.length() + 1), text(name)));
        return texts;
    }

    /**
     * One text.
     *
     * @throws IllegalStateException if this program lacks it
     */
    static String text(String name) {
        try (InputStream stream = Resources.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("missing in this program: " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
