package app.greenroom.cli.report;

import app.greenroom.cli.session.Document;
import app.greenroom.cli.session.Output;
import app.greenroom.cli.session.Session;
import app.greenroom.cli.session.Words;
import app.greenroom.domain.rollback.RollbackPlan;
import app.greenroom.domain.rollback.SinceThen;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Shows what going back would do: to what, what came since, what stands against it, step by step. */
public final class RollbackReport {
    private static final int INDENT = 2;

    private final Words words;
    private final Output output;
    private final PlanLines lines;
    private final Clock clock;

    public RollbackReport(Session session) {
        this.words = session.words();
        this.output = session.output();
        this.lines = new PlanLines(session);
        this.clock = session.clock();
    }

    /** Prints it as text. */
    public void print(RollbackPlan plan) {
        output.text(
                0,
                output.bold(words.get(
                        "cli.rollback.head",
                        plan.target(),
                        plan.from(),
                        plan.to(),
                        plan.behind().text())));
        plan.since().opened().ifPresent(opened -> {
            Duration open = Duration.between(opened, clock.instant());
            if (open.isPositive()) {
                output.text(
                        0,
                        words.get(
                                "cli.rollback.opened",
                                plan.from(),
                                words.amounts().duration(open)));
            }
        });
        if (!plan.blocked()) {
            since(plan.since());
        }
        lines.notes(plan.notes().stream()
                .map(note -> new PlanLines.Note(
                        note.level(),
                        words.rollbacks().sentence(note),
                        words.rollbacks().advice(note)))
                .toList());
        if (!plan.steps().isEmpty()) {
            lines.steps(plan.steps(), words.get("cli.rollback.first"));
            output.line("");
            output.text(0, words.get("cli.rollback.time", lines.estimate(plan.window()), lines.estimate(plan.total())));
            output.text(0, words.get("cli.rollback.back", plan.target()));
        }
        output.line("");
    }

    private void since(SinceThen since) {
        List<String> came = words.rollbacks().since(since);
        output.text(0, words.get(came.isEmpty() ? "cli.rollback.nothing" : "cli.rollback.since"));
        came.forEach(each -> output.text(INDENT, each));
    }

    /** The same as JSON. */
    public Map<String, @Nullable Object> json(RollbackPlan plan) {
        Map<String, @Nullable Object> rows = new TreeMap<>();
        plan.since().rows().forEach((kind, number) -> rows.put(kind.name(), number));
        return Document.of(
                "target", plan.target().toString(),
                "behind", plan.behind().text(),
                "from", plan.from(),
                "to", plan.to(),
                "blocked", plan.blocked(),
                "since",
                        Document.of(
                                "opened",
                                        plan.since()
                                                .opened()
                                                .map(Instant::toString)
                                                .orElse(null),
                                "rows", rows,
                                "files", plan.since().files(),
                                "bytes", plan.since().bytes()),
                "notes",
                        Document.list(
                                plan.notes(),
                                note -> Document.of(
                                        "code", note.code().name(),
                                        "level", note.level().name(),
                                        "arguments", note.arguments(),
                                        "sentence", words.rollbacks().sentence(note),
                                        "advice", words.rollbacks().advice(note))),
                "steps", lines.json(plan.steps()),
                "windowSeconds", plan.window().toSeconds(),
                "totalSeconds", plan.total().toSeconds());
    }
}
