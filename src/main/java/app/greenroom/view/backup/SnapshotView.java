package app.greenroom.view.backup;

import app.greenroom.domain.backup.VerifyReport.Depth;
import app.greenroom.view.control.Badge;
import app.greenroom.view.control.SizeChart;
import app.greenroom.viewmodel.Words;
import app.greenroom.viewmodel.backup.BackupsViewModel;
import app.greenroom.viewmodel.backup.SnapshotRow;
import java.util.List;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

/** The chosen snapshot: what it holds, what changed since the one before, and what can be done with it. */
public final class SnapshotView {
    private static final double FACT_WIDTH = 96;

    private final BackupsViewModel model;
    private final Words words;

    @FXML
    private Label title;

    @FXML
    private FlowPane badges;

    @FXML
    private Label pinNote;

    @FXML
    private Button restore;

    @FXML
    private Button prove;

    @FXML
    private Button verify;

    @FXML
    private MenuItem files;

    @FXML
    private MenuItem quick;

    @FXML
    private MenuItem pin;

    @FXML
    private MenuItem unpin;

    @FXML
    private FlowPane facts;

    @FXML
    private Hyperlink compare;

    @FXML
    private Label changes;

    @FXML
    private Label chartTitle;

    @FXML
    private SizeChart chart;

    /** Draws the chosen snapshot of a page. */
    public SnapshotView(BackupsViewModel model, Words words) {
        this.model = model;
        this.words = words;
    }

    @FXML
    void initialize() {
        model.chosenProperty().subscribe(row -> row.ifPresent(this::show));
        changes.textProperty().bind(model.changes().sentenceProperty());
        BooleanBinding unknown = Bindings.createBooleanBinding(
                () -> model.changes().changesProperty().get().isEmpty(),
                model.changes().changesProperty());
        compare.disableProperty().bind(unknown);
        verify.disableProperty().bind(model.work().busyProperty());
        quick.disableProperty().bind(model.work().busyProperty());
        prove.disableProperty()
                .bind(model.work()
                        .busyProperty()
                        .or(unusable(row -> row.snapshot().usable())));
        restore.disableProperty().bind(unusable(model::canRestore));
        files.disableProperty().bind(unusable(model::canRestore));
        chartTitle.visibleProperty().bind(chart.visibleProperty());
    }

    private interface Condition {
        boolean holds(SnapshotRow row);
    }

    private BooleanBinding unusable(Condition condition) {
        return Bindings.createBooleanBinding(
                () -> model.chosenProperty().get().filter(condition::holds).isEmpty(), model.chosenProperty());
    }

    private void show(SnapshotRow row) {
        title.setText(row.taken());
        badges.getChildren()
                .setAll(row.badges().stream()
                        .map(mark -> new Badge(mark.text(), mark.tone()))
                        .toList());
        String note = row.pin().filter(text -> !text.isEmpty()).orElse("");
        pinNote.setText(words.get("view.pin.note", note));
        pinNote.setVisible(!note.isEmpty());
        pinNote.setManaged(!note.isEmpty());
        pin.setText(words.get(row.pin().isPresent() ? "view.backups.pinAgain" : "view.backups.pin"));
        unpin.setVisible(row.pin().isPresent());
        facts.getChildren()
                .setAll(row.details().stream().map(SnapshotView::fact).toList());
        draw(row);
    }

    private static VBox fact(SnapshotRow.Detail detail) {
        Label label = new Label(detail.label());
        label.getStyleClass().add("note");
        Label value = new Label(detail.value());
        value.setWrapText(true);
        VBox box = new VBox(1, label, value);
        box.setPrefWidth(FACT_WIDTH);
        return box;
    }

    private void draw(SnapshotRow row) {
        List<SnapshotRow> whole = model.rows().reversed().stream()
                .filter(each -> each.snapshot().head().isPresent())
                .toList();
        List<SizeChart.Point> points = whole.stream()
                .map(SnapshotRow::snapshot)
                .map(each -> new SizeChart.Point(each.id().taken().getEpochSecond(), each.totalBytes()))
                .toList();
        long most = points.stream().mapToLong(SizeChart.Point::bytes).max().orElse(0);
        String spoken =
                whole.stream().map(each -> each.taken() + " " + each.size()).collect(Collectors.joining(", "));
        chart.show(
                points, whole.indexOf(row), words.amounts().size(most), words.get("view.backups.chartSpoken", spoken));
    }

    @FXML
    void restore() {
        model.openRestore();
    }

    @FXML
    void prove() {
        model.prove();
    }

    @FXML
    void verify() {
        model.verify(Depth.FULL);
    }

    @FXML
    void verifyQuickly() {
        model.verify(Depth.QUICK);
    }

    @FXML
    void openFiles() {
        model.openFiles();
    }

    @FXML
    void openFolder() {
        model.openFolder();
    }

    @FXML
    void pin() {
        model.pin();
    }

    @FXML
    void unpin() {
        model.unpin();
    }

    @FXML
    void compare() {
        model.openChanges();
    }
}
