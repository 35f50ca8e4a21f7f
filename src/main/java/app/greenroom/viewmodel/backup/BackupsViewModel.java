package app.greenroom.viewmodel.backup;

import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.domain.backup.VerifyReport;
import app.greenroom.viewmodel.FailureNote;
import app.greenroom.viewmodel.Figure;
import app.greenroom.viewmodel.Outcome;
import app.greenroom.viewmodel.Tone;
import app.greenroom.viewmodel.Workbench;
import app.greenroom.viewmodel.activity.BusyWork;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The snapshots of an instance: three dates, the list, one chosen, and what can be done with it. */
public final class BackupsViewModel {
    private static final int MOST_NAMED = 5;

    private final SnapshotShelf shelf;
    private final Workbench bench;
    private final SnapshotRows rowMaker;
    private final ObservableList<Figure> figures = FXCollections.observableArrayList();
    private final ObservableList<SnapshotRow> rows = FXCollections.observableArrayList();
    private final ObjectProperty<Optional<SnapshotRow>> chosen = new SimpleObjectProperty<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Outcome>> outcome = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper loaded = new ReadOnlyBooleanWrapper();

    /** The snapshots of a shelf. */
    public BackupsViewModel(SnapshotShelf shelf, Workbench bench) {
        this.shelf = shelf;
        this.bench = bench;
        this.rowMaker = new SnapshotRows(bench.words());
        shelf.snapshotsProperty().subscribe(now -> refresh());
        shelf.failureProperty().subscribe(now -> tell());
        shelf.verifiedProperty().subscribe(now -> tell());
    }

    private void refresh() {
        List<SnapshotSummary> snapshots = shelf.snapshotsProperty().get().orElse(List.of());
        Instant now = bench.pulse().now();
        Optional<SnapshotRow> before = chosen.get();
        rows.setAll(snapshots.stream().map(each -> rowMaker.row(each, now)).toList());
        figures.setAll(rowMaker.figures(snapshots, now));
        loaded.set(shelf.snapshotsProperty().get().isPresent());
        chosen.set(before.flatMap(old -> rows.stream()
                        .filter(row -> row.snapshot().id().equals(old.snapshot().id()))
                        .findFirst())
                .or(() -> rows.stream().findFirst()));
    }

    private void tell() {
        outcome.set(shelf.failureProperty()
                .get()
                .map(this::failed)
                .or(() -> shelf.verifiedProperty().get().map(this::verified)));
    }

    private Outcome failed(FailureNote note) {
        return new Outcome(
                shelf.cancelled() ? Tone.INFO : Tone.PROBLEM, note.sentence(), note.advice(), note.details());
    }

    private Outcome verified(VerifyReport report) {
        String taken = bench.words().moment(report.id().taken(), bench.pulse().now());
        if (report.sound()) {
            return new Outcome(
                    Tone.OK,
                    bench.words().get("view.backups.sound", taken),
                    bench.words()
                            .get(
                                    "view.backups.soundNote",
                                    report.files(),
                                    bench.words().amounts().size(report.bytes())),
                    "");
        }
        String files = report.problems().stream()
                .limit(MOST_NAMED)
                .map(problem -> problem.file() + " (" + bench.words().get("view.backups.kind." + problem.kind()) + ")")
                .collect(Collectors.joining(", "));
        String details = report.problems().stream()
                .map(problem -> problem.kind() + " " + problem.file() + " " + problem.detail())
                .collect(Collectors.joining("\n"));
        return new Outcome(
                Tone.PROBLEM,
                bench.words()
                        .get("view.backups.unsound", taken, report.problems().size()),
                bench.words().get("view.backups.unsoundNote", files),
                details);
    }

    /** Takes a snapshot and verifies it. */
    public void backUp() {
        shelf.create();
    }

    /** Verifies the chosen snapshot. */
    public void verify() {
        chosen.get().ifPresent(row -> shelf.verify(row.snapshot().id()));
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

    /** Forgets the last outcome. */
    public void dismiss() {
        shelf.dismiss();
        outcome.set(Optional.empty());
    }

    /** What is under way. */
    public BusyWork work() {
        return shelf.work();
    }

    /** Last, last verified, next, kept. */
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

    /** How the last action ended. */
    public ReadOnlyObjectProperty<Optional<Outcome>> outcomeProperty() {
        return outcome.getReadOnlyProperty();
    }

    /** Whether the list was read. */
    public ReadOnlyBooleanProperty loadedProperty() {
        return loaded.getReadOnlyProperty();
    }
}
