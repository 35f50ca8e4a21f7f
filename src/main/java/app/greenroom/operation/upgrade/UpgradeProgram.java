package app.greenroom.operation.upgrade;

import app.greenroom.domain.instance.PretalxSettings;
import app.greenroom.domain.instance.UserSite;
import app.greenroom.domain.job.JobPlan.JobKind;
import app.greenroom.operation.upgrade.UpgradeInputs.Hop;
import app.greenroom.operation.window.WindowProgram;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The program of an upgrade's steps: Python modules of this package's resources beside the shared ones. */
record UpgradeProgram(UpgradeInputs inputs) {
    /** The module that is called. */
    static final String MAIN = "upgrade.py";

    private static final List<String> OWN =
            List.of(MAIN, "hops.py", "requirements.py", "environments.py", "culprits.py");

    /** The files by name. */
    Map<String, String> files() {
        Optional<UserSite> userSite = UserSite.of(inputs.facts());
        String live = userSite.map(UserSite::packages)
                .or(() -> inputs.facts().installation().venv())
                .orElseThrow(() -> new IllegalArgumentException("no virtual environment"));
        WindowProgram shared = new WindowProgram(
                inputs.job(),
                JobKind.UPGRADE,
                inputs.created(),
                inputs.by(),
                inputs.facts(),
                inputs.from(),
                inputs.to(),
                live,
                Map.of(
                        "userBase", userSite.map(UserSite::base).orElse(""),
                        "python", userSite.map(UserSite::python).orElse(""),
                        "hops", inputs.hops().stream().map(UpgradeProgram::hop).toList(),
                        "extras", extras(),
                        "without", inputs.without()));
        Map<String, String> files = new TreeMap<>(shared.files());
        OWN.forEach(name -> files.put(name, WindowProgram.resource(UpgradeProgram.class, "program/" + name)));
        return files;
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
}
