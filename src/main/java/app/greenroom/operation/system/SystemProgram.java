package app.greenroom.operation.system;

import app.greenroom.domain.instance.PretalxVersion;
import app.greenroom.domain.job.JobPlan.JobKind;
import app.greenroom.domain.system.SystemChange;
import app.greenroom.operation.window.WindowProgram;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The program of the steps of a change of the system: Python modules of this package's resources beside the shared ones. */
record SystemProgram(SystemInputs inputs) {
    /** The module that is called. */
    static final String MAIN = "system.py";

    private static final List<String> OWN =
            List.of(MAIN, "packages.py", "restarts.py", "updating.py", "remedies.py", "settingsfile.py");

    /** Modules of others that the steps use as well, by where they lie. */
    private static final Map<String, String> OTHERS = Map.of(
            "machine.py", "/app/greenroom/operation/inspect/probe/machine.py",
            "siteconfig.py", "/app/greenroom/operation/restore/program/siteconfig.py",
            "staging.py", "/app/greenroom/operation/restore/program/staging.py");

    /** The files by name. */
    Map<String, String> files() {
        PretalxVersion version = inputs.facts().installed().value().orElseThrow();
        WindowProgram shared = new WindowProgram(
                inputs.job(),
                JobKind.SYSTEM,
                inputs.created(),
                inputs.by(),
                inputs.facts(),
                version,
                version,
                inputs.facts().installation().venv().orElseThrow(),
                Map.of(
                        "change", inputs.change().word(),
                        "securityOnly",
                                inputs.change() instanceof SystemChange.Updates(boolean securityOnly) && securityOnly,
                        "packages", inputs.packages(),
                        "window", inputs.window(),
                        "configFile", inputs.configFile()));
        Map<String, String> files = new TreeMap<>(shared.files());
        OWN.forEach(name -> files.put(name, WindowProgram.resource(SystemProgram.class, "program/" + name)));
        OTHERS.forEach((name, path) -> files.put(name, WindowProgram.resource(SystemProgram.class, path)));
        return files;
    }
}
