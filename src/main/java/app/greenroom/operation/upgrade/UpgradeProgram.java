package app.greenroom.operation.upgrade;

import app.greenroom.domain.instance.Installation;
import app.greenroom.domain.instance.PretalxSettings;
import app.greenroom.operation.upgrade.UpgradeInputs.Hop;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/** The program of an upgrade's steps: Python modules of this package's resources, and the parameters of one upgrade. */
record UpgradeProgram(UpgradeInputs inputs) {
    /** Those of the look at a server that the steps use as well. */
    private static final List<String> SHARED = List.of("programs", "units", "address");

    private static final List<String> OWN = List.of(
            "upgrade",
            "surroundings",
            "requirements",
            "environments",
            "services",
            "trees",
            "postgresql",
            "dump",
            "sqlite",
            "copies",
            "health");

    private static final JsonMapper JSON = new JsonMapper();

    /** The files by name. */
    Map<String, String> files() {
        Map<String, String> files = new TreeMap<>();
        SHARED.forEach(
                name -> files.put(name + ".py", resource("/app/greenroom/operation/inspect/probe/" + name + ".py")));
        OWN.forEach(name -> files.put(name + ".py", resource("program/" + name + ".py")));
        files.put("upgrade.json", JSON.writeValueAsString(parameters()));
        return files;
    }

    private Map<String, Object> parameters() {
        Installation installation = inputs.facts().installation();
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("job", inputs.job().text());
        parameters.put("created", inputs.created().toString());
        parameters.put("by", inputs.by());
        parameters.put("instance", inputs.facts().id());
        parameters.put("from", inputs.from().toString());
        parameters.put("hops", inputs.hops().stream().map(UpgradeProgram::hop).toList());
        parameters.put("webUnit", installation.webUnit());
        parameters.put("workerUnit", installation.workerUnit());
        parameters.put(
                "venv", installation.venv().orElseThrow(() -> new IllegalArgumentException("no virtual environment")));
        parameters.put("home", installation.home());
        parameters.put("bind", installation.bind());
        parameters.put("schedules", installation.otherSchedules());
        parameters.put("crontab", !installation.cronLines().isEmpty());
        parameters.put("extras", extras());
        return parameters;
    }

    private List<String> extras() {
        boolean postgresql = inputs.facts()
                .settings()
                .value()
                .filter(settings -> settings.database().kind() == PretalxSettings.Kind.POSTGRESQL)
                .isPresent();
        return postgresql ? List.of("postgres") : List.of();
    }

    private static Map<String, Object> hop(Hop hop) {
        return Map.of(
                "version", hop.version().toString(),
                "uploadedPriorTo",
                        hop.uploadedPriorTo().map(LocalDate::toString).orElse(""),
                "node", hop.node(),
                "python", hop.python());
    }

    private static String resource(String path) {
        try (InputStream stream = UpgradeProgram.class.getResourceAsStream(path)) {
            if (stream == null) {
                throw new IllegalStateException("missing in this program: " + path);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
