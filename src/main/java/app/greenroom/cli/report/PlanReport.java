package app.greenroom.cli.report;

import app.greenroom.cli.session.Document;
import app.greenroom.cli.session.Output;
import app.greenroom.cli.session.Session;
import app.greenroom.cli.session.Words;
import app.greenroom.domain.instance.Severity;
import app.greenroom.domain.job.JobPlan.Phase;
import app.greenroom.domain.job.JobPlan.Step;
import app.greenroom.domain.upgrade.PreflightNote;
import app.greenroom.domain.upgrade.PreflightNote.Level;
import app.greenroom.domain.upgrade.UpgradePlan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows what an upgrade would do: which way, what stands against it, step by step, how long, and how we go back. */
public final class PlanReport {
    private static final int INDENT = 4;

    private final Words words;
    private final Output output;

    public PlanReport(Session session) {
        this.words = session.words();
        this.output = session.output();
    }

    /** Prints it as text. */
    public void print(UpgradePlan plan) {
        output.text(0, output.bold(words.get("cli.plan.head", plan.target(), plan.from(), plan.to())));
        if (plan.hops().size() > 1) {
            String between = plan.hops().subList(0, plan.hops().size() - 1).stream()
                    .map(Object::toString)
                    .collect(Collectors.joining(", "));
            output.text(0, words.get("cli.plan.through", between));
        }
        for (Level level : Level.values()) {
            notes(plan, level);
        }
        if (!plan.steps().isEmpty()) {
            steps(plan);
            ends(plan);
        }
        output.line("");
    }

    private void notes(UpgradePlan plan, Level level) {
        List<PreflightNote> notes =
                plan.notes().stream().filter(note -> note.level() == level).toList();
        if (notes.isEmpty()) {
            return;
        }
        Severity severity = switch (level) {
            case BLOCKER -> Severity.PROBLEM;
            case WARNING -> Severity.ATTENTION;
            case INFO -> Severity.OK;
        };
        output.line("");
        output.line(words.plans().level(level));
        for (PreflightNote note : notes) {
            output.labelled("  " + output.sign(severity), INDENT, words.plans().sentence(note));
            output.text(INDENT, words.plans().advice(note));
        }
    }

    private void steps(UpgradePlan plan) {
        int number = 0;
        for (Phase phase : Phase.values()) {
            List<Step> steps =
                    plan.steps().stream().filter(step -> step.phase() == phase).toList();
            if (steps.isEmpty()) {
                continue;
            }
            output.line("");
            output.text(0, words.get("cli.plan.phase." + phase));
            if (phase == Phase.BEFORE) {
                output.labelled("   0", INDENT + 2, words.get("cli.plan.snapshot"));
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

    private void ends(UpgradePlan plan) {
        output.line("");
        output.text(
                0,
                words.get(
                        "cli.plan.time",
                        estimate(plan.window()),
                        estimate(plan.total()),
                        words.amounts().size(plan.diskBytes())));
        output.text(0, words.get("cli.plan.back"));
    }

    private String estimate(Duration duration) {
        return duration.isZero() ? words.amounts().unknown() : words.amounts().duration(duration);
    }

    /** The same as JSON. */
    public Map<String, @Nullable Object> json(UpgradePlan plan) {
        return Document.of(
                "target", plan.target().toString(),
                "from", plan.from().toString(),
                "to", plan.to().toString(),
                "hops", Document.list(plan.hops(), Object::toString),
                "blocked", plan.blocked(),
                "notes",
                        Document.list(
                                plan.notes(),
                                note -> Document.of(
                                        "code", note.code().name(),
                                        "level", note.level().name(),
                                        "arguments", note.arguments(),
                                        "sentence", words.plans().sentence(note),
                                        "advice", words.plans().advice(note))),
                "steps",
                        Document.list(
                                plan.steps(),
                                step -> Document.of(
                                        "name", step.name(),
                                        "title", words.jobs().title(step),
                                        "phase", step.phase().name(),
                                        "usualSeconds", step.usual().toSeconds())),
                "windowSeconds", plan.window().toSeconds(),
                "totalSeconds", plan.total().toSeconds(),
                "diskBytes", plan.diskBytes());
    }
}
