package app.greenroom.view.backup;

import app.greenroom.view.control.Badge;
import app.greenroom.view.control.EvenRow;
import app.greenroom.view.control.FigureCard;
import app.greenroom.view.control.TextCell;
import app.greenroom.viewmodel.backup.ChangesViewModel;
import app.greenroom.viewmodel.backup.ChangesViewModel.Row;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

/** What changed from one snapshot to the next. */
public final class ChangesView {
    private final ChangesViewModel model;

    @FXML
    private Label sentence;

    @FXML
    private EvenRow figures;

    @FXML
    private TableView<Row> table;

    @FXML
    private TableColumn<Row, Row> kind;

    @FXML
    private TableColumn<Row, String> size;

    @FXML
    private TableColumn<Row, String> path;

    /** Draws what changed. */
    public ChangesView(ChangesViewModel model) {
        this.model = model;
    }

    @FXML
    void initialize() {
        sentence.setText(model.sentence());
        figures.getChildren()
                .setAll(model.figures().stream().map(FigureCard::new).toList());
        kind.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(cell.getValue()));
        kind.setCellFactory(column -> new TableCell<>() {
            @Override
            protected void updateItem(Row row, boolean none) {
                super.updateItem(row, none);
                setGraphic(none || row == null ? null : new Badge(row.kind(), row.tone()));
            }
        });
        size.setCellValueFactory(
                cell -> new ReadOnlyObjectWrapper<>(cell.getValue().size()));
        size.setCellFactory(_ -> new TextCell<>(true));
        size.getStyleClass().add("right");
        path.setCellValueFactory(
                cell -> new ReadOnlyObjectWrapper<>(cell.getValue().path()));
        path.setCellFactory(_ -> new TextCell<>(false));
        table.getItems().setAll(model.files());
    }
}
