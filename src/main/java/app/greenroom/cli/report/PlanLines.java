package app.greenroom.cli.report;

import app.greenroom.cli.session.Document;
import app.greenroom.cli.session.Output;
import app.greenroom.cli.session.Session;
import app.greenroom.cli.session.Words;
import app.greenroom.domain.instance.Severity;
import app.greenroom.domain.job.JobPlan.Phase;
import app.greenroom.domain.job.JobPlan.Step;
import app.greenroom.domain.upgrade.PreflightNote.Level;
import java.time.Duration;
import java.util.List;

/** What plans of every kind of job are printed with: notes, steps, estimates. */
final class PlanLines {
    private static final int INDENT = 4;

    private final Words words;
    private final Output output;

    PlanLines(Session session) {
        this.words = session.words();
        this.output = session.output();
    }

    /**
     * A note in words.
     *
     * @param level whether it forbids the plan
     * @param sentence what is the case
     * @param advice what to do about it; may be empty
     */
    record Note(Level level, String sentence, String advice) {}

    /** Prints notes, level by level. */
    void notes(List<Note> notes) {
        for (Level level : Level.values()) {
            List<Note> some =
                    notes.stream().filter(note -> note.level() == level).toList();
            if (!some.isEmpty()) {
                notes(level, some);
            }
        }
    }

    private void notes(Level level, List<Note> notes) {
        Severity severity = switch (level) {
            case BLOCKER -> Severity.PROBLEM;
            case WARNING -> Severity.ATTENTION;
            case INFO -> Severity.OK;
        };
        output.line("");
        output.line(words.plans().level(level));
        for (Note note : notes) {
            output.labelled("  " + output.sign(severity), INDENT, note.sentence());
            output.text(INDENT, note.advice());
        }
    }

    /**
     * Prints steps, phase by phase.
     *
     * @param first what this computer does before
     */
    void steps(List<Step> all, String first) {
        int number = 0;
        for (Phase phase : Phase.values()) {
            List<Step> steps =
                    all.stream().filter(step -> step.phase() == phase).toList();
            if (steps.isEmpty()) {
                continue;
            }
            output.line("");
            output.text(0, words.get("cli.plan.phase." + phase));
            if (phase == Phase.BEFORE) {
                output.labelled("   0", INDENT + 2, first);
            }
            for (Step step : steps) {
                number++;
                String usual = step.usual().isZero()
                        ? ""
                        : words.get("cli.plan.usual", words.amounts().clock(step.usual()));
                output.labelled(
                        "  " + " ".repeat(number < 10 ? 1 : 0) + number,
                        INDENT + 2,
                        words.jobs().title(step) + usual);
            }
        }
    }

    /** Steps as JSON. */
    List<?> json(List<Step> steps) {
        return Document.list(
                steps,
                step -> Document.of(
                        "name", step.name(),
                        "title", words.jobs().title(step),
                        "phase", step.phase().name(),
                        "usualSeconds", step.usual().toSeconds()));
    }

    String estimate(Duration duration) {
        return duration.isZero() ? words.amounts().unknown() : words.amounts().duration(duration);
    }
}
