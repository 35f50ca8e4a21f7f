package app.greenroom.cli.report;

import app.greenroom.cli.session.Document;
import app.greenroom.cli.session.Output;
import app.greenroom.cli.session.Printable;
import app.greenroom.cli.session.Session;
import app.greenroom.cli.session.Words;
import app.greenroom.domain.backup.SnapshotChanges;
import app.greenroom.domain.backup.SnapshotChanges.FileChange;
import app.greenroom.domain.backup.SnapshotChanges.Kind;
import app.greenroom.domain.instance.InstanceFacts.Counts;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows what changed since the snapshot before. */
public final class ChangesReport {
    private static final int INDENT = 4;
    private static final int DEEPER = 6;
    private static final int SHOWN = 200;

    private final Words words;
    private final Output output;
    private final boolean files;

    public ChangesReport(Session session) {
        this.words = session.words();
        this.output = session.output();
        this.files = session.verbose();
    }

    /** Prints it below a snapshot of a list; the files by name only if the user wants to see more. */
    public void print(SnapshotChanges changes) {
        changes.before().ifPresent(before -> output.text(INDENT, words.get("cli.snapshots.changed", before)));
        int indent = changes.before().isPresent() ? DEEPER : INDENT;
        words.library().changes(changes).forEach(line -> output.text(indent, Printable.line(line)));
        if (files && changes.before().isPresent()) {
            changes.files().stream().limit(SHOWN).forEach(each -> output.line(" ".repeat(DEEPER) + file(each)));
            if (changes.files().size() > SHOWN) {
                output.text(
                        DEEPER, words.get("cli.snapshots.more", changes.files().size() - SHOWN));
            }
        }
    }

    private String file(FileChange change) {
        return words.get(
                "cli.snapshots.file." + change.kind(),
                Printable.line(change.path().toString()),
                words.amounts().size(change.bytes()));
    }

    /** As JSON. */
    public Map<String, @Nullable Object> json(SnapshotChanges changes) {
        Optional<Counts> growth = changes.growth();
        return Document.of(
                "before", changes.before().map(Object::toString).orElse(null),
                "events", growth.map(Counts::events).orElse(null),
                "proposals", growth.map(Counts::proposals).orElse(null),
                "users", growth.map(Counts::users).orElse(null),
                "mediaAdded", changes.media(Kind.ADDED),
                "mediaChanged", changes.media(Kind.CHANGED),
                "mediaRemoved", changes.media(Kind.REMOVED),
                "files", changes.before().isEmpty() ? null : Document.list(changes.files(), ChangesReport::json));
    }

    private static Map<String, @Nullable Object> json(FileChange change) {
        return Document.of(
                "kind", change.kind().name(),
                "role", change.role().name(),
                "path", change.path().toString(),
                "bytes", change.bytes());
    }
}
