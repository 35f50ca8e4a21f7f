package app.greenroom.operation.restore;

import static app.greenroom.operation.window.WindowSteps.SOON;

import app.greenroom.domain.instance.InstanceFacts;
import app.greenroom.domain.instance.PretalxVersion;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.job.JobPlan.JobKind;
import app.greenroom.domain.job.JobPlan.Step;
import app.greenroom.operation.window.WindowProgram;
import app.greenroom.operation.window.WindowSteps;
import app.greenroom.operation.window.WindowSteps.Part;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Turns going back behind a job into what a server is to carry out. Pure. Everything is there already, so that all of it is
 * names that change in the window.
 */
record RollbackSteps(JobId job, Instant created, String by, InstanceFacts facts, Way way, Map<String, Duration> usual) {
    private static final String MAIN = "rollback.py";

    /** Modules beside those of every window. */
    private static final List<String> OWN = List.of(
            MAIN,
            "former.py",
            "placing.py",
            "staging.py",
            "swaps.py",
            "databases.py",
            "restored.py",
            "scratchfile.py",
            "mounted.py",
            "uploads.py");

    /** Copies the map. */
    RollbackSteps {
        usual = Map.copyOf(usual);
    }

    /**
     * From where to where.
     *
     * @param behind the job whose former state comes back
     * @param from version now
     * @param to version afterwards
     * @param data whether database and uploaded files come back too
     */
    record Way(JobId behind, PretalxVersion from, PretalxVersion to, boolean data) {}

    /** What goes into the job's plan. */
    RestoreSteps.Steps steps() {
        WindowSteps window = new WindowSteps(MAIN, usual);
        String to = way.to().toString();
        List<Step> steps = new ArrayList<>();
        steps.add(window.before("look", "rollback-look", SOON, 4, Set.of(Part.RUN, Part.UNDO)));
        steps.add(window.quiet());
        steps.add(window.opening());
        if (way.data()) {
            steps.add(window.within("put-database", "rollback-put-database", SOON, 1, false));
            steps.add(window.within("put-media", "rollback-put-media", SOON, 1, false));
        }
        steps.add(window.switching(to));
        steps.add(window.within("forget", "restore-forget", SOON, 1, false));
        steps.addAll(window.closing(to));
        steps.addAll(window.afterwards());
        return new RestoreSteps.Steps(steps, files(), window.gate(), Optional.of(window.bootUndo(facts)));
    }

    private Map<String, String> files() {
        String venv =
                facts.installation().venv().orElseThrow(() -> new IllegalArgumentException("no virtual environment"));
        String database = facts.settings()
                .value()
                .orElseThrow(() -> new IllegalArgumentException("unknown settings"))
                .database()
                .kind()
                .name()
                .toLowerCase(Locale.ROOT);
        WindowProgram shared = new WindowProgram(
                job,
                JobKind.ROLLBACK,
                created,
                by,
                facts,
                way.from(),
                way.to(),
                venv,
                Map.of("behind", way.behind().text(), "databaseKind", database));
        Map<String, String> files = new TreeMap<>(shared.files());
        OWN.forEach(name -> files.put(name, RestoreProgram.resource("program/" + name)));
        return files;
    }
}
