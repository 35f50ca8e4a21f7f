package app.greenroom.operation.system;

import static app.greenroom.operation.window.WindowSteps.LATE;
import static app.greenroom.operation.window.WindowSteps.SOON;

import app.greenroom.domain.job.JobPlan.BootUndo;
import app.greenroom.domain.job.JobPlan.Step;
import app.greenroom.domain.system.Remedy;
import app.greenroom.domain.system.SystemChange;
import app.greenroom.operation.window.WindowSteps;
import app.greenroom.operation.window.WindowSteps.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Turns a change of the system into what a server is to carry out. Pure.
 *
 * <p>Everything that can be done while the site works is done before the window; only what would take the database away
 * from under the site is updated inside it.
 */
final class SystemSteps {
    private static final Set<Part> ALONE = Set.of(Part.RUN);
    private static final Set<Part> BOTH = Set.of(Part.RUN, Part.UNDO);

    private final SystemInputs inputs;
    private final WindowSteps window;
    private final List<Step> steps = new ArrayList<>();

    private SystemSteps(SystemInputs inputs) {
        this.inputs = inputs;
        this.window = new WindowSteps(SystemProgram.MAIN, inputs.usual());
    }

    /** The steps, the files that they use, and the gate that judges an undone change. */
    static Steps of(SystemInputs inputs) {
        SystemSteps made = new SystemSteps(inputs);
        switch (inputs.change()) {
            case SystemChange.Updates _ -> made.updates();
            case SystemChange.Fix(Remedy remedy) -> made.fix(remedy);
        }
        return new Steps(
                made.steps,
                new SystemProgram(inputs).files(),
                made.window.gate(),
                inputs.window() ? Optional.of(made.window.bootUndo(inputs.facts())) : Optional.empty());
    }

    private String version() {
        return inputs.facts().installed().value().orElseThrow().toString();
    }

    /** Of what apt has begun nothing can be taken back: the undo of such a step finishes it. */
    private void updates() {
        index();
        steps.add(window.before("download", "system-download", LATE, 20, ALONE));
        steps.add(notEndable(window.before("apply", "system-apply", LATE, 60, BOTH)));
        if (inputs.window()) {
            steps.add(window.quiet());
            steps.add(window.opening());
            steps.add(window.within("database", "system-database", LATE, 15, false));
            open();
        }
        steps.add(window.after("restart", "system-restart", 5));
        end();
    }

    private void fix(Remedy remedy) {
        if (inputs.packages().isEmpty()) {
            steps.add(window.before("look", "system-look", SOON, 2, ALONE));
        } else {
            index();
            steps.add(notEndable(
                    window.before("install", "system-install", LATE, 20, BOTH, String.join(", ", inputs.packages()))));
        }
        if (inputs.window()) {
            steps.add(window.before("libraries", "system-libraries", LATE, 5, BOTH));
            steps.add(window.before("configure", "system-configure", SOON, 1, BOTH));
            steps.add(window.quiet());
            steps.add(window.opening());
            steps.add(window.within("put", "system-put", SOON, 1, false));
            if (remedy == Remedy.CELERY) {
                steps.add(window.within("worker", "system-worker", SOON, 8, false));
            }
            open();
        }
        end();
    }

    private void index() {
        steps.add(window.before("look", "system-look", SOON, 2, ALONE));
        steps.add(window.before("refresh", "system-refresh", LATE, 5, ALONE));
        steps.add(notEndable(window.before("sound", "system-sound", LATE, 3, ALONE)));
    }

    private void open() {
        steps.addAll(window.closing(version()));
        steps.add(window.afterwards().getFirst());
    }

    private void end() {
        steps.add(window.after("verify", "system-verify", 3));
        steps.add(window.afterwards().getLast());
    }

    /** Killing dpkg in the middle is what makes a broken server. */
    private static Step notEndable(Step step) {
        return new Step(
                step.name(),
                step.title(),
                step.phase(),
                step.run(),
                step.undo(),
                step.check(),
                step.silence(),
                false,
                step.usual());
    }

    /**
     * What goes into a job's plan.
     *
     * @param steps in order
     * @param files by plain name: their text
     * @param gate the script of the gate
     * @param bootUndo how a boot in the middle takes it back
     */
    record Steps(List<Step> steps, Map<String, String> files, String gate, Optional<BootUndo> bootUndo) {
        /** Those of a plan that is blocked. */
        static final Steps NONE = new Steps(List.of(), Map.of(), "", Optional.empty());

        /** Copies the collections. */
        Steps {
            steps = List.copyOf(steps);
            files = Map.copyOf(files);
        }
    }
}
