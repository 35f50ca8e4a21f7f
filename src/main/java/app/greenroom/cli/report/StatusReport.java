package app.greenroom.cli.report;

import app.greenroom.cli.session.Document;
import app.greenroom.cli.session.FailureReport;
import app.greenroom.cli.session.Output;
import app.greenroom.cli.session.Session;
import app.greenroom.cli.session.Words;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.instance.Finding;
import app.greenroom.domain.instance.HealthJudgement;
import app.greenroom.domain.instance.InstanceFacts;
import app.greenroom.domain.instance.PretalxSettings;
import app.greenroom.domain.instance.PretalxVersion;
import app.greenroom.domain.instance.Severity;
import app.greenroom.operation.Inspections.InstanceReport;
import app.greenroom.operation.Inspections.ServerReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Shows what a look at a server found: a sentence first, then what wants something, then that the rest is fine. */
public final class StatusReport {
    private static final int SIGN = 4;

    private final Session session;
    private final Words words;
    private final Output output;
    private boolean begun;

    public StatusReport(Session session) {
        this.session = session;
        this.words = session.words();
        this.output = session.output();
    }

    /** Prints it as text. */
    public void print(ServerReport report) {
        boolean single = report.instances().size() == 1;
        if (!single) {
            begin();
            output.line(output.bold(words.get("cli.status.server", report.server())));
            output.text(
                    2,
                    words.get(
                            "cli.status.system",
                            report.facts().operatingSystem(),
                            words.amounts().age(report.facts().readAt(), session.now())));
            findings(report.findings());
        }
        for (InstanceReport each : report.instances()) {
            instance(report, each, single ? report.findings() : List.of());
        }
        if (report.instances().isEmpty()) {
            output.text(2, words.get("cli.status.no-instance"));
        }
    }

    /** Prints that a server could not be looked at, and why. */
    public void failed(String server, OperationFailedException failure) {
        begin();
        FailureReport report = new FailureReport(session);
        output.labelled(
                output.sign(Severity.UNKNOWN) + " " + output.bold(server) + "  ",
                SIGN,
                words.failures().of(failure).sentence());
        output.text(SIGN, words.failures().of(failure).advice());
        report.hints(failure, server).forEach(each -> output.line(" ".repeat(SIGN) + each));
    }

    /** Leaves a line between two servers or instances. */
    private void begin() {
        if (begun) {
            output.line("");
        }
        begun = true;
    }

    private void instance(ServerReport report, InstanceReport instance, List<Finding> ofServer) {
        InstanceFacts facts = instance.facts();
        List<Finding> all = HealthJudgement.gravestFirst(
                Stream.concat(instance.findings().stream(), ofServer.stream()).toList());
        Severity worst =
                all.stream().map(Finding::severity).max(Severity::compareTo).orElse(Severity.UNKNOWN);
        String name = report.server() + "/" + facts.id();
        begin();
        output.line(words.get(
                "cli.status.head",
                output.sign(worst),
                output.bold(name),
                words.health().of(all)));
        output.text(
                SIGN,
                words.get(
                        "cli.status.site",
                        facts.installed()
                                .value()
                                .map(PretalxVersion::toString)
                                .orElse(words.amounts().unknown()),
                        facts.settings()
                                .value()
                                .map(PretalxSettings::siteUrl)
                                .orElse(words.get("cli.status.no-address")),
                        words.amounts().age(report.facts().readAt(), session.now())));
        findings(all);
    }

    private void findings(List<Finding> findings) {
        long fine = 0;
        for (Finding each : findings) {
            boolean ok = each.severity() == Severity.OK;
            fine += ok ? 1 : 0;
            if (!ok || session.verbose()) {
                String severity = words.get("severity." + each.severity());
                String title = ok
                        ? words.findings().title(each)
                        : words.get(
                                "cli.status.finding", severity, words.findings().title(each));
                output.labelled("    " + output.sign(each.severity()), SIGN + 2, title);
                output.text(SIGN + 2, words.findings().advice(each));
            }
        }
        if (fine > 0 && !session.verbose()) {
            output.labelled("    " + output.sign(Severity.OK), SIGN + 2, words.get("cli.status.fine", fine));
        }
    }

    /** The same as JSON. */
    public Map<String, @Nullable Object> json(ServerReport report) {
        return Document.of(
                "name", report.server(),
                "lookedAt", report.facts().readAt().toString(),
                "worst", report.worst().name(),
                "operatingSystem", report.facts().operatingSystem(),
                "hostName", report.facts().hostName(),
                "elevated", report.facts().elevated(),
                "clockOffsetSeconds", report.facts().clockOffset().toSeconds(),
                "findings", Document.list(report.findings(), this::json),
                "instances", Document.list(report.instances(), each -> json(report.server(), each)));
    }

    private Map<String, @Nullable Object> json(String server, InstanceReport instance) {
        InstanceFacts facts = instance.facts();
        return Document.of(
                "name", server + "/" + facts.id(),
                "sentence", words.health().of(instance.findings()),
                "worst", instance.worst().name(),
                "layout", facts.installation().layout().name(),
                "siteUrl", Facts.json(facts.settings(), PretalxSettings::siteUrl),
                "installed", Facts.json(facts.installed(), PretalxVersion::toString),
                "running", Facts.json(facts.running(), PretalxVersion::toString),
                "newest", Facts.json(facts.available().map(StatusReport::newest), each -> each.orElse(null)),
                "healthcheck",
                        Facts.json(
                                facts.healthcheck(),
                                each -> Document.of("status", each.status(), "milliseconds", each.milliseconds())),
                "pendingMigrations", Facts.json(facts.pendingMigrations(), List::size),
                "database",
                        Facts.json(
                                facts.database(),
                                each -> Document.of(
                                        "answers", each.answers(), "version", each.version(), "bytes", each.bytes())),
                "counts",
                        Facts.json(
                                facts.counts(),
                                each -> Document.of(
                                        "events", each.events(), "proposals", each.proposals(), "users", each.users())),
                "disks", Facts.json(facts.disks(), Facts::disks),
                "services", Facts.json(facts.services(), Facts::services),
                "plugins", Facts.json(facts.plugins(), Facts::packages),
                "findings", Document.list(instance.findings(), this::json));
    }

    private static Optional<String> newest(List<PretalxVersion> releases) {
        return releases.stream()
                .filter(PretalxVersion::isRelease)
                .max(PretalxVersion::compareTo)
                .map(PretalxVersion::toString);
    }

    private Map<String, @Nullable Object> json(Finding finding) {
        return Document.of(
                "code", finding.code().name(),
                "severity", finding.severity().name(),
                "arguments", new ArrayList<>(finding.arguments()),
                "title", words.findings().title(finding),
                "advice", words.findings().advice(finding));
    }
}
