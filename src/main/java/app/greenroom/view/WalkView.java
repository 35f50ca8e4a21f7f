package app.greenroom.view;

import app.greenroom.domain.job.JobPlan.Phase;
import app.greenroom.domain.job.JobState;
import app.greenroom.view.control.Children;
import app.greenroom.view.control.LogPane;
import app.greenroom.view.control.Sign;
import app.greenroom.view.control.StepRow;
import app.greenroom.viewmodel.Tone;
import app.greenroom.viewmodel.Words;
import app.greenroom.viewmodel.walk.JobWalk;
import app.greenroom.viewmodel.walk.StepViewModel;
import app.greenroom.viewmodel.walk.WalkReport;
import app.greenroom.viewmodel.walk.WalkState;
import app.greenroom.viewmodel.walk.WalkState.Stage;
import app.greenroom.viewmodel.walk.WalkViewModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** A running or ended job: what happens, what visitors see, how long still, how we go back. */
final class WalkView {
    private final JobWalk job;
    private final WalkViewModel walk;
    private final Runnable close;
    private final Words words;

    @FXML
    private Label headline;

    @FXML
    private Label note;

    @FXML
    private Label timeLeft;

    @FXML
    private ProgressBar bar;

    @FXML
    private HBox banner;

    @FXML
    private Sign sign;

    @FXML
    private Label visitors;

    @FXML
    private Label safety;

    @FXML
    private ScrollPane stepsScroll;

    @FXML
    private VBox steps;

    @FXML
    private Label logTitle;

    @FXML
    private Label follows;

    @FXML
    private LogPane log;

    @FXML
    private Label back;

    @FXML
    private Button stop;

    @FXML
    private Button end;

    @FXML
    private Button resume;

    @FXML
    private Button undo;

    @FXML
    private Button watchAgain;

    @FXML
    private Button done;

    private Optional<StepRow> chosenRow = Optional.empty();
    private boolean scrolledAway;

    /**
     * Draws a walk.
     *
     * @param close what to do when the user has seen how it ended
     */
    WalkView(JobWalk job, WalkViewModel walk, Runnable close, Words words) {
        this.close = close;
        this.job = job;
        this.walk = walk;
        this.words = words;
    }

    @FXML
    void initialize() {
        walk.reportProperty().subscribe(this::show);
        walk.stateProperty().subscribe(this::showButtons);
        walk.steps().addListener((ListChangeListener<StepViewModel>) change -> showSteps());
        showSteps();
        Children.showWhile(end, walk.endableProperty());
        walk.chosenProperty().subscribe(this::showLog);
        follows.textProperty()
                .bind(log.followingProperty()
                        .map(following -> words.get(following ? "view.walk.logFollows" : "view.walk.logPaused")));
        Children.showWhile(follows, log.filledProperty());
        stepsScroll.viewportBoundsProperty().subscribe(bounds -> reveal());
        stepsScroll.addEventFilter(ScrollEvent.SCROLL, event -> scrolledAway = true);
        stepsScroll.addEventFilter(MouseEvent.MOUSE_DRAGGED, event -> scrolledAway = true);
    }

    private void show(WalkReport report) {
        headline.setText(report.headline());
        note.setText(report.note());
        timeLeft.setText(report.timeLeft());
        bar.setProgress(report.fraction());
        bar.setAccessibleText(report.timeLeft());
        for (Tone each : Tone.values()) {
            banner.getStyleClass().remove(each.style());
        }
        banner.getStyleClass().add(report.tone().style());
        sign.setTone(report.tone());
        visitors.setText(report.visitors());
        safety.setText(report.safety());
        back.setText(report.back());
    }

    private void showButtons(WalkState state) {
        Optional<JobState> outcome = state.outcome();
        boolean stoppable = state.stage() == Stage.PREPARING || state.stage() == Stage.RUNNING;
        show(stop, stoppable);
        stop.setText(words.get(state.stage() == Stage.PREPARING ? "view.cancel" : "view.walk.stop"));
        show(
                resume,
                outcome.filter(end -> end == JobState.INTERRUPTED || end == JobState.STUCK)
                        .isPresent());
        show(
                undo,
                outcome.filter(end ->
                                end == JobState.INTERRUPTED || end == JobState.STUCK || end == JobState.UNDO_FAILED)
                        .isPresent());
        show(watchAgain, state.stage() == Stage.UNWATCHED);
        show(done, outcome.isPresent());
    }

    private static void show(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }

    private void showSteps() {
        List<Node> rows = new ArrayList<>();
        Phase last = null;
        for (StepViewModel step : walk.steps()) {
            if (step.phase() != last) {
                last = step.phase();
                Label title = new Label(words.get("view.walk.phase." + last));
                title.getStyleClass().addAll("note", "phase");
                rows.add(title);
            }
            rows.add(row(step));
        }
        steps.getChildren().setAll(rows);
    }

    private StepRow row(StepViewModel step) {
        StepRow row = new StepRow(step);
        row.accessibleTextProperty()
                .bind(step.toneProperty()
                        .map(tone -> words.get("view.walk.stepSpoken", step.title(), words.get("view.tone." + tone))));
        row.setOnChosen(() -> {
            scrolledAway = false;
            walk.look(step);
        });
        // a new row, or one below a note that came in, gets its place only with the next layout
        row.boundsInParentProperty().subscribe(bounds -> {
            if (chosenRow.filter(row::equals).isPresent()) {
                reveal();
            }
        });
        walk.chosenProperty().subscribe(chosen -> {
            boolean mine = chosen.filter(step::equals).isPresent();
            row.setChosen(mine);
            if (mine) {
                chosenRow = Optional.of(row);
                reveal();
            }
        });
        return row;
    }

    /** Keeps the step that is under way in sight, unless the user scrolled elsewhere since they chose one. */
    private void reveal() {
        if (!scrolledAway) {
            chosenRow.ifPresent(row -> Children.reveal(stepsScroll, row));
        }
    }

    private void showLog(Optional<StepViewModel> step) {
        step.ifPresent(chosen -> {
            logTitle.setText(chosen.title());
            log.show(chosen.log().lines());
        });
    }

    @FXML
    void stop() {
        job.stop();
    }

    @FXML
    void end() {
        job.endStep();
    }

    @FXML
    void resume() {
        job.resume();
    }

    @FXML
    void undo() {
        job.undo();
    }

    @FXML
    void watchAgain() {
        job.follow();
    }

    @FXML
    void done() {
        close.run();
    }

    @FXML
    void copyReport() {
        job.copyReport();
    }
}
