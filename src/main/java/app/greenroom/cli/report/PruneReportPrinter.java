package app.greenroom.cli.report;

import app.greenroom.cli.session.Document;
import app.greenroom.cli.session.Output;
import app.greenroom.cli.session.Session;
import app.greenroom.cli.session.Words;
import app.greenroom.domain.backup.KeepRule;
import app.greenroom.domain.backup.PrunePlan;
import app.greenroom.domain.backup.PrunePlan.Verdict;
import app.greenroom.domain.backup.PruneReport;
import app.greenroom.domain.backup.SnapshotId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows what a rule would remove, and what was removed. */
public final class PruneReportPrinter {
    private static final String STAYS = " ";
    private static final String GOES = "-";

    private final Session session;
    private final Words words;
    private final Output output;

    public PruneReportPrinter(Session session) {
        this.session = session;
        this.words = session.words();
        this.output = session.output();
    }

    /** Prints a plan: the rule, each snapshot with its fate, how much would be free again. */
    public void print(PrunePlan plan) {
        output.text(0, words.library().rule(plan.rule()));
        for (Verdict each : plan.verdicts()) {
            output.line(words.get(
                    "cli.prune.head",
                    each.stays() ? STAYS : GOES,
                    each.snapshot().id(),
                    words.amounts().age(each.snapshot().id().taken(), session.now()),
                    words.library().verdict(each)));
        }
        if (plan.going().isEmpty()) {
            output.text(0, words.get("cli.prune.nothing"));
        } else {
            output.text(
                    0,
                    words.get(
                            "cli.prune.total",
                            plan.going().size(),
                            words.amounts().size(plan.freedBytes())));
        }
        if (plan.unfinished() > 0) {
            output.text(0, words.get("cli.prune.unfinished"));
        }
    }

    /** Prints what was removed. */
    public void print(PruneReport report) {
        output.text(
                0,
                words.get(
                        "cli.prune.done",
                        report.removed().size(),
                        words.amounts().size(report.freedBytes())));
        if (!report.spared().isEmpty()) {
            output.text(
                    0,
                    words.get(
                            "cli.prune.spared",
                            report.spared().stream().map(SnapshotId::text).collect(Collectors.joining(", "))));
        }
    }

    /** A plan as JSON. */
    public Map<String, @Nullable Object> json(PrunePlan plan) {
        KeepRule rule = plan.rule();
        return Document.of(
                "target", plan.target().toString(),
                "hourly", rule.hourly(),
                "daily", rule.daily(),
                "weekly", rule.weekly(),
                "monthly", rule.monthly(),
                "yearly", rule.yearly(),
                "freedBytes", plan.freedBytes(),
                "unfinished", plan.unfinished(),
                "snapshots", Document.list(plan.verdicts(), PruneReportPrinter::json));
    }

    private static Map<String, @Nullable Object> json(Verdict verdict) {
        List<String> reasons = verdict.reasons().stream().map(Enum::name).toList();
        return Document.of("id", verdict.snapshot().id().text(), "stays", verdict.stays(), "reasons", reasons);
    }

    /** A report as JSON. */
    public Map<String, @Nullable Object> json(PruneReport report) {
        return Document.of(
                "removed", report.removed().stream().map(SnapshotId::text).toList(),
                "spared", report.spared().stream().map(SnapshotId::text).toList(),
                "freedBytes", report.freedBytes());
    }
}
