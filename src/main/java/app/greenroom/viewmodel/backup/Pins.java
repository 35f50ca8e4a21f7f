package app.greenroom.viewmodel.backup;

import app.greenroom.domain.backup.Pin;
import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.TargetName;
import app.greenroom.operation.Library;
import app.greenroom.task.TaskTitle;
import app.greenroom.viewmodel.Dialogs.TextQuestion;
import app.greenroom.viewmodel.Workbench;
import java.util.function.Consumer;

/** Pins snapshots, and takes pins away. */
final class Pins {
    private final SnapshotShelf shelf;
    private final Workbench bench;
    private final Consumer<OperationFailedException> failed;

    Pins(SnapshotShelf shelf, Workbench bench, Consumer<OperationFailedException> failed) {
        this.shelf = shelf;
        this.bench = bench;
        this.failed = failed;
    }

    private interface Change {
        void make(Library library, TargetName target) throws OperationFailedException;
    }

    /** Pins a snapshot with a note that is asked for, or changes the note. */
    void pin(SnapshotRow row) {
        bench.dialogs()
                .askText(new TextQuestion(
                        bench.words().get("view.pin.title", row.taken()),
                        bench.words().get("view.pin.text"),
                        bench.words().get("view.pin.label"),
                        row.pin().orElse(""),
                        Pin.LONGEST,
                        bench.words().get("view.pin.yes")))
                .ifPresent(note -> change(
                        (library, target) -> library.pin(target, row.snapshot().id(), note)));
    }

    /** Takes a pin away. */
    void unpin(SnapshotId id) {
        change((library, target) -> library.unpin(target, id));
    }

    private void change(Change change) {
        TargetName target = shelf.target();
        bench.quiet()
                .submit(
                        TaskTitle.of("pin", target.toString()),
                        context -> {
                            change.make(bench.operations().library(), target);
                            return target;
                        },
                        progress -> {},
                        done -> shelf.reload(),
                        failed);
    }
}
