package app.greenroom.viewmodel.backup;

import app.greenroom.domain.backup.DrillReport;
import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.domain.backup.VerifyReport;
import app.greenroom.domain.backup.VerifyReport.Depth;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.TargetName;
import app.greenroom.operation.Library;
import app.greenroom.task.TaskTitle;
import app.greenroom.task.Work;
import app.greenroom.viewmodel.FailureNote;
import app.greenroom.viewmodel.Workbench;
import app.greenroom.viewmodel.activity.BusyWork;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** The snapshots of one instance on this computer; taking, verifying and proving them. Shared by all its screens. */
public final class SnapshotShelf {
    private final Workbench bench;
    private final Supplier<TargetName> target;
    private final BusyWork work;
    private final ReadOnlyObjectWrapper<Optional<List<SnapshotSummary>>> snapshots =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<FailureNote>> failure = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Library.Place>> place = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<FailureNote>> unreadable =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<VerifyReport>> verified =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<DrillReport>> drilled = new ReadOnlyObjectWrapper<>(Optional.empty());

    private record Found(List<SnapshotSummary> snapshots, Optional<Library.Place> place) {}

    /** The list is worth showing even where the disk does not tell how it is. */
    private Optional<Library.Place> place() {
        try {
            return Optional.of(bench.operations().library().place());
        } catch (OperationFailedException untold) {
            return Optional.empty();
        }
    }

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
                        context -> new Found(bench.operations().backups().list(name), place()),
                        progress -> {},
                        (Found found) -> {
                            place.set(found.place());
                            snapshots.set(Optional.of(found.snapshots()));
                            unreadable.set(Optional.empty());
                            then.run();
                        },
                        reason -> unreadable.set(Optional.of(FailureNote.of(reason, bench.words()))));
    }

    /** Takes a snapshot and verifies it; does nothing while something is under way. */
    public void create() {
        TargetName name = target.get();
        run(
                "view.backups.creating",
                TaskTitle.of("backup", name.toString()),
                context -> {
                    SnapshotSummary made = bench.operations().backups().create(name, context);
                    return bench.operations().backups().verify(name, Optional.of(made.id()), context);
                },
                verified::set);
    }

    /** Looks a snapshot through and compares it; does nothing while something is under way. */
    public void verify(SnapshotId snapshot, Depth depth) {
        TargetName name = target.get();
        run(
                "view.backups.verifying",
                TaskTitle.of("verify", name.toString()),
                context -> bench.operations().backups().verify(name, Optional.of(snapshot), depth, context),
                verified::set);
    }

    /** Restores a snapshot to a scratch place on its server; does nothing while something is under way. */
    public void drill(SnapshotId snapshot) {
        TargetName name = target.get();
        run(
                "view.backups.drilling",
                TaskTitle.of("drill", name.toString()),
                context -> bench.operations().drills().drill(name, Optional.of(snapshot), context),
                drilled::set);
    }

    /**
     * Does something that changes the snapshots, shows its progress and reads the list again before the result is told;
     * does nothing while something is under way.
     *
     * @param what key of what is under way
     */
    public <T> void run(String what, TaskTitle title, Work<T> work, Consumer<Optional<T>> result) {
        if (this.work.busyProperty().get()) {
            return;
        }
        begin(bench.words().get(what));
        this.work.running(bench.asking()
                .submit(
                        target.get().server(),
                        title,
                        work,
                        this.work::progress,
                        done -> {
                            this.work.end();
                            // the list first, so that nobody reads of a snapshot that the list does not show
                            reload(() -> result.accept(Optional.of(done)));
                        },
                        this::failed));
    }

    private void begin(String title) {
        failure.set(Optional.empty());
        verified.set(Optional.empty());
        drilled.set(Optional.empty());
        work.begin(title);
    }

    private void failed(OperationFailedException reason) {
        work.end();
        failure.set(Optional.of(FailureNote.of(reason, bench.words())));
        reload();
    }

    /** Forgets the last outcome. */
    public void dismiss() {
        failure.set(Optional.empty());
        verified.set(Optional.empty());
        drilled.set(Optional.empty());
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

    /** Where the snapshots lie; empty until they were read. */
    public ReadOnlyObjectProperty<Optional<Library.Place>> placeProperty() {
        return place.getReadOnlyProperty();
    }

    /** Why the list could not be read; empty if it could. */
    public ReadOnlyObjectProperty<Optional<FailureNote>> unreadableProperty() {
        return unreadable.getReadOnlyProperty();
    }

    /** What the last drill of this run of the program found. */
    public ReadOnlyObjectProperty<Optional<DrillReport>> drilledProperty() {
        return drilled.getReadOnlyProperty();
    }

    /** Whether the last failure was the user's own wish. */
    public boolean cancelled() {
        return failure.get()
                .filter(note -> note.reason() == FailureReason.CANCELLED)
                .isPresent();
    }
}
