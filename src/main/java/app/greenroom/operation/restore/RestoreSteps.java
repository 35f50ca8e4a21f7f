package app.greenroom.operation.restore;

import static app.greenroom.operation.window.WindowSteps.LATE;
import static app.greenroom.operation.window.WindowSteps.SOON;

import app.greenroom.domain.job.JobPlan.BootUndo;
import app.greenroom.domain.job.JobPlan.Step;
import app.greenroom.domain.restore.RestorePart;
import app.greenroom.domain.restore.VersionChoice.Hop;
import app.greenroom.domain.restore.VersionChoice.Way;
import app.greenroom.operation.window.WindowSteps;
import app.greenroom.operation.window.WindowSteps.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Turns what is to be brought back into what a server is to carry out. Pure.
 *
 * <p>The database is restored and the tree of uploaded files is built beside the running site; in the window names
 * change, and nothing else, so that every undo is a rename back.
 */
final class RestoreSteps {
    private static final Set<Part> BOTH = Set.of(Part.RUN, Part.UNDO);
    private static final Set<Part> ALONE = Set.of(Part.RUN);

    /** As measured: 905 MB took 9.7 s, and making a database 0.5 s. */
    private static final long DATABASE_BYTES_A_SECOND = 90_000_000;

    private static final long MEDIA_FILES_A_SECOND = 10_000;

    private final RestoreInputs inputs;
    private final WindowSteps window;

    private RestoreSteps(RestoreInputs inputs) {
        this.inputs = inputs;
        this.window = new WindowSteps(RestoreProgram.MAIN, inputs.usual());
    }

    /** The steps, the files that they use, and the gate that judges an undone restore. */
    static Steps of(RestoreInputs inputs) {
        RestoreSteps made = new RestoreSteps(inputs);
        List<Step> steps = new ArrayList<>();
        if (inputs.singleFiles()) {
            steps.addAll(made.singleFiles());
            return new Steps(steps, new RestoreProgram(inputs).files(), made.window.gate(), Optional.empty());
        }
        steps.addAll(made.beforeTheWindow());
        steps.addAll(made.inTheWindow());
        steps.addAll(made.window.afterwards());
        return new Steps(
                steps,
                new RestoreProgram(inputs).files(),
                made.window.gate(),
                Optional.of(made.window.bootUndo(inputs.facts())));
    }

    /** Files one by one need no window: each is there at every moment, the former or the restored one. */
    private List<Step> singleFiles() {
        return List.of(
                window.before("look", "restore-look", SOON, 2, BOTH),
                window.before("files", "restore-files", LATE, 1, BOTH),
                window.after("clear", "restore-clear", 1),
                window.after("record", "window-record", 1));
    }

    private List<Step> beforeTheWindow() {
        List<Step> steps = new ArrayList<>();
        steps.add(window.before("look", "restore-look", SOON, 2, BOTH));
        steps.addAll(environments());
        if (inputs.has(RestorePart.DATABASE)) {
            int seconds = 2 + (int) (inputs.databaseBytes() / DATABASE_BYTES_A_SECOND);
            steps.add(window.before("database", "restore-database", LATE, seconds, BOTH));
            steps.addAll(migrations());
        }
        steps.addAll(otherParts());
        steps.add(window.before("clear", "restore-clear", SOON, 1, ALONE));
        steps.add(window.quiet());
        return steps;
    }

    /** Other versions beside the installed one. */
    private List<Step> environments() {
        List<Step> steps = new ArrayList<>();
        if (inputs.version().hops().isEmpty()) {
            return steps;
        }
        steps.add(window.before("tools", "upgrade-tools", SOON, 4, ALONE));
        for (Hop hop : inputs.version().hops()) {
            String version = hop.version().toString();
            steps.add(window.before("venv-" + version, "upgrade-venv", LATE, 16, Set.of(Part.values()), version));
        }
        if (inputs.version().way() == Way.BACK) {
            String to = inputs.to().toString();
            int rebuilding = inputs.version().hops().getLast().node() ? 30 : 12;
            steps.add(window.before("check", "upgrade-check", SOON, 4, ALONE, to));
            steps.add(window.before("rebuild", "upgrade-rebuild", LATE, rebuilding, BOTH, to));
        }
        return steps;
    }

    /** The restored database is migrated where it waits, while the site works with the present one. */
    private List<Step> migrations() {
        List<Step> steps = new ArrayList<>();
        String to = inputs.to().toString();
        if (inputs.version().way() == Way.FORWARD) {
            List<String> versions = new ArrayList<>(inputs.version().hops().stream()
                    .map(hop -> hop.version().toString())
                    .toList());
            versions.add(to);
            for (String version : versions) {
                steps.add(window.before("migrate-" + version, "upgrade-migrate", LATE, 4, BOTH, version));
            }
        }
        steps.add(window.before("migrations", "restore-migrations", SOON, 2, ALONE, to));
        return steps;
    }

    private List<Step> otherParts() {
        List<Step> steps = new ArrayList<>();
        if (inputs.has(RestorePart.MEDIA)) {
            int seconds = 1 + (int) (inputs.mediaFiles() / MEDIA_FILES_A_SECOND);
            steps.add(window.before("media", "restore-media", LATE, seconds, BOTH));
        }
        if (inputs.has(RestorePart.SECRET)) {
            steps.add(window.before("secret", "restore-secret", SOON, 1, BOTH));
        }
        if (inputs.has(RestorePart.CONFIGURATION)) {
            steps.add(window.before("configuration", "restore-configuration", SOON, 1, BOTH));
        }
        return steps;
    }

    private List<Step> inTheWindow() {
        List<Step> steps = new ArrayList<>();
        steps.add(window.opening());
        for (RestorePart part : RestorePart.values()) {
            if (inputs.has(part)) {
                steps.add(window.within("put-" + part.word(), "restore-put-" + part.word(), SOON, 1, false));
            }
        }
        if (inputs.version().way() == Way.BACK) {
            steps.add(window.switching(inputs.to().toString()));
        }
        steps.add(window.within("forget", "restore-forget", SOON, 1, false));
        steps.addAll(window.closing(inputs.to().toString()));
        return steps;
    }

    /**
     * What goes into a job's plan.
     *
     * @param steps in order
     * @param files by plain name: their text
     * @param gate the script of the gate
     * @param bootUndo how a boot in the middle takes it back; empty where it waits for a client
     */
    record Steps(List<Step> steps, Map<String, String> files, String gate, Optional<BootUndo> bootUndo) {
        /** Copies the collections. */
        Steps {
            steps = List.copyOf(steps);
            files = Map.copyOf(files);
        }
    }
}
