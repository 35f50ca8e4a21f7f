package app.greenroom.view.backup;

import app.greenroom.view.control.Badge;
import app.greenroom.view.control.BusyBar;
import app.greenroom.view.control.TextCell;
import app.greenroom.view.control.Told;
import app.greenroom.viewmodel.Tone;
import app.greenroom.viewmodel.Words;
import app.greenroom.viewmodel.backup.RetentionViewModel;
import app.greenroom.viewmodel.backup.RetentionViewModel.Fate;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.StackPane;

/** The rule by which snapshots are kept, and what would go by it. */
public final class RetentionView {
    private final RetentionViewModel model;
    private final Words words;

    @FXML
    private BusyBar busy;

    @FXML
    private StackPane outcome;

    @FXML
    private FlowPane numbers;

    @FXML
    private Button save;

    @FXML
    private Button saveForAll;

    @FXML
    private Label whose;

    @FXML
    private Label sentence;

    @FXML
    private Button prune;

    @FXML
    private TableView<Fate> table;

    @FXML
    private TableColumn<Fate, String> taken;

    @FXML
    private TableColumn<Fate, String> size;

    @FXML
    private TableColumn<Fate, Fate> fate;

    @FXML
    private TableColumn<Fate, String> why;

    /** Draws the rule. */
    public RetentionView(RetentionViewModel model, Words words) {
        this.model = model;
        this.words = words;
    }

    @FXML
    void initialize() {
        busy.follow(model.work(), words);
        Told.follow(model.outcomeProperty(), outcome, model::dismiss, words);
        NumberFields.fill(numbers, model::numberProperty, words);
        whose.textProperty()
                .bind(model.ownProperty()
                        .map(own -> words.get(own ? "view.retention.whose.own" : "view.retention.whose.all")));
        text(taken, Fate::taken, false);
        text(size, Fate::size, true);
        text(why, Fate::why, false);
        fate.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(cell.getValue()));
        fate.setCellFactory(column -> new TableCell<>() {
            @Override
            protected void updateItem(Fate row, boolean none) {
                super.updateItem(row, none);
                setGraphic(none || row == null ? null : badge(row));
            }
        });
        model.planProperty().subscribe(now -> refresh());
        model.validProperty().subscribe(now -> refresh());
    }

    private Badge badge(Fate row) {
        return row.stays()
                ? new Badge(words.get("view.retention.stays"), Tone.OK)
                : new Badge(words.get("view.retention.goesBadge"), Tone.ATTENTION);
    }

    private static void text(TableColumn<Fate, String> column, Function<Fate, String> value, boolean right) {
        column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(value.apply(cell.getValue())));
        column.setCellFactory(_ -> new TextCell<>(right));
        if (right) {
            column.getStyleClass().add("right");
        }
    }

    private void refresh() {
        table.getItems().setAll(model.fates());
        sentence.setText(model.sentence());
        int going = model.planProperty().get().map(plan -> plan.going().size()).orElse(0);
        prune.setText(words.get("view.retention.prune", going));
        prune.setDisable(
                model.planProperty().get().filter(plan -> !plan.isEmpty()).isEmpty());
        save.setDisable(!model.validProperty().get());
        saveForAll.setDisable(!model.validProperty().get());
    }

    @FXML
    void save() {
        model.save();
    }

    @FXML
    void saveForAll() {
        model.saveForAll();
    }

    @FXML
    void prune() {
        model.prune();
    }
}
