package app.greenroom.viewmodel.backup;

import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.domain.backup.VerifyReport;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.TargetName;
import app.greenroom.task.TaskTitle;
import app.greenroom.viewmodel.FailureNote;
import app.greenroom.viewmodel.Workbench;
import app.greenroom.viewmodel.activity.BusyWork;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** The snapshots of one instance on this computer, and taking and verifying them; shared by all its screens. */
public final class SnapshotShelf {
    private final Workbench bench;
    private final Supplier<TargetName> target;
    private final BusyWork work;
    private final ReadOnlyObjectWrapper<Optional<List<SnapshotSummary>>> snapshots =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<FailureNote>> failure = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<VerifyReport>> verified =
            new ReadOnlyObjectWrapper<>(Optional.empty());

    /** A shelf that is read when asked to. */
    public SnapshotShelf(Supplier<TargetName> target, Workbench bench) {
        this.target = target;
        this.bench = bench;
        this.work = new BusyWork(bench.words(), bench.pulse());
    }

    /** Reads the list again. */
    public void reload() {
        reload(() -> {});
    }

    private void reload(Runnable then) {
        TargetName name = target.get();
        bench.quiet()
                .submit(
                        TaskTitle.of("snapshots", name.toString()),
                        context -> bench.operations().backups().list(name),
                        progress -> {},
                        (List<SnapshotSummary> found) -> {
                            snapshots.set(Optional.of(found));
                            then.run();
                        },
                        this::failed);
    }

    /** Takes a snapshot and verifies it; does nothing while something is under way. */
    public void create() {
        if (work.busyProperty().get()) {
            return;
        }
        TargetName name = target.get();
        begin(bench.words().get("view.backups.creating"));
        work.running(bench.asking()
                .submit(
                        name.server(),
                        TaskTitle.of("backup", name.toString()),
                        context -> {
                            SnapshotSummary made = bench.operations().backups().create(name, context);
                            return bench.operations().backups().verify(name, Optional.of(made.id()), context);
                        },
                        work::progress,
                        this::verified,
                        this::failed));
    }

    /** Reads a snapshot again and compares it; does nothing while something is under way. */
    public void verify(SnapshotId snapshot) {
        if (work.busyProperty().get()) {
            return;
        }
        TargetName name = target.get();
        begin(bench.words().get("view.backups.verifying"));
        work.running(bench.asking()
                .submit(
                        name.server(),
                        TaskTitle.of("verify", name.toString()),
                        context -> bench.operations().backups().verify(name, Optional.of(snapshot), context),
                        work::progress,
                        this::verified,
                        this::failed));
    }

    private void begin(String title) {
        failure.set(Optional.empty());
        verified.set(Optional.empty());
        work.begin(title);
    }

    private void verified(VerifyReport report) {
        work.end();
        // the list first, so that nobody reads of a snapshot that the list does not show
        reload(() -> verified.set(Optional.of(report)));
    }

    private void failed(OperationFailedException reason) {
        boolean was = work.busyProperty().get();
        work.end();
        failure.set(Optional.of(FailureNote.of(reason, bench.words())));
        if (was) {
            reload();
        }
    }

    /** Forgets the last outcome. */
    public void dismiss() {
        failure.set(Optional.empty());
        verified.set(Optional.empty());
    }

    /** The instance that they belong to. */
    public TargetName target() {
        return target.get();
    }

    /** What is under way. */
    public BusyWork work() {
        return work;
    }

    /** The snapshots, newest first; empty until they were read. */
    public ReadOnlyObjectProperty<Optional<List<SnapshotSummary>>> snapshotsProperty() {
        return snapshots.getReadOnlyProperty();
    }

    /** Why the last action failed; empty if it did not. */
    public ReadOnlyObjectProperty<Optional<FailureNote>> failureProperty() {
        return failure.getReadOnlyProperty();
    }

    /** What the last verification of this run of the program found. */
    public ReadOnlyObjectProperty<Optional<VerifyReport>> verifiedProperty() {
        return verified.getReadOnlyProperty();
    }

    /** Whether the last failure was the user's own wish. */
    public boolean cancelled() {
        return failure.get()
                .filter(note -> note.reason() == FailureReason.CANCELLED)
                .isPresent();
    }
}
