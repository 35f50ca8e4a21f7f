package app.greenroom.cli.report;

import app.greenroom.cli.session.Document;
import app.greenroom.cli.session.Output;
import app.greenroom.cli.session.Session;
import app.greenroom.cli.session.Words;
import app.greenroom.domain.upgrade.ReleaseNotes;
import app.greenroom.domain.upgrade.UpgradePlan;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows what an upgrade would do: which way, what stands against it, step by step, how long, and how we go back. */
public final class PlanReport {
    private static final int INDENT = 4;
    private static final int FEW = 8;

    private final Words words;
    private final Output output;
    private final PlanLines lines;
    private final boolean verbose;

    public PlanReport(Session session) {
        this.words = session.words();
        this.output = session.output();
        this.lines = new PlanLines(session);
        this.verbose = session.verbose();
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
        lines.notes(plan.notes().stream()
                .map(note -> new PlanLines.Note(
                        note.level(),
                        words.plans().sentence(note),
                        words.plans().advice(note)))
                .toList());
        releases(plan);
        if (!plan.steps().isEmpty()) {
            lines.steps(plan.steps(), words.get("cli.plan.snapshot"));
            ends(plan);
        }
        output.line("");
    }

    private void releases(UpgradePlan plan) {
        if (plan.releases().stream().allMatch(each -> each.links().isEmpty())) {
            return;
        }
        output.line("");
        output.line(words.get("cli.plan.read"));
        for (ReleaseNotes release : plan.releases()) {
            String day = release.released()
                    .map(LocalDate::toString)
                    .orElse(words.amounts().unknown());
            output.text(2, words.get("cli.plan.release", release.version(), day));
            release.links().forEach(link -> output.text(INDENT, words.plans().link(link) + " " + link.address()));
            text(release);
        }
    }

    /** The first lines of what is written there, or all of it. */
    private void text(ReleaseNotes release) {
        List<String> lines = release.text();
        int most = verbose ? lines.size() : Math.min(lines.size(), FEW);
        lines.subList(0, most).forEach(line -> output.text(INDENT, line));
        if (most < lines.size()) {
            output.text(INDENT, words.get("cli.plan.more", lines.size() - most));
        }
    }

    private void ends(UpgradePlan plan) {
        output.line("");
        output.text(
                0,
                words.get(
                        "cli.plan.time",
                        lines.estimate(plan.window()),
                        lines.estimate(plan.total()),
                        words.amounts().size(plan.diskBytes())));
        output.text(0, words.get("cli.plan.visitors", lines.estimate(plan.window())));
        output.text(0, words.get("cli.plan.back"));
    }

    /** The same as JSON. */
    public Map<String, @Nullable Object> json(UpgradePlan plan) {
        return Document.of(
                "target", plan.target().toString(),
                "from", plan.from().toString(),
                "to", plan.to().toString(),
                "without", plan.without(),
                "hops", Document.list(plan.hops(), Object::toString),
                "releases",
                        Document.list(
                                plan.releases(),
                                release -> Document.of(
                                        "version",
                                        release.version().toString(),
                                        "released",
                                        release.released()
                                                .map(LocalDate::toString)
                                                .orElse(null),
                                        "links",
                                        Document.list(
                                                release.links(),
                                                link -> Document.of(
                                                        "kind", link.kind().name(), "address", link.address())),
                                        "text",
                                        release.text())),
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
                "steps", lines.json(plan.steps()),
                "windowSeconds", plan.window().toSeconds(),
                "totalSeconds", plan.total().toSeconds(),
                "diskBytes", plan.diskBytes());
    }
}
