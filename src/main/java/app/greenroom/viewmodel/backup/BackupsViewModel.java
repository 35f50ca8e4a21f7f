package app.greenroom.viewmodel.backup;

import app.greenroom.domain.backup.DrillReport;
import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.domain.backup.SnapshotSummary.Condition;
import app.greenroom.domain.backup.VerifyReport.Depth;
import app.greenroom.domain.server.TargetName;
import app.greenroom.task.TaskTitle;
import app.greenroom.viewmodel.Dialogs.Question;
import app.greenroom.viewmodel.FailureNote;
import app.greenroom.viewmodel.Figure;
import app.greenroom.viewmodel.Outcome;
import app.greenroom.viewmodel.Tone;
import app.greenroom.viewmodel.Workbench;
import app.greenroom.viewmodel.activity.BusyWork;
import app.greenroom.viewmodel.schedule.NextRun;
import app.greenroom.viewmodel.server.ServerWatch;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The snapshots of an instance: what could be restored now, the dates, the list, one chosen, and what can be done. */
public final class BackupsViewModel {
    private final SnapshotShelf shelf;
    private final Workbench bench;
    private final SnapshotRows rowMaker;
    private final Dates dates;
    private final StandingWords standings;
    private final OutcomeWords outcomes;
    private final NextRun nextRun;
    private final ChosenSnapshot changes;
    private final BackupSheets sheets;
    private final Pins pins;
    private final ObservableList<Figure> figures = FXCollections.observableArrayList();
    private final ObservableList<SnapshotRow> rows = FXCollections.observableArrayList();
    private final ObjectProperty<Optional<SnapshotRow>> chosen = new SimpleObjectProperty<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Standing>> standing = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Outcome>> outcome = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper kept = new ReadOnlyStringWrapper("");

    /** The snapshots of a shelf, of an instance on a watched server. */
    public BackupsViewModel(SnapshotShelf shelf, ServerWatch watch, Workbench bench) {
        this.shelf = shelf;
        this.bench = bench;
        this.rowMaker = new SnapshotRows(bench.words());
        this.dates = new Dates(bench.words());
        this.standings = new StandingWords(bench.words());
        this.outcomes = new OutcomeWords(bench.words());
        this.nextRun = new NextRun(bench.words());
        this.changes = new ChosenSnapshot(shelf::target, bench);
        this.sheets = new BackupSheets(shelf, watch, bench);
        this.pins = new Pins(
                shelf, bench, reason -> outcome.set(Optional.of(Outcome.of(FailureNote.of(reason, bench.words())))));
        shelf.snapshotsProperty().subscribe(now -> refresh());
        shelf.failureProperty().subscribe(now -> tell());
        shelf.verifiedProperty().subscribe(now -> tell());
        shelf.drilledProperty().subscribe(now -> tell());
        sheets.schedules().reportProperty().subscribe(now -> refreshHead());
        sheets.schedules().laptopProperty().subscribe(now -> refreshHead());
        chosen.subscribe(changes::choose);
    }

    private List<SnapshotSummary> snapshots() {
        return shelf.snapshotsProperty().get().orElse(List.of());
    }

    private void refresh() {
        Optional<SnapshotRow> before = chosen.get();
        changes.forget();
        rows.setAll(rowMaker.rows(snapshots(), bench.pulse().now()));
        refreshHead();
        chosen.set(before.flatMap(old -> rows.stream()
                        .filter(row -> row.snapshot().id().equals(old.snapshot().id()))
                        .findFirst())
                .or(() -> rows.stream().findFirst()));
    }

    private void refreshHead() {
        if (shelf.snapshotsProperty().get().isEmpty()) {
            return;
        }
        Instant now = bench.pulse().now();
        figures.setAll(dates.figures(snapshots(), nextRun.figure(sheets.schedules(), now), now));
        kept.set(dates.kept(snapshots(), shelf.placeProperty().get(), now));
        standing.set(Optional.of(shelf.placeProperty()
                .get()
                .filter(place -> !place.writable())
                .map(place -> standings.readOnly(place.folder()))
                .orElseGet(() -> standings.of(snapshots(), StandingWords.Automatic.of(sheets.schedules()), now))));
    }

    private void tell() {
        Instant now = bench.pulse().now();
        outcome.set(shelf.failureProperty()
                .get()
                .map(this::failed)
                .or(() -> shelf.drilledProperty().get().map(report -> outcomes.of(report, now)))
                .or(() -> shelf.verifiedProperty().get().map(report -> outcomes.of(report, now))));
    }

    private Outcome failed(FailureNote note) {
        return new Outcome(
                shelf.cancelled() ? Tone.INFO : Tone.PROBLEM, note.sentence(), note.advice(), note.details());
    }

    /** Does the one thing that is wanting most. */
    public void next() {
        standing.get().map(Standing::next).ifPresent(next -> {
            switch (next) {
                case BACK_UP -> backUp();
                case VERIFY -> newestUsable().ifPresent(id -> shelf.verify(id, Depth.FULL));
                case PROVE -> newestUsable().ifPresent(this::prove);
                case SCHEDULE -> sheets.openSchedule();
                case COLLECT -> collect();
                case NOTHING -> {}
            }
        });
    }

    private Optional<SnapshotId> newestUsable() {
        return snapshots().stream().filter(SnapshotSummary::usable).findFirst().map(SnapshotSummary::id);
    }

    private Optional<SnapshotId> chosenId() {
        return chosen.get().map(row -> row.snapshot().id());
    }

    /** Takes a snapshot and verifies it. */
    public void backUp() {
        shelf.create();
    }

    /** Verifies the chosen snapshot. */
    public void verify(Depth depth) {
        chosenId().ifPresent(id -> shelf.verify(id, depth));
    }

    /** Proves, after a question, that the chosen snapshot restores. */
    public void prove() {
        chosenId().ifPresent(this::prove);
    }

    private void prove(SnapshotId id) {
        String taken = bench.words().moment(id.taken(), bench.pulse().now());
        if (bench.dialogs()
                .confirm(new Question(
                        bench.words().get("view.drill.title", taken),
                        bench.words().get("view.drill.text"),
                        bench.words().get("view.drill.yes"),
                        false))) {
            shelf.drill(id);
        }
    }

    /** Opens what the last drill has found. */
    public void openDrill() {
        shelf.drilledProperty().get().ifPresent(sheets::openDrill);
    }

    /** Opens the restore of the chosen snapshot. */
    public void openRestore() {
        chosen.get().filter(this::canRestore).ifPresent(sheets::openRestore);
    }

    /** Whether there is anything in a snapshot that could be brought back. */
    public boolean canRestore(SnapshotRow row) {
        return row.snapshot().condition() == Condition.WHOLE;
    }

    /** Opens the files of the chosen snapshot. */
    public void openFiles() {
        chosen.get().filter(this::canRestore).ifPresent(sheets::openFiles);
    }

    /** Opens what changed since the snapshot before the chosen one. */
    public void openChanges() {
        changes.changesProperty().get().ifPresent(sheets::openChanges);
    }

    /** Pins the chosen snapshot with a note, or changes the note. */
    public void pin() {
        chosen.get().ifPresent(pins::pin);
    }

    /** Takes the pin of the chosen snapshot away. */
    public void unpin() {
        chosenId().ifPresent(pins::unpin);
    }

    private void collect() {
        TargetName name = shelf.target();
        shelf.run(
                "view.schedule.collecting",
                TaskTitle.of("collect", name.toString()),
                context -> bench.operations().schedules().collect(name, context),
                report -> sheets.schedules().glance());
    }

    /** Shows the folder of the chosen snapshot in the file manager, or copies its path where there is none. */
    public void openFolder() {
        chosen.get().map(row -> row.snapshot().folder()).ifPresent(folder -> {
            if (!bench.desktop().openFolder(folder)) {
                bench.desktop().copy(folder);
                outcome.set(Optional.of(new Outcome(
                        Tone.INFO,
                        bench.words().get("view.backups.noFileManager"),
                        bench.words().get("view.backups.copied", folder),
                        "")));
            }
        });
    }

    /** Reads the list again. */
    public void reload() {
        shelf.reload();
    }

    /** Forgets the last outcome. */
    public void dismiss() {
        shelf.dismiss();
        outcome.set(Optional.empty());
    }

    /** What is under way. */
    public BusyWork work() {
        return shelf.work();
    }

    /** What is the case and what to do next; empty until the list was read. */
    public ReadOnlyObjectProperty<Optional<Standing>> standingProperty() {
        return standing.getReadOnlyProperty();
    }

    /** Last taken, last verified, last proven, next. */
    public ObservableList<Figure> figures() {
        return figures;
    }

    /** The snapshots, newest first. */
    public ObservableList<SnapshotRow> rows() {
        return rows;
    }

    /** The chosen one. */
    public ObjectProperty<Optional<SnapshotRow>> chosenProperty() {
        return chosen;
    }

    /** What changed since the one before the chosen one. */
    public ChosenSnapshot changes() {
        return changes;
    }

    /** How many are kept, since when, in how much room. */
    public ReadOnlyStringProperty keptProperty() {
        return kept.getReadOnlyProperty();
    }

    /** How the last action ended. */
    public ReadOnlyObjectProperty<Optional<Outcome>> outcomeProperty() {
        return outcome.getReadOnlyProperty();
    }

    /** What the last drill has found, while it is told. */
    public ReadOnlyObjectProperty<Optional<DrillReport>> drilledProperty() {
        return shelf.drilledProperty();
    }

    /** The pages that open over the list. */
    public BackupSheets sheets() {
        return sheets;
    }

    /** The list as it was read; empty until then. */
    public ReadOnlyObjectProperty<Optional<List<SnapshotSummary>>> snapshotsProperty() {
        return shelf.snapshotsProperty();
    }

    /** Why the list could not be read. */
    public ReadOnlyObjectProperty<Optional<FailureNote>> unreadableProperty() {
        return shelf.unreadableProperty();
    }
}
