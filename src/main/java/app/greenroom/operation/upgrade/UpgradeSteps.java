package app.greenroom.operation.upgrade;

import app.greenroom.domain.job.JobPlan.Phase;
import app.greenroom.domain.job.JobPlan.Step;
import app.greenroom.domain.job.JobPlan.Title;
import app.greenroom.operation.upgrade.UpgradeInputs.Hop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
    /** Silence of steps that say something all the time. */
    private static final Duration SOON = Duration.ofSeconds(60);

    /** Silence of steps that can be busy with one thing for long. */
    private static final Duration LATE = Duration.ofMinutes(5);

    private final UpgradeInputs inputs;

    private UpgradeSteps(UpgradeInputs inputs) {
        this.inputs = inputs;
    }

    /** The steps, the files that they use, and the gate that judges an undone upgrade. */
    public static Steps of(UpgradeInputs inputs) {
        UpgradeSteps made = new UpgradeSteps(inputs);
        List<Step> steps = new ArrayList<>(made.beforeTheWindow());
        steps.addAll(made.inTheWindow());
        steps.addAll(made.afterTheWindow());
        return new Steps(steps, new UpgradeProgram(inputs).files(), script("gate-undone", Part.RUN));
    }

    private List<Step> beforeTheWindow() {
        String to = inputs.to().toString();
        List<Step> steps = new ArrayList<>();
        steps.add(before("tools", "upgrade-tools", SOON, 4, Set.of(Part.RUN)));
        for (Hop hop : inputs.hops()) {
            String version = hop.version().toString();
            steps.add(before("venv-" + version, "upgrade-venv", LATE, 16, Set.of(Part.values()), version));
        }
        steps.add(before("check", "upgrade-check", SOON, 4, Set.of(Part.RUN), to));
        int rebuilding = inputs.hops().getLast().node() ? 30 : 12;
        steps.add(before("rebuild", "upgrade-rebuild", LATE, rebuilding, Set.of(Part.RUN, Part.UNDO), to));
        steps.add(before("prepare", "upgrade-prepare", SOON, 2, Set.of(Part.RUN, Part.UNDO)));
        steps.add(before("quiet", "upgrade-quiet", SOON, 2, Set.of(Part.RUN, Part.UNDO)));
        return steps;
    }

    private List<Step> inTheWindow() {
        String to = inputs.to().toString();
        List<Step> steps = new ArrayList<>();
        steps.add(window("stop", "upgrade-stop", SOON, 1, false));
        steps.add(window("copy", "upgrade-copy", LATE, 1, false));
        for (Hop hop : inputs.hops()) {
            String version = hop.version().toString();
            steps.add(window("migrate-" + version, "upgrade-migrate", LATE, 4, true, version));
        }
        steps.add(window("switch", "upgrade-switch", SOON, 1, false, to));
        steps.add(window("gate", "upgrade-gate", SOON, 2, true, to));
        steps.add(window("open", "upgrade-open", SOON, 2, false, to));
        return steps;
    }

    private List<Step> afterTheWindow() {
        return List.of(
                step("resume", "upgrade-resume", List.of(), Phase.AFTER, SOON, 2, false, Set.of(Part.RUN)),
                step("record", "upgrade-record", List.of(), Phase.AFTER, SOON, 1, false, Set.of(Part.RUN)));
    }

    private Step before(String name, String code, Duration silence, int usual, Set<Part> parts, String... arguments) {
        return step(name, code, List.of(arguments), Phase.BEFORE, silence, usual, true, parts);
    }

    private Step window(String name, String code, Duration silence, int usual, boolean endable, String... arguments) {
        return step(name, code, List.of(arguments), Phase.WINDOW, silence, usual, endable, Set.of(Part.RUN, Part.UNDO));
    }

    /** A step; {@code usual} in seconds as seen on a server with two cores, unless this server's own history knows better. */
    private Step step(
            String name,
            String code,
            List<String> arguments,
            Phase phase,
            Duration silence,
            int usual,
            boolean endable,
            Set<Part> parts) {
        return new Step(
                name,
                new Title(code, arguments),
                phase,
                script(name, Part.RUN),
                parts.contains(Part.UNDO) ? script(name, Part.UNDO) : "",
                parts.contains(Part.CHECK) ? script(name, Part.CHECK) : "",
                silence,
                endable,
                inputs.usual().getOrDefault(name, Duration.ofSeconds(usual)));
    }

    private static String script(String name, Part part) {
        return """
            #!/bin/sh
            exec "$GREENROOM_PYTHON" -B -u "$GREENROOM_JOB/upgrade.py" %s %s
            """.formatted(name, part.word());
    }

    private enum Part {
        RUN,
        UNDO,
        CHECK;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What goes into a job's plan.
     *
     * @param steps in order
     * @param files by plain name: their text
     * @param gate the script of the gate
     */
    public record Steps(List<Step> steps, Map<String, String> files, String gate) {
        /** Copies the collections. */
        public Steps {
            steps = List.copyOf(steps);
            files = Map.copyOf(files);
        }
    }
}
