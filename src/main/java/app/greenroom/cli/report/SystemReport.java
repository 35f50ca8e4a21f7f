package app.greenroom.cli.report;

import app.greenroom.cli.session.Document;
import app.greenroom.cli.session.Output;
import app.greenroom.cli.session.Session;
import app.greenroom.cli.session.Words;
import app.greenroom.domain.instance.Severity;
import app.greenroom.domain.system.RemedyOffer;
import app.greenroom.domain.system.SystemNote;
import app.greenroom.domain.system.SystemPlan;
import app.greenroom.domain.system.SystemState;
import app.greenroom.domain.system.SystemState.PackageUpdate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows what a server's system lacks, what could be updated, and what a change of it would do. */
public final class SystemReport {
    private static final int INDENT = 4;

    private final Words words;
    private final Output output;
    private final PlanLines lines;
    private final Session session;

    public SystemReport(Session session) {
        this.session = session;
        this.words = session.words();
        this.output = session.output();
        this.lines = new PlanLines(session);
    }

    /** Prints what is known of the packages. */
    public void print(SystemState state) {
        output.text(0, output.bold(words.system().sentence(state)));
        words.system().remarks(state, session.now()).forEach(each -> output.text(0, each));
        if (!state.updates().isEmpty()) {
            output.line("");
            state.updates().forEach(this::print);
        }
    }

    private void print(PackageUpdate each) {
        Severity severity = each.security() ? Severity.ATTENTION : Severity.OK;
        String installed = each.installed().isEmpty() ? words.get("cli.updates.new") : each.installed();
        output.labelled(
                "  " + output.sign(severity),
                INDENT,
                words.get("cli.updates.package", each.name(), installed, each.candidate())
                        + (each.security() ? words.get("cli.updates.security") : ""));
    }

    /** Prints what can be put right. */
    public void print(List<RemedyOffer> remedies) {
        for (RemedyOffer offer : remedies) {
            Severity severity = offer.wanted() ? Severity.ATTENTION : Severity.OK;
            String name = offer.remedy().word();
            output.labelled(
                    output.sign(severity),
                    2,
                    words.get("cli.fix.remedy", name, words.system().change(name)));
            if (offer.wanted()) {
                output.text(INDENT, words.system().why(offer.remedy()));
            }
            offer.notes().stream()
                    .filter(note -> !offer.possible())
                    .forEach(note -> output.text(INDENT, words.system().sentence(note)));
        }
    }

    /** Prints a plan. */
    public void print(SystemPlan plan) {
        output.text(
                0,
                output.bold(words.get(
                        "cli.system.head", plan.target(), words.system().change(plan.change()))));
        if (!plan.updates().isEmpty()) {
            output.line("");
            plan.updates().forEach(this::print);
        }
        lines.notes(plan.notes().stream()
                .map(note -> new PlanLines.Note(
                        note.level(),
                        words.system().sentence(note),
                        words.system().advice(note)))
                .toList());
        if (!plan.steps().isEmpty()) {
            lines.steps(plan.steps(), words.get("cli.system.first"));
            output.line("");
            String key = plan.closesTheSite() ? "cli.system.time" : "cli.system.time.open";
            output.text(0, words.get(key, lines.estimate(plan.total()), lines.estimate(plan.window())));
            output.text(0, words.get("cli.system.back"));
        }
        output.line("");
    }

    /** What is known of the packages, as JSON. */
    public Map<String, @Nullable Object> json(SystemState state) {
        return Document.of(
                "manager", state.manager(),
                "readAt", state.readAt().toString(),
                "index", state.index().map(Instant::toString).orElse(null),
                "updates", Document.list(state.updates(), SystemReport::json),
                "held", state.held(),
                "keptBack", state.keptBack(),
                "reboot", state.reboot().orElse(null),
                "restarts",
                        Document.list(
                                state.stale(),
                                each -> Document.of("unit", each.unit(), "onlyByReboot", each.onlyByReboot())),
                "affected", state.affected(),
                "interrupted", state.interrupted(),
                "busy", state.busy(),
                "downloadBytes", state.downloadBytes());
    }

    private static Map<String, @Nullable Object> json(PackageUpdate each) {
        return Document.of(
                "name", each.name(),
                "installed", each.installed(),
                "candidate", each.candidate(),
                "security", each.security(),
                "neededBySite", each.neededBySite());
    }

    /** What can be put right, as JSON. */
    public List<?> json(List<RemedyOffer> remedies) {
        return Document.list(
                remedies,
                each -> Document.of(
                        "name", each.remedy().word(),
                        "wanted", each.wanted(),
                        "possible", each.possible(),
                        "notes", Document.list(each.notes(), this::json)));
    }

    private Map<String, @Nullable Object> json(SystemNote note) {
        return Document.of(
                "code", note.code().name(),
                "level", note.level().name(),
                "arguments", note.arguments(),
                "sentence", words.system().sentence(note),
                "advice", words.system().advice(note));
    }

    /** A plan, as JSON. */
    public Map<String, @Nullable Object> json(SystemPlan plan) {
        return Document.of(
                "target", plan.target().toString(),
                "change", plan.change().word(),
                "updates", Document.list(plan.updates(), SystemReport::json),
                "packages", plan.packages(),
                "blocked", plan.blocked(),
                "notes", Document.list(plan.notes(), this::json),
                "steps", lines.json(plan.steps()),
                "closesTheSite", plan.closesTheSite(),
                "windowSeconds", plan.window().toSeconds(),
                "totalSeconds", plan.total().toSeconds(),
                "downloadBytes", plan.downloadBytes());
    }
}
