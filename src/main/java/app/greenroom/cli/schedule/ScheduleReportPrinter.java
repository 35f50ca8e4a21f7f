package app.greenroom.cli.schedule;

import app.greenroom.cli.session.Document;
import app.greenroom.cli.session.ExitStatus;
import app.greenroom.cli.session.Output;
import app.greenroom.cli.session.Session;
import app.greenroom.cli.session.Words;
import app.greenroom.domain.backup.KeepRule;
import app.greenroom.domain.backup.Period;
import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.instance.Finding;
import app.greenroom.domain.instance.Severity;
import app.greenroom.domain.schedule.LaptopSchedule;
import app.greenroom.domain.schedule.ScheduleJudgement;
import app.greenroom.domain.schedule.ScheduleReport;
import app.greenroom.domain.schedule.ScheduleRun;
import app.greenroom.domain.schedule.ScheduleSettings;
import app.greenroom.domain.schedule.ServerSchedule;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows schedules. */
final class ScheduleReportPrinter {
    private static final int INDENT = 2;

    private final Session session;
    private final Words words;
    private final Output output;

    ScheduleReportPrinter(Session session) {
        this.session = session;
        this.words = session.words();
        this.output = session.output();
    }

    /** Prints all of it, and says whether something is wrong with it. */
    ExitStatus show(ScheduleReport report, Document document) {
        print(report, document);
        return ScheduleJudgement.of(report.server()).stream().allMatch(each -> each.severity() == Severity.OK)
                ? ExitStatus.DONE
                : ExitStatus.PROBLEM;
    }

    /** Prints all of it. */
    void print(ScheduleReport report, Document document) {
        document.set("schedule", json(report));
        ServerSchedule server = report.server();
        if (server.settings().isEmpty()) {
            output.text(0, words.get("cli.schedule.none", report.target()));
            output.line(words.get("cli.schedule.none.next", report.target()));
        } else {
            settings(report, server.settings().get());
        }
        sets(report);
        laptop(report.laptop());
    }

    private void settings(ScheduleReport report, ScheduleSettings settings) {
        ServerSchedule server = report.server();
        output.text(0, output.bold(words.get("cli.schedule.head", report.target(), times(settings), settings.zone())));
        for (Finding each : ScheduleJudgement.of(server)) {
            output.labelled(
                    " " + output.sign(each.severity()),
                    INDENT + 1,
                    words.findings().title(each));
            output.text(INDENT + 1, words.findings().advice(each));
        }
        output.text(INDENT, words.get("cli.schedule.keep", keep(settings.keep())));
        output.text(INDENT, words.get("cli.schedule.floor", words.amounts().size(settings.floorBytes())));
        settings.mail().ifPresent(address -> output.text(INDENT, words.get("cli.schedule.mail", address)));
        settings.ping().ifPresent(address -> output.text(INDENT, words.get("cli.schedule.ping", address)));
        server.last().ifPresent(this::trouble);
        if (server.next().isPresent()) {
            Duration left = Duration.between(server.now(), server.next().get());
            output.text(INDENT, words.get("cli.schedule.next", words.amounts().duration(left)));
        } else {
            output.text(INDENT, words.get("cli.schedule.nothing-starts-it"));
        }
    }

    private void trouble(ScheduleRun run) {
        if (run.late().isPositive()) {
            output.text(INDENT, words.get("cli.schedule.late", words.amounts().duration(run.late())));
        }
        if (run.lost() > 0) {
            output.text(INDENT, words.get("cli.schedule.lost", run.lost()));
        }
        if (!run.mailTrouble().isEmpty()) {
            output.text(INDENT, words.get("cli.schedule.mail-trouble", run.mailTrouble()));
        }
        if (!run.pingTrouble().isEmpty()) {
            output.text(INDENT, words.get("cli.schedule.ping-trouble", run.pingTrouble()));
        }
    }

    private void sets(ScheduleReport report) {
        List<SnapshotId> sets = report.server().sets();
        if (!sets.isEmpty()) {
            output.text(
                    INDENT,
                    words.get(
                            "cli.schedule.sets",
                            sets.size(),
                            sets.getFirst(),
                            report.waiting().size()));
        }
        if (!report.waiting().isEmpty()) {
            output.line(words.get("cli.schedule.collect.go", report.target()));
        }
    }

    /** Prints this computer's own schedule. */
    void laptop(LaptopSchedule laptop, Document document) {
        document.set("here", json(laptop));
        laptop(laptop);
        if (laptop.at().isEmpty()) {
            output.text(0, words.get("cli.schedule.here.none"));
        }
    }

    private void laptop(LaptopSchedule laptop) {
        laptop.at().ifPresent(at -> output.text(0, words.get("cli.schedule.here", at)));
        laptop.last()
                .ifPresent(last -> output.text(
                        INDENT,
                        words.get(
                                "cli.schedule.here." + last.result(),
                                words.amounts().age(last.at(), session.now()),
                                last.reason().map(this::why).orElse(""))));
    }

    private String why(FailureReason reason) {
        String key = "cli.schedule.here.why." + reason;
        return words.messages().has(key) ? words.get(key) : words.get("cli.schedule.here.why.other");
    }

    /** Prints how a run ended. */
    void run(ScheduleRun run) {
        String key = "cli.schedule.run." + run.result();
        output.text(
                0,
                words.get(
                        key,
                        run.set().map(SnapshotId::text).orElse(""),
                        words.amounts().size(run.bytes()),
                        run.files(),
                        words.amounts().size(run.newBytes())));
        if (run.result() == ScheduleRun.Result.FAILED || run.result() == ScheduleRun.Result.SKIPPED) {
            output.text(INDENT, words.get("cli.schedule.reason." + run.reason()));
            output.text(INDENT, run.detail());
        }
        trouble(run);
    }

    private static String times(ScheduleSettings settings) {
        return settings.times().stream().map(LocalTime::toString).collect(Collectors.joining(", "));
    }

    private String keep(KeepRule rule) {
        List<String> parts = new ArrayList<>();
        for (Period period : Period.values()) {
            if (rule.of(period) > 0) {
                parts.add(words.get("cli.schedule.keep." + period, rule.of(period)));
            }
        }
        return parts.isEmpty() ? words.get("cli.schedule.keep.newest") : String.join(", ", parts);
    }

    /** As JSON. */
    Map<String, @Nullable Object> json(ScheduleReport report) {
        ServerSchedule server = report.server();
        return Document.of(
                "target",
                report.target().toString(),
                "settings",
                server.settings().map(ScheduleReportPrinter::json).orElse(null),
                "trigger",
                server.trigger().name(),
                "last",
                server.last().map(this::json).orElse(null),
                "lastGoodAt",
                server.lastGood().map(Object::toString).orElse(null),
                "nextAt",
                server.next().map(Object::toString).orElse(null),
                "folder",
                server.folder(),
                "sets",
                Document.list(server.sets(), SnapshotId::text),
                "waiting",
                Document.list(report.waiting(), SnapshotId::text),
                "here",
                json(report.laptop()));
    }

    private static Map<String, @Nullable Object> json(ScheduleSettings settings) {
        return Document.of(
                "times",
                Document.list(settings.times(), LocalTime::toString),
                "zone",
                settings.zone().getId(),
                "hourly",
                settings.keep().hourly(),
                "daily",
                settings.keep().daily(),
                "weekly",
                settings.keep().weekly(),
                "monthly",
                settings.keep().monthly(),
                "yearly",
                settings.keep().yearly(),
                "floorBytes",
                settings.floorBytes(),
                "mail",
                settings.mail().orElse(null),
                "ping",
                settings.ping().orElse(null));
    }

    /** As JSON. */
    Map<String, @Nullable Object> json(ScheduleRun run) {
        return Document.of(
                "startedAt",
                run.started().toString(),
                "finishedAt",
                run.finished().map(Object::toString).orElse(null),
                "result",
                run.result().name(),
                "reason",
                run.reason().name(),
                "detail",
                run.detail(),
                "set",
                run.set().map(SnapshotId::text).orElse(null),
                "files",
                run.files(),
                "bytes",
                run.bytes(),
                "newBytes",
                run.newBytes(),
                "warnings",
                run.warnings(),
                "lateSeconds",
                run.late().toSeconds(),
                "lost",
                run.lost(),
                "mailTrouble",
                run.mailTrouble(),
                "pingTrouble",
                run.pingTrouble());
    }

    private static Map<String, @Nullable Object> json(LaptopSchedule laptop) {
        return Document.of(
                "at",
                laptop.at().map(Object::toString).orElse(null),
                "nextAt",
                laptop.next().map(Object::toString).orElse(null),
                "lastAt",
                laptop.last().map(last -> last.at().toString()).orElse(null),
                "lastResult",
                laptop.last().map(last -> last.result().name()).orElse(null),
                "lastReason",
                laptop.last()
                        .flatMap(LaptopSchedule.Attempt::reason)
                        .map(Enum::name)
                        .orElse(null));
    }
}
