package app.greenroom.view.backup;

import app.greenroom.view.ViewFactory;
import app.greenroom.view.control.BusyBar;
import app.greenroom.view.control.Children;
import app.greenroom.view.control.EvenRow;
import app.greenroom.view.control.FigureCard;
import app.greenroom.view.control.OutcomePane;
import app.greenroom.view.control.Sign;
import app.greenroom.view.control.Skeleton;
import app.greenroom.view.control.TextCell;
import app.greenroom.viewmodel.FailureNote;
import app.greenroom.viewmodel.Outcome;
import app.greenroom.viewmodel.Sheet;
import app.greenroom.viewmodel.Tone;
import app.greenroom.viewmodel.Words;
import app.greenroom.viewmodel.backup.BackupsViewModel;
import app.greenroom.viewmodel.backup.SnapshotRow;
import app.greenroom.viewmodel.backup.Standing;
import app.greenroom.viewmodel.backup.Standing.Next;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The snapshots of an instance, or the page that was opened over them. */
public final class BackupsView {
    private static final double SHARE = 0.36;
    private static final double LEAST = 236;
    private static final double MOST = 420;
    private static final double ROOMY = 520;

    private final BackupsViewModel model;
    private final ViewFactory views;
    private final Words words;

    @FXML
    private Node listPage;

    @FXML
    private BusyBar busy;

    @FXML
    private StackPane outcome;

    @FXML
    private StackPane unreadable;

    @FXML
    private Skeleton loading;

    @FXML
    private HBox standing;

    @FXML
    private Sign sign;

    @FXML
    private Label sentence;

    @FXML
    private Label advice;

    @FXML
    private Button next;

    @FXML
    private EvenRow figures;

    @FXML
    private HBox library;

    @FXML
    private HBox body;

    @FXML
    private TableView<SnapshotRow> table;

    @FXML
    private TableColumn<SnapshotRow, String> taken;

    @FXML
    private TableColumn<SnapshotRow, String> pretalx;

    @FXML
    private TableColumn<SnapshotRow, String> size;

    @FXML
    private TableColumn<SnapshotRow, String> added;

    @FXML
    private TableColumn<SnapshotRow, SnapshotRow> state;

    @FXML
    private Label empty;

    @FXML
    private Label kept;

    @FXML
    private StackPane detail;

    @FXML
    private VBox sheetPage;

    @FXML
    private Label sheetTitle;

    @FXML
    private StackPane sheet;

    /** Draws the snapshots. */
    public BackupsView(BackupsViewModel model, ViewFactory views, Words words) {
        this.model = model;
        this.views = views;
        this.words = words;
    }

    @FXML
    void initialize() {
        busy.follow(model.work(), words);
        Children.follow(model.figures(), figures, FigureCard::new);
        columns();
        table.setItems(model.rows());
        table.getSelectionModel().selectedItemProperty().subscribe(row -> {
            if (row != null) {
                model.chosenProperty().set(Optional.of(row));
            }
        });
        model.chosenProperty()
                .subscribe(
                        row -> row.ifPresent(chosen -> table.getSelectionModel().select(chosen)));
        empty.setText(words.get("view.backups.empty"));
        kept.textProperty().bind(model.keptProperty());
        detail.getChildren().add(views.snapshot(model));
        fitToWidth();
        Children.showWhile(detail, Bindings.isNotEmpty(model.rows()));
        showWhatIsKnown();
        model.standingProperty().subscribe(this::show);
        model.outcomeProperty().subscribe(this::tell);
        model.unreadableProperty().subscribe(this::tellUnreadable);
        model.sheets().sheetProperty().subscribe(this::open);
    }

    /** A skeleton until the list was read, then the list; neither where it cannot be read. */
    private void showWhatIsKnown() {
        BooleanBinding known = Bindings.createBooleanBinding(
                () -> model.snapshotsProperty().get().isPresent(), model.snapshotsProperty());
        BooleanBinding failed = Bindings.createBooleanBinding(
                () -> model.unreadableProperty().get().isPresent(), model.unreadableProperty());
        Children.showWhile(loading, known.not().and(failed.not()));
        Children.showWhile(standing, known);
        Children.showWhile(figures, known);
        Children.showWhile(library, known);
        Children.showWhile(body, known);
    }

    /** The chosen snapshot gets a good third; where that leaves the list little room, the version is told there only. */
    private void fitToWidth() {
        detail.prefWidthProperty()
                .bind(body.widthProperty().map(width -> Math.clamp(width.doubleValue() * SHARE, LEAST, MOST)));
        detail.minWidthProperty().bind(detail.prefWidthProperty());
        detail.maxWidthProperty().bind(detail.prefWidthProperty());
        pretalx.visibleProperty().bind(table.widthProperty().greaterThan(ROOMY));
        pretalx.visibleProperty().subscribe(shown -> table.refresh());
    }

    private void columns() {
        text(taken, SnapshotRow::taken, false);
        text(pretalx, SnapshotRow::pretalx, false);
        text(size, SnapshotRow::size, true);
        text(added, SnapshotRow::added, true);
        state.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(cell.getValue()));
        state.setCellFactory(column -> new BadgeCell());
    }

    private static void text(
            TableColumn<SnapshotRow, String> column, Function<SnapshotRow, String> value, boolean right) {
        column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(value.apply(cell.getValue())));
        column.setCellFactory(_ -> new TextCell<>(right));
        if (right) {
            column.getStyleClass().add("right");
        }
    }

    private void show(Optional<Standing> known) {
        known.ifPresent(present -> {
            for (Tone each : Tone.values()) {
                standing.getStyleClass().remove(each.style());
            }
            standing.getStyleClass().add(present.tone().style());
            sign.setTone(present.tone());
            sentence.setText(present.sentence());
            advice.setText(present.advice());
            advice.setManaged(!present.advice().isEmpty());
            // the head of the page has the button that takes a snapshot
            boolean offered = present.next() != Next.NOTHING && present.next() != Next.BACK_UP;
            next.setVisible(offered);
            next.setManaged(offered);
            next.setText(words.get("view.backups.do." + present.next()));
            next.disableProperty().bind(model.work().busyProperty());
        });
    }

    private void tell(Optional<Outcome> told) {
        outcome.getChildren().clear();
        outcome.setManaged(told.isPresent());
        told.ifPresent(present -> {
            OutcomePane pane =
                    new OutcomePane(present.tone(), present.sentence(), present.advice(), present.details(), words);
            if (model.drilledProperty().get().isPresent()) {
                Button report = new Button(words.get("view.drill.show"));
                report.setId("showDrill");
                report.setOnAction(event -> model.openDrill());
                pane.with(report);
            }
            outcome.getChildren().add(pane.closable(model::dismiss));
        });
    }

    private void tellUnreadable(Optional<FailureNote> failure) {
        unreadable.getChildren().clear();
        unreadable.setManaged(failure.isPresent());
        failure.map(Outcome::of).ifPresent(present -> {
            Button again = new Button(words.get("view.backups.again"));
            again.setOnAction(event -> model.reload());
            unreadable
                    .getChildren()
                    .add(new OutcomePane(present.tone(), present.sentence(), present.advice(), present.details(), words)
                            .with(again));
        });
    }

    private void open(Optional<Sheet> opened) {
        listPage.setVisible(opened.isEmpty());
        listPage.setManaged(opened.isEmpty());
        sheetPage.setVisible(opened.isPresent());
        sheetPage.setManaged(opened.isPresent());
        sheet.getChildren().clear();
        opened.ifPresent(present -> {
            sheetTitle.setText(present.title());
            sheet.getChildren().add(views.of(present));
        });
    }

    @FXML
    void next() {
        model.next();
    }

    @FXML
    void openKept() {
        model.sheets().openKept();
    }

    @FXML
    void openRetention() {
        model.sheets().openRetention();
    }

    @FXML
    void openSchedule() {
        model.sheets().openSchedule();
    }

    @FXML
    void closeSheet() {
        model.sheets().close();
    }
}
