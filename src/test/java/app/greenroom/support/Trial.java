package app.greenroom.support;

import app.greenroom.domain.job.JobId;
import app.greenroom.domain.job.JobPlan;
import app.greenroom.domain.job.JobPlan.BootUndo;
import app.greenroom.domain.job.JobPlan.JobKind;
import app.greenroom.domain.job.JobPlan.Phase;
import app.greenroom.domain.job.JobPlan.Step;
import app.greenroom.domain.job.JobPlan.Title;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Plans of trivial steps. Each step appends a line to {@code $GREENROOM_ROOT/world}, its undo removes that line: the
 * world shows what is in force, and {@code $GREENROOM_ROOT/story} everything that ever ran.
 */
public final class Trial {
    private final List<Step> steps = new ArrayList<>();
    private final String id;
    private String gate = "";
    private Optional<BootUndo> bootUndo = Optional.empty();
    private String lockKey = "/var/pretalx/data";
    private boolean machineWide;

    /** A plan without steps. */
    public Trial(String id) {
        this.id = id;
    }

    /** A plan of {@code count} steps, all of which succeed. */
    public static Trial of(String id, int count) {
        Trial trial = new Trial(id);
        for (int i = 0; i < count; i++) {
            trial.step(i, "");
        }
        return trial;
    }

    /** One more step that does something between beginning and end. */
    public Trial step(int index, String between) {
        steps.add(new Step(
                "step" + index,
                new Title("trial", List.of(String.valueOf(index))),
                Phase.BEFORE,
                run(index, between),
                undo(index, ""),
                "",
                Duration.ZERO,
                false,
                Duration.ZERO));
        return this;
    }

    /** The script of a step. */
    public static String run(int index, String between) {
        return """
            #!/bin/sh
            echo "run %1$d" >> "$GREENROOM_ROOT/story"
            echo "begin %1$d"
            echo %1$d >> "$GREENROOM_ROOT/world"
            %2$s
            echo "end %1$d"
            """.formatted(index, between);
    }

    /** The script that takes a step back; bears being run twice. */
    public static String undo(int index, String between) {
        return """
            #!/bin/sh
            echo "undo %1$d" >> "$GREENROOM_ROOT/story"
            echo "back %1$d"
            %2$s
            grep -vx %1$d "$GREENROOM_ROOT/world" > "$GREENROOM_ROOT/world.new"
            mv "$GREENROOM_ROOT/world.new" "$GREENROOM_ROOT/world"
            """.formatted(index, between);
    }

    /** Replaces the work of a step. */
    public Trial running(int index, String between) {
        return change(
                index, old -> copy(old, old.phase(), run(index, between), old.undo(), old.check(), old.silence()));
    }

    /** Replaces the undo of a step. */
    public Trial undoing(int index, String between) {
        return change(
                index, old -> copy(old, old.phase(), old.run(), undo(index, between), old.check(), old.silence()));
    }

    /** Gives a step a check. */
    public Trial checking(int index, String script) {
        return change(
                index, old -> copy(old, old.phase(), old.run(), old.undo(), "#!/bin/sh\n" + script, old.silence()));
    }

    /** Lets a step and all later ones come after the window. */
    public Trial after(int index) {
        for (int i = index; i < steps.size(); i++) {
            change(i, old -> copy(old, Phase.AFTER, old.run(), old.undo(), old.check(), old.silence()));
        }
        return this;
    }

    /**
     * Lets steps be of the window.
     *
     * @param first the first of them, before which the job is armed
     * @param opening the last of them, which opens the site
     */
    public Trial window(int first, int opening) {
        for (int i = first; i <= opening; i++) {
            change(i, old -> copy(old, Phase.WINDOW, old.run(), old.undo(), old.check(), old.silence()));
        }
        bootUndo = Optional.of(new BootUndo(
                steps.get(first).name(),
                steps.get(opening).name(),
                List.of("trial-web.service"),
                List.of("/var/trial data"),
                "#!/bin/sh\necho sorry >> \"$GREENROOM_ROOT/story\"\n"));
        return this;
    }

    /** Lets a step be one that may be ended while it runs. */
    public Trial endable(int index) {
        return change(
                index,
                old -> new Step(
                        old.name(),
                        old.title(),
                        old.phase(),
                        old.run(),
                        old.undo(),
                        old.check(),
                        old.silence(),
                        true,
                        old.usual()));
    }

    /** Lets a step be warned about after a time of silence. */
    public Trial silent(int index, Duration silence) {
        return change(index, old -> copy(old, old.phase(), old.run(), old.undo(), old.check(), silence));
    }

    /** A gate for the undone state. */
    public Trial gate(String script) {
        gate = "#!/bin/sh\n" + script;
        return this;
    }

    /** Another instance. */
    public Trial lockKey(String key) {
        lockKey = key;
        return this;
    }

    /** A job that changes what all instances share. */
    public Trial machineWide() {
        machineWide = true;
        return this;
    }

    /** The plan. */
    public JobPlan plan() {
        return new JobPlan(
                JobPlan.PROTOCOL,
                new JobId(id),
                JobKind.TRIAL,
                "here/trial",
                lockKey,
                Instant.parse("2026-03-01T10:00:00Z"),
                "somebody@somewhere",
                Map.of("note.txt", "a file\n"),
                steps,
                gate,
                Map.of("from", "1", "to", "2"),
                bootUndo,
                machineWide);
    }

    private Trial change(int index, java.util.function.UnaryOperator<Step> change) {
        steps.set(index, change.apply(steps.get(index)));
        return this;
    }

    private static Step copy(Step old, Phase phase, String run, String undo, String check, Duration silence) {
        return new Step(old.name(), old.title(), phase, run, undo, check, silence, old.endable(), old.usual());
    }
}
