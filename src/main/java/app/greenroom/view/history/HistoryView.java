package app.greenroom.view.history;

import app.greenroom.view.ViewFactory;
import app.greenroom.view.control.BusyBar;
import app.greenroom.view.control.Children;
import app.greenroom.view.control.LogPane;
import app.greenroom.view.control.Sign;
import app.greenroom.view.control.Told;
import app.greenroom.viewmodel.Sheet;
import app.greenroom.viewmodel.Words;
import app.greenroom.viewmodel.history.HistoryRow;
import app.greenroom.viewmodel.history.HistoryViewModel;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** What was done to an instance: the jobs at the left, the chosen one at the right. */
public final class HistoryView {
    private final HistoryViewModel model;
    private final ViewFactory views;
    private final Words words;

    @FXML
    private Node listPage;

    @FXML
    private BusyBar busy;

    @FXML
    private StackPane outcome;

    @FXML
    private Label none;

    @FXML
    private HBox body;

    @FXML
    private ListView<HistoryRow> jobs;

    @FXML
    private VBox detail;

    @FXML
    private Sign sign;

    @FXML
    private Label title;

    @FXML
    private Label facts;

    @FXML
    private VBox steps;

    @FXML
    private Label keptTitle;

    @FXML
    private VBox kept;

    @FXML
    private LogPane log;

    @FXML
    private Button readLog;

    @FXML
    private Button report;

    @FXML
    private Button rollBack;

    @FXML
    private VBox sheetPage;

    @FXML
    private Label sheetTitle;

    @FXML
    private StackPane sheet;

    /** Draws a history. */
    public HistoryView(HistoryViewModel model, ViewFactory views, Words words) {
        this.model = model;
        this.views = views;
        this.words = words;
    }

    @FXML
    void initialize() {
        busy.follow(model.work(), words);
        Told.follow(model.outcomeProperty(), outcome, model::dismiss, words);
        Children.showWhile(none, model.knownProperty().and(Bindings.isEmpty(model.rows())));
        Children.showWhile(body, Bindings.isNotEmpty(model.rows()));
        Children.showWhile(log, Bindings.isNotEmpty(model.log()));
        log.show(model.log());
        jobs.setItems(model.rows());
        jobs.setCellFactory(list -> new HistoryCell(words));
        jobs.getSelectionModel().selectedItemProperty().subscribe(row -> {
            if (row != null) {
                model.chosenProperty().set(Optional.of(row));
            }
        });
        model.chosenProperty().subscribe(this::show);
        model.sheetProperty().subscribe(this::open);
    }

    private void show(Optional<HistoryRow> chosen) {
        detail.setVisible(chosen.isPresent());
        chosen.ifPresent(row -> {
            jobs.getSelectionModel().select(row);
            sign.setTone(row.tone());
            title.setText(words.get("view.history.title", row.title(), row.state()));
            facts.setText(String.join(words.get("view.separator"), row.facts()));
            steps.getChildren()
                    .setAll(row.steps().stream().map(HistoryView::step).toList());
            kept.getChildren()
                    .setAll(row.kept().stream().map(HistoryView::place).toList());
            keptTitle.setVisible(!row.kept().isEmpty());
            keptTitle.setManaged(!row.kept().isEmpty());
            readLog.setDisable(row.live());
            report.setDisable(row.live());
            rollBack.setVisible(row.reversible());
            rollBack.setManaged(row.reversible());
        });
    }

    private static Node step(HistoryRow.StepTime step) {
        Label name = new Label(step.title());
        name.setWrapText(true);
        name.setMinHeight(Region.USE_PREF_SIZE);
        HBox.setHgrow(name, Priority.ALWAYS);
        name.setMaxWidth(Double.MAX_VALUE);
        Label time = new Label(step.time());
        time.getStyleClass().add("note");
        time.setMinWidth(Region.USE_PREF_SIZE);
        HBox row = new HBox(12, name, time);
        row.getStyleClass().add("history-step");
        return row;
    }

    private static Node place(String name) {
        Label place = new Label(name);
        place.getStyleClass().add("note");
        place.setWrapText(true);
        place.setMinHeight(Region.USE_PREF_SIZE);
        return place;
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
    void readLog() {
        model.readLog();
    }

    @FXML
    void copyReport() {
        model.copyReport();
    }

    @FXML
    void rollBack() {
        model.rollBack();
    }

    @FXML
    void openKept() {
        model.openKept();
    }

    @FXML
    void closeSheet() {
        model.closeSheet();
    }
}
