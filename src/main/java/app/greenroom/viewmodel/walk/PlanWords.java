package app.greenroom.viewmodel.walk;

import app.greenroom.domain.job.JobPlan.Phase;
import app.greenroom.domain.job.JobPlan.Step;
import app.greenroom.domain.upgrade.PreflightNote.Level;
import app.greenroom.text.JobText;
import app.greenroom.viewmodel.Tone;
import app.greenroom.viewmodel.Words;
import app.greenroom.viewmodel.walk.PlannedJob.PlannedStep;
import java.util.List;
import java.util.stream.Collectors;

/** What plans of every kind of job say in the same words: how grave what was found is, and their steps. */
public final class PlanWords {
    private final Words words;
    private final List<Level> found;
    private final List<Step> steps;
    private final JobText jobText;

    /**
     * The words of one plan.
     *
     * @param found how grave each thing is that was found before
     * @param steps of the job, in order
     */
    public PlanWords(Words words, List<Level> found, List<Step> steps) {
        this.words = words;
        this.found = List.copyOf(found);
        this.steps = List.copyOf(steps);
        this.jobText = new JobText(words.messages());
    }

    /** Whether the job can be started, in a sentence. */
    public String sentence() {
        long blockers = count(Level.BLOCKER);
        long warnings = count(Level.WARNING);
        if (blockers > 0) {
            return words.get("view.plan.blocked", blockers);
        }
        return warnings > 0 ? words.get("view.plan.warned", warnings) : words.get("view.plan.ready");
    }

    /** The tone of that sentence. */
    public Tone tone(boolean blocked) {
        if (blocked) {
            return Tone.PROBLEM;
        }
        return count(Level.WARNING) > 0 ? Tone.ATTENTION : Tone.OK;
    }

    private long count(Level level) {
        return found.stream().filter(level::equals).count();
    }

    /** The tone of a single thing that was found. */
    public static Tone tone(Level level) {
        return switch (level) {
            case BLOCKER -> Tone.PROBLEM;
            case WARNING -> Tone.ATTENTION;
            case INFO -> Tone.INFO;
        };
    }

    /**
     * The steps of a part.
     *
     * @param first what this computer does before the first of them
     */
    public List<PlannedStep> steps(Phase phase, String first) {
        List<PlannedStep> planned = steps.stream()
                .filter(step -> step.phase() == phase)
                .map(this::step)
                .collect(Collectors.toList());
        if (phase == Phase.BEFORE) {
            planned.addFirst(new PlannedStep(first, ""));
        }
        return planned;
    }

    private PlannedStep step(Step step) {
        return new PlannedStep(
                jobText.title(step),
                step.usual().isZero()
                        ? ""
                        : words.get("view.step.usually", words.amounts().clock(step.usual())));
    }
}
