package app.greenroom.operation.window;

import app.greenroom.domain.instance.Installation;
import app.greenroom.domain.instance.InstanceFacts;
import app.greenroom.domain.instance.PretalxVersion;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.job.JobPlan.JobKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * The program of a job that opens a window: the Python modules that all such jobs share, and the parameters of one change
 * in {@code change.json}. A job adds modules of its own, one of which calls {@code window.main}.
 *
 * @param job name of the job
 * @param kind what it is for
 * @param created when it was planned
 * @param by user and computer that planned it
 * @param facts what the last look found about the instance
 * @param from version before
 * @param to version afterwards; can be the same
 * @param venv the virtual environment as the units name it, absolute
 * @param more parameters of the change's own steps; may replace the shared ones
 */
public record WindowProgram(
        JobId job,
        JobKind kind,
        Instant created,
        String by,
        InstanceFacts facts,
        PretalxVersion from,
        PretalxVersion to,
        String venv,
        Map<String, Object> more) {
    /** Modules of the look at a server that the steps use as well. */
    private static final List<String> OF_THE_LOOK = List.of("programs", "units", "address");

    private static final List<String> SHARED = List.of(
            "surroundings",
            "window",
            "services",
            "switching",
            "trees",
            "copies",
            "postgresql",
            "dump",
            "sqlite",
            "health",
            "maintenance",
            "page");

    private static final JsonMapper JSON = new JsonMapper();

    /** Copies the map. */
    public WindowProgram {
        more = Map.copyOf(more);
    }

    /** The shared files by name, {@code change.json} included. */
    public Map<String, String> files() {
        Map<String, String> files = modules();
        files.put("change.json", JSON.writeValueAsString(parameters()));
        return files;
    }

    /** The shared modules by name, for a job with parameters of its own. */
    public static Map<String, String> modules() {
        Map<String, String> files = new TreeMap<>();
        OF_THE_LOOK.forEach(name -> files.put(
                name + ".py", resource(WindowProgram.class, "/app/greenroom/operation/inspect/probe/" + name + ".py")));
        SHARED.forEach(name -> files.put(name + ".py", resource(WindowProgram.class, "program/" + name + ".py")));
        return files;
    }

    private Map<String, Object> parameters() {
        Installation installation = facts.installation();
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("job", job.text());
        parameters.put("kind", kind.name().toLowerCase(Locale.ROOT));
        parameters.put("created", created.toString());
        parameters.put("by", by);
        parameters.put("instance", facts.id());
        parameters.put("from", from.toString());
        parameters.put("to", to.toString());
        parameters.put("webUnit", installation.webUnit());
        parameters.put("workerUnit", installation.workerUnit());
        parameters.put("venv", venv);
        parameters.put("home", installation.home());
        parameters.put("bind", installation.bind());
        parameters.put("schedules", installation.otherSchedules());
        parameters.put("crontab", !installation.cronLines().isEmpty());
        parameters.putAll(more);
        return parameters;
    }

    /**
     * A text among the resources of a class.
     *
     * @throws IllegalStateException if it is missing in this program
     */
    public static String resource(Class<?> owner, String path) {
        try (InputStream stream = owner.getResourceAsStream(path)) {
            if (stream == null) {
                throw new IllegalStateException("missing in this program: " + path);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
