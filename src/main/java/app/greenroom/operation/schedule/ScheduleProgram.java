package app.greenroom.operation.schedule;

import app.greenroom.operation.backup.ScheduledSite;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * The two programs of schedules, Python modules of this package's resources: the one file that stays on a server and takes
 * the sets, and the one that puts it there, which arrives over standard input and leaves no trace.
 */
final class ScheduleProgram {
    /** In the order in which they import each other, after those that read a site. */
    private static final List<String> TAKING = List.of(
            "due",
            "keep",
            "record",
            "room",
            "draft",
            "manifest",
            "media",
            "receiver",
            "facts",
            "jobs",
            "notify",
            "prune",
            "take",
            "schedule");

    private static final List<String> LOOKING_AFTER = List.of("due", "record", "trigger", "clock", "install");

    private static final JsonMapper JSON = new JsonMapper();

    private ScheduleProgram() {}

    /** The file that takes the sets: whoever looks at it on a server can read it. */
    static String taking() {
        StringBuilder text = new StringBuilder(resource("server/bootstrap.py"));
        ScheduledSite.MODULES.forEach(name -> part(text, "module", name, ScheduledSite.text(name)));
        TAKING.forEach(name -> part(text, "module", name, resource("server/" + name + ".py")));
        ScheduledSite.CHILDREN.forEach(name -> part(text, "child", name, ScheduledSite.text(name)));
        part(text, "child", "inside", inside());
        part(text, "child", "mail", resource("server/mail.py"));
        return text.toString();
    }

    /** The look into pretalx, without what only an upgrade asks. */
    private static String inside() {
        return "def say_conditions(*known):\n    pass\n\n\n"
                + resource("/app/greenroom/operation/inspect/probe/inside.py");
    }

    private static void part(StringBuilder text, String kind, String name, String content) {
        text.append("\n#### ")
                .append(kind)
                .append(' ')
                .append(name)
                .append('\n')
                .append(content);
    }

    /**
     * The program that looks after a schedule.
     *
     * @param wish what it is to do
     * @param mark line that it prints before and after its answer
     */
    static String lookingAfter(Map<String, ?> wish, String mark) {
        Map<String, String> modules = new LinkedHashMap<>();
        LOOKING_AFTER.forEach(name -> modules.put(name, resource("server/" + name + ".py")));
        // a text of JSON in a text of JSON is a Python literal as well
        return "WISH = " + JSON.writeValueAsString(JSON.writeValueAsString(wish)) + "\nMODULES = "
                + JSON.writeValueAsString(modules) + "\nMARK = " + JSON.writeValueAsString(mark) + "\n"
                + resource("server/visit.py");
    }

    private static String resource(String path) {
        try (InputStream stream = ScheduleProgram.class.getResourceAsStream(path)) {
            if (stream == null) {
                throw new IllegalStateException("missing in this program: " + path);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
