package app.greenroom.cli.backup;

import app.greenroom.cli.session.Document;
import app.greenroom.cli.session.ExitStatus;
import app.greenroom.cli.session.Printable;
import app.greenroom.cli.session.Session;
import app.greenroom.cli.session.Subcommand;
import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.backup.SnapshotManifest;
import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.domain.backup.VerifyReport;
import app.greenroom.domain.backup.VerifyReport.Depth;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.instance.Severity;
import app.greenroom.domain.server.TargetName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares snapshots with their manifests. */
@Command(name = "verify")
public final class VerifyCommand extends Subcommand {
    private static final int SHOWN = 20;
    private static final int INDENT = 4;

    @Parameters(index = "0", paramLabel = "NAME", descriptionKey = "NAME")
    TargetName name;

    @Parameters(index = "1", arity = "0..1", paramLabel = "SNAPSHOT", descriptionKey = "SNAPSHOT")
    @Nullable
    SnapshotId snapshot;

    @Option(names = "--quick", descriptionKey = "greenroom.verify.quick")
    boolean quick;

    @Option(names = "--all", descriptionKey = "greenroom.verify.all")
    boolean all;

    @SuppressWarnings("NullAway.Init")
    public VerifyCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitStatus run() throws OperationFailedException {
        if (!all) {
            VerifyReport report = verify(Optional.ofNullable(snapshot));
            json(report).forEach(document::set);
            return show(report);
        }
        if (snapshot != null) {
            throw new OperationFailedException(
                    FailureReason.INPUT_INVALID, "both a snapshot and --all", word("cli.verify.all-or-one"));
        }
        return everyOne();
    }

    private ExitStatus everyOne() throws OperationFailedException {
        List<Map<String, @Nullable Object>> reports = new ArrayList<>();
        ExitStatus worst = ExitStatus.DONE;
        for (SnapshotSummary each : session.operations().backups().list(name)) {
            if (each.condition() == SnapshotSummary.Condition.NEWER) {
                output().text(0, word("cli.verify.newer", each.id()));
                continue;
            }
            VerifyReport report = verify(Optional.of(each.id()));
            reports.add(json(report));
            worst = show(report) == ExitStatus.PROBLEM ? ExitStatus.PROBLEM : worst;
        }
        document.set("snapshots", reports);
        if (reports.isEmpty()) {
            output().text(0, word("cli.snapshots.none", name));
        }
        return worst;
    }

    private VerifyReport verify(Optional<SnapshotId> which) throws OperationFailedException {
        Depth depth = quick ? Depth.QUICK : Depth.FULL;
        return session.on(
                name.server(), context -> session.operations().backups().verify(name, which, depth, context));
    }

    private static Map<String, @Nullable Object> json(VerifyReport report) {
        return Document.of(
                "snapshot", report.id().text(),
                "depth", report.depth().name(),
                "sound", report.sound(),
                "origin", report.origin().name(),
                "files", report.files(),
                "bytes", report.bytes(),
                "problems",
                        Document.list(
                                report.problems(),
                                each -> Document.of(
                                        "file", each.file(), "kind", each.kind().name(), "detail", each.detail())),
                "sharedWith", report.sharing().stream().map(SnapshotId::text).toList());
    }

    private ExitStatus show(VerifyReport report) throws OperationFailedException {
        if (!report.sound()) {
            problems(report);
            return ExitStatus.PROBLEM;
        }
        output().text(
                        0,
                        word(
                                "cli.verify.sound." + report.depth(),
                                report.id(),
                                report.files(),
                                words().amounts().size(report.bytes())));
        output().text(INDENT, word("cli.verify.origin." + report.origin()));
        nameForeign(report.id());
        return ExitStatus.DONE;
    }

    /** A snapshot that lies among those of another server is named, since it looks like one of them. */
    private void nameForeign(SnapshotId id) throws OperationFailedException {
        session.operations().backups().list(name).stream()
                .filter(each -> each.id().equals(id))
                .flatMap(each -> each.head().stream())
                .map(SnapshotManifest.Head::origin)
                .filter(origin -> !origin.server().equals(name.server())
                        || !name.instance().map(origin.instance()::equals).orElse(true))
                .findFirst()
                .ifPresent(origin -> output().text(
                                INDENT, word("cli.verify.foreign", origin.server(), origin.instance(), origin.host())));
    }

    private void problems(VerifyReport report) {
        output().text(
                        0,
                        word(
                                "cli.verify.damaged",
                                report.id(),
                                report.problems().size()));
        report.problems().stream()
                .limit(session.verbose() ? Integer.MAX_VALUE : SHOWN)
                .forEach(each -> output().labelled(
                                "  " + output().sign(Severity.PROBLEM),
                                INDENT,
                                word(
                                        "cli.verify.problem",
                                        Printable.line(each.file()),
                                        word("cli.verify." + each.kind()))));
        if (report.problems().size() > SHOWN && !session.verbose()) {
            output().text(INDENT, word("cli.verify.more", report.problems().size() - SHOWN));
        }
        if (!report.sharing().isEmpty()) {
            output().text(
                            0,
                            word(
                                    "cli.verify.shared",
                                    report.sharing().stream()
                                            .map(SnapshotId::text)
                                            .collect(Collectors.joining(", "))));
        }
        output().text(0, word("cli.verify.advice"));
        output().line(word("cli.failure.next", "greenroom backup " + name));
    }

    @Override
    protected String server() {
        return name.toString();
    }
}
