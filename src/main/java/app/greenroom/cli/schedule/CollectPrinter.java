package app.greenroom.cli.schedule;

import app.greenroom.cli.report.SnapshotReport;
import app.greenroom.cli.session.Document;
import app.greenroom.cli.session.Session;
import app.greenroom.cli.session.Words;
import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.domain.instance.Severity;
import app.greenroom.domain.schedule.CollectReport;
import app.greenroom.domain.server.TargetName;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows what came of collecting. */
public final class CollectPrinter {
    private static final int INDENT = 4;

    private final Session session;
    private final Words words;

    public CollectPrinter(Session session) {
        this.session = session;
        this.words = session.words();
    }

    /** Prints each set; nothing if none came. */
    public void print(CollectReport report, TargetName name) {
        for (SnapshotSummary each : report.collected()) {
            session.output()
                    .text(
                            0,
                            words.get(
                                    "cli.schedule.collect.one",
                                    each.id(),
                                    words.amounts().size(each.totalBytes()),
                                    each.files(),
                                    words.amounts().size(each.newBytes())));
        }
        if (!report.collected().isEmpty()) {
            session.output()
                    .text(
                            0,
                            words.get(
                                    "cli.schedule.collect.done",
                                    report.collected().size(),
                                    words.amounts().size(report.bytesFetched())));
            session.output().line(words.get("cli.schedule.collect.next", name));
        }
        for (CollectReport.Damaged each : report.damaged()) {
            session.output()
                    .labelled(
                            "  " + session.output().sign(Severity.PROBLEM),
                            INDENT,
                            words.get("cli.schedule.collect.damaged", each.id(), each.file()));
        }
    }

    /** As JSON. */
    public Map<String, @Nullable Object> json(CollectReport report) {
        SnapshotReport snapshots = new SnapshotReport(session);
        return Document.of(
                "snapshots", Document.list(report.collected(), snapshots::json),
                "bytesFetched", report.bytesFetched(),
                "damaged",
                        Document.list(
                                report.damaged(),
                                each -> Document.of("id", each.id().text(), "file", each.file())));
    }
}
