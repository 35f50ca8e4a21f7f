package app.greenroom.operation.restore;

import app.greenroom.domain.job.JobPlan.JobKind;
import app.greenroom.domain.restore.RestorePart;
import app.greenroom.operation.window.WindowProgram;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The program of a restore's steps: Python modules of this package's resources beside the shared ones. */
record RestoreProgram(RestoreInputs inputs) {
    /** The module that is called. */
    static final String MAIN = "restore.py";

    private static final List<String> OWN = List.of(
            MAIN,
            "staging.py",
            "swaps.py",
            "databases.py",
            "restored.py",
            "scratchfile.py",
            "uploads.py",
            "secretfile.py");

    /** The files by name. */
    Map<String, String> files() {
        String venv = inputs.facts()
                .installation()
                .venv()
                .orElseThrow(() -> new IllegalArgumentException("no virtual environment"));
        WindowProgram shared = new WindowProgram(
                inputs.job(),
                JobKind.RESTORE,
                inputs.created(),
                inputs.by(),
                inputs.facts(),
                inputs.from(),
                inputs.to(),
                venv,
                parameters());
        Map<String, String> files = new TreeMap<>(shared.files());
        OWN.forEach(name -> files.put(name, resource("program/" + name)));
        return files;
    }

    private Map<String, Object> parameters() {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put(
                "parts", inputs.parts().stream().sorted().map(RestorePart::word).toList());
        parameters.put("databaseKind", inputs.databaseKind());
        parameters.put(
                "counts",
                inputs.counts()
                        .map(counts -> Map.of(
                                "events", counts.events(),
                                "proposals", counts.proposals(),
                                "users", counts.users()))
                        .orElse(Map.of()));
        parameters.put("secretFile", inputs.secretFile());
        parameters.put("mediaStaging", inputs.mediaStaging());
        return parameters;
    }

    /** A text among the resources of this package. */
    static String resource(String path) {
        return WindowProgram.resource(RestoreProgram.class, path);
    }
}
