package app.greenroom.operation.upgrade;

import static app.greenroom.operation.window.WindowSteps.LATE;
import static app.greenroom.operation.window.WindowSteps.SOON;

import app.greenroom.domain.job.JobPlan.BootUndo;
import app.greenroom.domain.job.JobPlan.Step;
import app.greenroom.operation.upgrade.UpgradeInputs.Hop;
import app.greenroom.operation.window.WindowSteps;
import app.greenroom.operation.window.WindowSteps.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Turns the facts of an instance and the way through the releases into what a server is to carry out. Pure.
 *
 * <p>Everything that takes long and changes nothing of the running site comes before the window; in the window the old
 * state is copied or renamed aside, never deleted, so that every undo is a rename. No file of a plan holds a secret:
 * the steps read what they need where pretalx reads it.
 */
public final class UpgradeSteps {
    private final UpgradeInputs inputs;
    private final WindowSteps window;

    private UpgradeSteps(UpgradeInputs inputs) {
        this.inputs = inputs;
        this.window = new WindowSteps(UpgradeProgram.MAIN, inputs.usual());
    }

    /** The steps, the files that they use, and the gate that judges an undone upgrade. */
    public static Steps of(UpgradeInputs inputs) {
        UpgradeSteps made = new UpgradeSteps(inputs);
        List<Step> steps = new ArrayList<>(made.beforeTheWindow());
        steps.addAll(made.inTheWindow());
        steps.addAll(made.window.afterwards());
        return new Steps(
                steps, new UpgradeProgram(inputs).files(), made.window.gate(), made.window.bootUndo(inputs.facts()));
    }

    private List<Step> beforeTheWindow() {
        String to = inputs.to().toString();
        List<Step> steps = new ArrayList<>();
        steps.add(window.before("tools", "upgrade-tools", SOON, 4, Set.of(Part.RUN)));
        for (Hop hop : inputs.hops()) {
            String version = hop.version().toString();
            steps.add(window.before("venv-" + version, "upgrade-venv", LATE, 16, Set.of(Part.values()), version));
        }
        steps.add(window.before("check", "upgrade-check", SOON, 4, Set.of(Part.RUN), to));
        int rebuilding = inputs.hops().getLast().node() ? 30 : 12;
        steps.add(window.before("rebuild", "upgrade-rebuild", LATE, rebuilding, Set.of(Part.RUN, Part.UNDO), to));
        steps.add(window.prepare());
        steps.add(window.quiet());
        return steps;
    }

    private List<Step> inTheWindow() {
        List<Step> steps = new ArrayList<>(List.of(window.opening(), window.copy()));
        for (Hop hop : inputs.hops()) {
            String version = hop.version().toString();
            steps.add(window.within("migrate-" + version, "upgrade-migrate", LATE, 4, true, version));
        }
        steps.add(window.switching(inputs.to().toString()));
        steps.addAll(window.closing(inputs.to().toString()));
        return steps;
    }

    /**
     * What goes into a job's plan.
     *
     * @param steps in order
     * @param files by plain name: their text
     * @param gate the script of the gate
     * @param bootUndo how a boot in the middle takes it back
     */
    public record Steps(List<Step> steps, Map<String, String> files, String gate, BootUndo bootUndo) {
        /** Those of a plan that is blocked. */
        static final Steps NONE = new Steps(List.of(), Map.of(), "", new BootUndo("", "", List.of(), List.of(), ""));

        /** Copies the collections. */
        public Steps {
            steps = List.copyOf(steps);
            files = Map.copyOf(files);
        }
    }
}
