package app.greenroom.viewmodel.backup;

import app.greenroom.domain.backup.SnapshotChanges;
import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.TargetName;
import app.greenroom.task.TaskTitle;
import app.greenroom.viewmodel.Workbench;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** What changed since the snapshot before the chosen one; read when it is chosen, and once. */
public final class ChosenSnapshot {
    private final Supplier<TargetName> target;
    private final Workbench bench;
    private final ChangeWords changeWords;
    private final Map<SnapshotId, SnapshotChanges> known = new HashMap<>();
    private final ReadOnlyObjectWrapper<Optional<SnapshotChanges>> changes =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper sentence = new ReadOnlyStringWrapper("");
    private Optional<SnapshotId> chosen = Optional.empty();

    ChosenSnapshot(Supplier<TargetName> target, Workbench bench) {
        this.target = target;
        this.bench = bench;
        this.changeWords = new ChangeWords(bench.words());
    }

    /** The list was read again: the snapshot before may be another one now. */
    void forget() {
        known.clear();
    }

    /** Another snapshot is chosen; one whose manifest cannot be used has no changes. */
    void choose(Optional<SnapshotRow> row) {
        Optional<SnapshotId> id = row.filter(each -> each.snapshot().head().isPresent())
                .map(each -> each.snapshot().id());
        if (id.equals(chosen) && (id.isEmpty() || known.containsKey(id.get()))) {
            return;
        }
        chosen = id;
        changes.set(Optional.empty());
        sentence.set(bench.words().get(id.isEmpty() ? "view.changes.unreadable" : "view.changes.reading"));
        id.ifPresent(each -> {
            SnapshotChanges there = known.get(each);
            if (there != null) {
                show(there);
            } else {
                read(each);
            }
        });
    }

    private void read(SnapshotId id) {
        TargetName name = target.get();
        bench.quiet()
                .submit(
                        TaskTitle.of("changes", name.toString()),
                        context -> bench.operations().library().changes(name, id, context),
                        progress -> {},
                        (SnapshotChanges found) -> {
                            known.put(id, found);
                            if (chosen.filter(id::equals).isPresent()) {
                                show(found);
                            }
                        },
                        reason -> failed(id, reason));
    }

    private void show(SnapshotChanges found) {
        sentence.set(changeWords.sentence(found));
        changes.set(Optional.of(found));
    }

    private void failed(SnapshotId id, OperationFailedException reason) {
        if (chosen.filter(id::equals).isPresent()) {
            sentence.set(bench.words().of(reason).sentence());
        }
    }

    /** What changed; empty until it was read. */
    public ReadOnlyObjectProperty<Optional<SnapshotChanges>> changesProperty() {
        return changes.getReadOnlyProperty();
    }

    /** What changed, in a sentence. */
    public ReadOnlyStringProperty sentenceProperty() {
        return sentence.getReadOnlyProperty();
    }
}
