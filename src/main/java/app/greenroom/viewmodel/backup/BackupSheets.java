package app.greenroom.viewmodel.backup;

import app.greenroom.domain.backup.DrillReport;
import app.greenroom.domain.backup.SnapshotChanges;
import app.greenroom.domain.instance.PretalxVersion;
import app.greenroom.viewmodel.Sheet;
import app.greenroom.viewmodel.Workbench;
import app.greenroom.viewmodel.restore.KeptViewModel;
import app.greenroom.viewmodel.restore.RestoreViewModel;
import app.greenroom.viewmodel.schedule.ScheduleViewModel;
import app.greenroom.viewmodel.schedule.ScheduleWatch;
import app.greenroom.viewmodel.server.ServerWatch;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** The pages that open over the list of snapshots, one at a time. */
public final class BackupSheets {
    private final SnapshotShelf shelf;
    private final Workbench bench;
    private final ScheduleWatch schedules;
    private final RestoreViewModel restore;
    private final ScheduleViewModel schedule;
    private final RetentionViewModel retention;
    private final KeptViewModel kept;
    private final ReadOnlyObjectWrapper<Optional<Sheet>> sheet = new ReadOnlyObjectWrapper<>(Optional.empty());

    BackupSheets(SnapshotShelf shelf, ServerWatch watch, Workbench bench) {
        this.shelf = shelf;
        this.bench = bench;
        this.schedules = new ScheduleWatch(shelf::target, bench);
        this.restore = new RestoreViewModel(
                shelf::target,
                () -> watch.instance(shelf.target().instance())
                        .flatMap(report -> report.facts().installed().value())
                        .map(PretalxVersion::toString),
                watch::look,
                bench);
        this.schedule = new ScheduleViewModel(schedules, shelf::reload, bench);
        this.kept = new KeptViewModel(shelf::target, bench);
        this.retention = new RetentionViewModel(shelf, bench);
        // a restore that runs is never hidden behind the list
        restore.job().walkProperty().subscribe(walk -> walk.ifPresent(running -> sheet.set(Optional.of(restore))));
    }

    /** The page was opened: looks for a restore that is under way, and at the schedules. */
    public void opened() {
        restore.job().opened();
        schedules.glance();
    }

    /** Opens the restore of a snapshot. */
    void openRestore(SnapshotRow row) {
        restore.choose(row.snapshot());
        open(restore);
    }

    /** Opens the files of a snapshot. */
    void openFiles(SnapshotRow row) {
        open(new FilesViewModel(shelf.target(), row.snapshot().id(), bench, paths -> {
            restore.choose(row.snapshot(), paths);
            open(restore);
        }));
    }

    /** Opens what changed from one snapshot to the next. */
    void openChanges(SnapshotChanges changes) {
        open(new ChangesViewModel(changes, bench));
    }

    /** Opens what a drill has found. */
    void openDrill(DrillReport report) {
        open(new DrillViewModel(report, bench));
    }

    /** Opens the rule by which snapshots are kept. */
    public void openRetention() {
        open(retention);
    }

    /** Opens what jobs have set aside on the server. */
    public void openKept() {
        open(kept);
    }

    /** Opens the schedules. */
    public void openSchedule() {
        open(schedule);
    }

    private void open(Sheet opened) {
        sheet.set(Optional.of(opened));
        opened.opened();
    }

    /** Goes back to the list, and reads it again. */
    public void close() {
        if (sheet.get().isPresent()) {
            sheet.set(Optional.empty());
            shelf.reload();
            schedules.glance();
        }
    }

    /** What is known of the schedules. */
    ScheduleWatch schedules() {
        return schedules;
    }

    /** The page that is open; empty while the list is shown. */
    public ReadOnlyObjectProperty<Optional<Sheet>> sheetProperty() {
        return sheet.getReadOnlyProperty();
    }
}
