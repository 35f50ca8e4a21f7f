package app.greenroom.operation.restore;

import app.greenroom.domain.instance.InstanceFacts.Counts;
import app.greenroom.domain.job.JobPlan.JobKind;
import app.greenroom.domain.restore.RestorePart;
import app.greenroom.domain.restore.VersionChoice;
import app.greenroom.operation.window.WindowProgram;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The program of a restore's steps: Python modules of this package's resources beside the shared ones. */
record RestoreProgram(RestoreInputs inputs) {
    /** The module that is called. */
    static final String MAIN = "restore.py";

    private static final List<String> OWN = List.of(
            MAIN,
            "staging.py",
            "placing.py",
            "swaps.py",
            "mounted.py",
            "databases.py",
            "restored.py",
            "scratchfile.py",
            "uploads.py",
            "secretfile.py",
            "siteconfig.py",
            "singlefiles.py",
            "formerversion.py");

    /** Modules of an upgrade that make environments. */
    private static final List<String> OF_UPGRADES = List.of("environments.py", "requirements.py");

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
        files.putAll(modules());
        return files;
    }

    /** Modules of restores, and those of upgrades that they use. */
    static Map<String, String> modules() {
        Map<String, String> files = new TreeMap<>();
        OWN.forEach(name -> files.put(name, resource("program/" + name)));
        OF_UPGRADES.forEach(name -> files.put(name, resource("/app/greenroom/operation/upgrade/program/" + name)));
        return files;
    }

    private Map<String, Object> parameters() {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put(
                "parts",
                inputs.singleFiles()
                        ? List.of("files")
                        : inputs.parts().stream()
                                .sorted()
                                .map(RestorePart::word)
                                .toList());
        parameters.put("databaseKind", inputs.databaseKind());
        parameters.put("counts", counts(inputs.counts()));
        parameters.put("way", inputs.version().way().name().toLowerCase(Locale.ROOT));
        parameters.put(
                "hops",
                inputs.version().hops().stream().map(RestoreProgram::hop).toList());
        parameters.put("extras", inputs.databaseKind().equals("postgresql") ? List.of("postgres") : List.of());
        parameters.put("without", List.of());
        parameters.put("places", inputs.places());
        parameters.put("secretFile", inputs.secretFile());
        parameters.put("mediaStaging", inputs.mediaStaging());
        return parameters;
    }

    /** How much a database must hold. */
    static Map<String, Long> counts(Optional<Counts> counts) {
        return counts.map(each -> Map.of("events", each.events(), "proposals", each.proposals(), "users", each.users()))
                .orElse(Map.of());
    }

    /** A release that needs an environment. */
    static Map<String, Object> hop(VersionChoice.Hop hop) {
        return Map.of(
                "version", hop.version().toString(),
                "uploadedPriorTo",
                        hop.uploadedPriorTo().map(LocalDate::toString).orElse(""),
                "node", hop.node(),
                "python", hop.python());
    }

    /** A text among the resources of this package. */
    static String resource(String path) {
        return WindowProgram.resource(RestoreProgram.class, path);
    }
}
