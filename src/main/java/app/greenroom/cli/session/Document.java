package app.greenroom.cli.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON that a command prints: plain maps and lists with lasting names. A change that could break a script raises the
 * schema number.
 */
public final class Document {
    public static final int SCHEMA = 1;
    private static final Pattern TRICKS =
            Pattern.compile("[\\u007F-\\u009F\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]");

    private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

    /** Sets a field: text, a number, a truth value, nothing, or lists and maps of these. */
    public void set(String name, @Nullable Object value) {
        fields.put(name, value);
    }

    /** The whole document. */
    public String print(String command, ExitStatus status) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("schema", SCHEMA);
        all.put("command", command);
        all.put("exit", status.number());
        all.putAll(fields);
        return escaped(JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(all));
    }

    /** One line of JSON Lines. */
    public static String line(Map<String, ?> fields) {
        return escaped(JsonMapper.shared().writeValueAsString(fields));
    }

    /** JSON may hold these as they are, but a terminal would obey them or turn the line; escaped they mean the same. */
    private static String escaped(String json) {
        return TRICKS.matcher(json)
                .replaceAll(found -> String.format(
                        Locale.ROOT, "\\\\u%04x", (int) found.group().charAt(0)));
    }

    /** A map in the order of its arguments: name, value, name, value. */
    public static Map<String, @Nullable Object> of(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return map;
    }

    /** A list of what a function makes of each element. */
    public static <T> List<Object> list(Iterable<T> elements, java.util.function.Function<? super T, ?> each) {
        List<Object> list = new ArrayList<>();
        elements.forEach(element -> list.add(each.apply(element)));
        return list;
    }
}
