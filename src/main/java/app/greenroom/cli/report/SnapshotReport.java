package app.greenroom.cli.report;

import app.greenroom.cli.session.Document;
import app.greenroom.cli.session.Output;
import app.greenroom.cli.session.Session;
import app.greenroom.cli.session.Words;
import app.greenroom.domain.backup.Pin;
import app.greenroom.domain.backup.SnapshotManifest;
import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.domain.instance.Severity;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows snapshots. */
public final class SnapshotReport {
    private static final int INDENT = 4;

    private final Session session;
    private final Words words;

    public SnapshotReport(Session session) {
        this.session = session;
        this.words = session.words();
    }

    /** Prints one of a list: its name and age, then how much it holds and whether it is proven. */
    public void print(SnapshotSummary snapshot) {
        Output output = session.output();
        output.line(words.get(
                "cli.snapshots.head",
                output.sign(severity(snapshot)),
                output.bold(snapshot.id().text()),
                words.amounts().age(snapshot.id().taken(), session.now())));
        if (snapshot.head().isPresent()) {
            output.text(
                    INDENT,
                    words.get(
                            "cli.snapshots.holds",
                            snapshot.pretalx(),
                            words.amounts().size(snapshot.totalBytes()),
                            snapshot.files(),
                            words.amounts().size(snapshot.newBytes())));
        }
        output.text(INDENT, standing(snapshot));
        snapshot.proven()
                .ifPresent(at -> output.text(
                        INDENT,
                        words.get("cli.snapshots.proven", words.amounts().age(at, session.now()))));
        snapshot.pin().ifPresent(pin -> output.text(INDENT, words.library().pin(pin)));
        if (session.verbose()) {
            output.line(" ".repeat(INDENT) + snapshot.folder());
            warnings(snapshot);
        }
    }

    /** Prints what was not perfect when a snapshot was taken. */
    public void warnings(SnapshotSummary snapshot) {
        snapshot.head().stream()
                .flatMap(head -> head.warnings().stream())
                .forEach(each -> session.output()
                        .labelled(
                                "  " + session.output().sign(Severity.ATTENTION),
                                INDENT,
                                words.get("cli.snapshots.warning", each)));
    }

    private static Severity severity(SnapshotSummary snapshot) {
        return switch (snapshot.condition()) {
            case DAMAGED -> Severity.PROBLEM;
            case NEWER -> Severity.UNKNOWN;
            case WHOLE ->
                snapshot.damaged() > 0
                        ? Severity.PROBLEM
                        : snapshot.verified().isPresent() ? Severity.OK : Severity.UNKNOWN;
        };
    }

    private String standing(SnapshotSummary snapshot) {
        return switch (snapshot.condition()) {
            case DAMAGED -> words.get("cli.snapshots.manifest");
            case NEWER -> words.get("cli.snapshots.newer");
            case WHOLE ->
                snapshot.damaged() > 0
                        ? words.get("cli.snapshots.damaged", snapshot.damaged())
                        : snapshot.verified()
                                .map(at -> words.get(
                                        "cli.snapshots.verified",
                                        words.amounts().age(at, session.now())))
                                .orElseGet(() -> words.get("cli.snapshots.unverified"));
        };
    }

    private static Map<String, @Nullable Object> json(Pin pin) {
        return Document.of("note", pin.note(), "since", pin.since().toString());
    }

    /** One as JSON. */
    public Map<String, @Nullable Object> json(SnapshotSummary snapshot) {
        boolean whole = snapshot.head().isPresent();
        return Document.of(
                "id", snapshot.id().text(),
                "takenAt", snapshot.id().taken().toString(),
                "folder", snapshot.folder(),
                "condition", snapshot.condition().name(),
                "usable", snapshot.usable(),
                "pretalx", whole ? snapshot.pretalx() : null,
                "totalBytes", whole ? snapshot.totalBytes() : null,
                "newBytes", whole ? snapshot.newBytes() : null,
                "files", whole ? snapshot.files() : null,
                "verifiedAt", snapshot.verified().map(Object::toString).orElse(null),
                "damagedFiles", snapshot.damaged(),
                "provenAt", snapshot.proven().map(Object::toString).orElse(null),
                "pin", snapshot.pin().map(SnapshotReport::json).orElse(null),
                "warnings", snapshot.head().map(SnapshotManifest.Head::warnings).orElse(List.of()));
    }
}
