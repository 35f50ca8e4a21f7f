package app.greenroom.cli.report;

import app.greenroom.cli.session.Document;
import app.greenroom.cli.session.Output;
import app.greenroom.cli.session.Session;
import app.greenroom.cli.session.Words;
import app.greenroom.domain.instance.InstanceFacts.Counts;
import app.greenroom.domain.restore.RestoreChanges;
import app.greenroom.domain.restore.RestorePart;
import app.greenroom.domain.restore.RestorePlan;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows what a restore would do: from which snapshot, what changes, what stands against it, and how we go back. */
public final class RestoreReport {
    private final Words words;
    private final Output output;
    private final PlanLines lines;
    private final Clock clock;

    public RestoreReport(Session session) {
        this.words = session.words();
        this.output = session.output();
        this.lines = new PlanLines(session);
        this.clock = session.clock();
    }

    /** Prints it as text. */
    public void print(RestorePlan plan) {
        output.text(0, output.bold(words.get("cli.restore.head", plan.target(), plan.snapshot())));
        output.text(
                0,
                words.get(
                        "cli.restore.from",
                        words.amounts().age(plan.head().taken(), clock.instant()),
                        plan.request().source(),
                        plan.head().origin().pretalx()));
        output.text(0, words.get("cli.restore.parts", what(plan)));
        changes(plan.changes());
        lines.notes(plan.notes().stream()
                .map(note -> new PlanLines.Note(
                        note.level(),
                        words.restores().sentence(note),
                        words.restores().advice(note)))
                .toList());
        if (!plan.steps().isEmpty()) {
            lines.steps(
                    plan.steps(),
                    words.get("cli.restore.first", words.amounts().size(plan.uploadBytes()), plan.uploadFiles()));
            ends(plan);
        }
        output.line("");
    }

    private String what(RestorePlan plan) {
        return plan.request().parts().isEmpty()
                ? String.join(", ", plan.request().mediaPaths())
                : words.restores().parts(plan.request().parts());
    }

    private void changes(RestoreChanges changes) {
        if (changes.then().isPresent()) {
            output.text(0, words.get("cli.restore.counts", counts(changes.now()), counts(changes.then())));
        }
        if (changes.mediaSame() + changes.mediaBack() + changes.mediaAside() > 0) {
            output.text(
                    0, words.get("cli.restore.media", changes.mediaSame(), changes.mediaBack(), changes.mediaAside()));
        }
    }

    private String counts(Optional<Counts> counts) {
        return counts.map(each -> words.get("cli.restore.count", each.events(), each.proposals(), each.users()))
                .orElse(words.amounts().unknown());
    }

    private void ends(RestorePlan plan) {
        output.line("");
        output.text(
                0,
                plan.closesTheSite()
                        ? words.get(
                                "cli.plan.time",
                                lines.estimate(plan.window()),
                                lines.estimate(plan.total()),
                                words.amounts().size(plan.diskBytes()))
                        : words.get("cli.restore.open", lines.estimate(plan.total())));
        output.text(0, words.get("cli.restore.back", plan.target()));
    }

    /** The same as JSON. */
    public Map<String, @Nullable Object> json(RestorePlan plan) {
        return Document.of(
                "target", plan.target().toString(),
                "source", plan.request().source().toString(),
                "snapshot", plan.snapshot().text(),
                "parts", Document.list(plan.request().parts().stream().sorted().toList(), RestorePart::word),
                "files", plan.request().mediaPaths(),
                "installed", plan.installed(),
                "after", plan.after(),
                "blocked", plan.blocked(),
                "notes",
                        Document.list(
                                plan.notes(),
                                note -> Document.of(
                                        "code", note.code().name(),
                                        "level", note.level().name(),
                                        "arguments", note.arguments(),
                                        "sentence", words.restores().sentence(note),
                                        "advice", words.restores().advice(note))),
                "changes",
                        Document.of(
                                "now", counted(plan.changes().now()),
                                "then", counted(plan.changes().then()),
                                "mediaSame", plan.changes().mediaSame(),
                                "mediaBack", plan.changes().mediaBack(),
                                "mediaAside", plan.changes().mediaAside()),
                "steps", lines.json(plan.steps()),
                "windowSeconds", plan.window().toSeconds(),
                "totalSeconds", plan.total().toSeconds(),
                "uploadBytes", plan.uploadBytes(),
                "uploadFiles", plan.uploadFiles(),
                "diskBytes", plan.diskBytes());
    }

    private static @Nullable Object counted(Optional<Counts> counts) {
        return counts.map(each ->
                        Document.of("events", each.events(), "proposals", each.proposals(), "users", each.users()))
                .orElse(null);
    }
}
