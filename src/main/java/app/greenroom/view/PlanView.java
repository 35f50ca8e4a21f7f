package app.greenroom.view;

import app.greenroom.domain.job.JobPlan.Phase;
import app.greenroom.view.control.EvenRow;
import app.greenroom.view.control.FigureCard;
import app.greenroom.view.control.Folded;
import app.greenroom.view.control.NotePane;
import app.greenroom.view.control.Sign;
import app.greenroom.view.control.StepRow;
import app.greenroom.viewmodel.walk.PlannedJob;
import java.util.List;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;

/** A plan before anything is done. */
final class PlanView {
    private final Runnable start;
    private final PlannedJob plan;

    @FXML
    private HBox banner;

    @FXML
    private Sign sign;

    @FXML
    private Label headline;

    @FXML
    private Label sentence;

    @FXML
    private Button startButton;

    @FXML
    private EvenRow figures;

    @FXML
    private Node notesCard;

    @FXML
    private Pane notes;

    @FXML
    private Node readingsCard;

    @FXML
    private Pane readings;

    @FXML
    private Pane before;

    @FXML
    private Pane window;

    @FXML
    private Pane after;

    @FXML
    private Label afterTitle;

    @FXML
    private Label back;

    PlanView(PlannedJob plan, Runnable start) {
        this.start = start;
        this.plan = plan;
    }

    @FXML
    void initialize() {
        headline.setText(plan.headline());
        sentence.setText(plan.sentence());
        sign.setTone(plan.tone());
        banner.getStyleClass().add(plan.tone().style());
        startButton.setText(plan.startLabel());
        startButton.setDisable(plan.blocked());
        figures.getChildren()
                .setAll(plan.figures().stream().map(FigureCard::new).toList());
        notes.getChildren().setAll(plan.notes().stream().map(NotePane::new).toList());
        notesCard.setVisible(!plan.notes().isEmpty());
        notesCard.setManaged(!plan.notes().isEmpty());
        readings.getChildren()
                .setAll(plan.readings().stream().map(PlanView::reading).toList());
        readingsCard.setVisible(!plan.readings().isEmpty());
        readingsCard.setManaged(!plan.readings().isEmpty());
        before.getChildren().setAll(rows(Phase.BEFORE));
        window.getChildren().setAll(rows(Phase.WINDOW));
        after.getChildren().setAll(rows(Phase.AFTER));
        afterTitle.setManaged(!after.getChildren().isEmpty());
        afterTitle.setVisible(!after.getChildren().isEmpty());
        back.setText(plan.back());
    }

    private static Node reading(PlannedJob.Reading reading) {
        FlowPane row = new FlowPane(12, 2, new Label(reading.title()));
        for (PlannedJob.Link link : reading.links()) {
            Hyperlink shown = new Hyperlink(link.label());
            shown.setTooltip(new Tooltip(link.address()));
            shown.setOnAction(event -> link.show().run());
            row.getChildren().add(shown);
        }
        if (reading.text().isEmpty()) {
            return row;
        }
        Folded text = new Folded(reading.textTitle(), String.join("\n", reading.text()));
        return new VBox(4, row, text);
    }

    private List<StepRow> rows(Phase phase) {
        return plan.steps(phase).stream()
                .map(step -> new StepRow(step.title(), step.usual()))
                .toList();
    }

    @FXML
    void start() {
        start.run();
    }
}
