package app.greenroom.view;

import app.greenroom.view.control.Badge;
import app.greenroom.view.control.BusyBar;
import app.greenroom.view.control.Children;
import app.greenroom.view.control.EvenRow;
import app.greenroom.view.control.FigureCard;
import app.greenroom.view.control.OutcomePane;
import app.greenroom.view.control.TextCell;
import app.greenroom.viewmodel.Outcome;
import app.greenroom.viewmodel.Words;
import app.greenroom.viewmodel.backup.BackupsViewModel;
import app.greenroom.viewmodel.backup.SnapshotRow;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The snapshots of an instance. */
final class BackupsView {
    private final BackupsViewModel model;
    private final Words words;

    @FXML
    private BusyBar busy;

    @FXML
    private StackPane outcome;

    @FXML
    private EvenRow figures;

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
    private VBox detail;

    @FXML
    private Label detailTitle;

    @FXML
    private Badge detailState;

    @FXML
    private FlowPane facts;

    @FXML
    private Label folder;

    @FXML
    private Button verify;

    BackupsView(BackupsViewModel model, Words words) {
        this.model = model;
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
        model.chosenProperty().subscribe(this::show);
        empty.setText(words.get("view.backups.empty"));
        Children.showWhile(detail, Bindings.isNotEmpty(model.rows()));
        verify.disableProperty().bind(model.work().busyProperty());
        model.outcomeProperty().subscribe(this::tell);
    }

    private void columns() {
        text(taken, SnapshotRow::taken, false);
        text(pretalx, SnapshotRow::pretalx, false);
        text(size, SnapshotRow::size, true);
        text(added, SnapshotRow::added, true);
        state.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(cell.getValue()));
        state.setCellFactory(column -> new TableCell<>() {
            @Override
            protected void updateItem(SnapshotRow row, boolean none) {
                super.updateItem(row, none);
                setGraphic(none || row == null ? null : new Badge(row.state(), row.tone()));
            }
        });
    }

    private static void text(
            TableColumn<SnapshotRow, String> column, Function<SnapshotRow, String> value, boolean right) {
        column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(value.apply(cell.getValue())));
        column.setCellFactory(_ -> new TextCell<>(right));
        if (right) {
            column.getStyleClass().add("right");
        }
    }

    private void show(Optional<SnapshotRow> row) {
        row.ifPresent(chosen -> {
            table.getSelectionModel().select(chosen);
            detailTitle.setText(chosen.taken());
            detailState.setText(chosen.state());
            detailState.setTone(chosen.tone());
            facts.getChildren()
                    .setAll(chosen.details().stream().map(BackupsView::fact).toList());
            folder.setText(chosen.snapshot().folder());
        });
    }

    private static VBox fact(SnapshotRow.Detail detail) {
        Label label = new Label(detail.label());
        label.getStyleClass().add("note");
        Label value = new Label(detail.value());
        value.setWrapText(true);
        VBox box = new VBox(1, label, value);
        box.setPrefWidth(96);
        return box;
    }

    private void tell(Optional<Outcome> told) {
        outcome.getChildren().clear();
        outcome.setManaged(told.isPresent());
        told.ifPresent(present -> outcome.getChildren()
                .add(new OutcomePane(present.tone(), present.sentence(), present.advice(), present.details(), words)
                        .closable(model::dismiss)));
    }

    @FXML
    void verify() {
        model.verify();
    }

    @FXML
    void openFolder() {
        model.openFolder();
    }
}
