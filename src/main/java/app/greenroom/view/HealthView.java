package app.greenroom.view;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.view.control.Children;
import app.greenroom.view.control.EvenRow;
import app.greenroom.view.control.FailurePane;
import app.greenroom.view.control.FigureCard;
import app.greenroom.view.control.FindingPane;
import app.greenroom.view.control.Sign;
import app.greenroom.view.control.Skeleton;
import app.greenroom.viewmodel.FailureNote;
import app.greenroom.viewmodel.Tone;
import app.greenroom.viewmodel.Words;
import app.greenroom.viewmodel.instance.FindingRow;
import app.greenroom.viewmodel.instance.HealthViewModel;
import app.greenroom.viewmodel.instance.HealthViewModel.Knowledge;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** What is the case, and what to do. */
final class HealthView {
    private final HealthViewModel model;
    private final Words words;

    @FXML
    private StackPane failure;

    @FXML
    private Skeleton skeleton;

    @FXML
    private VBox known;

    @FXML
    private HBox banner;

    @FXML
    private Sign sign;

    @FXML
    private Label sentence;

    @FXML
    private Label age;

    @FXML
    private Button checkAgain;

    @FXML
    private EvenRow figures;

    @FXML
    private Pane todo;

    @FXML
    private Label counts;

    @FXML
    private HBox fineRow;

    @FXML
    private Label fineLine;

    @FXML
    private Hyperlink showAll;

    @FXML
    private Pane fine;

    HealthView(HealthViewModel model, Words words) {
        this.model = model;
        this.words = words;
    }

    @FXML
    void initialize() {
        BooleanBinding some = is(Knowledge.SOME);
        Children.showWhile(skeleton, is(Knowledge.NONE));
        Children.showWhile(known, some);
        sentence.textProperty().bind(model.sentenceProperty());
        age.textProperty().bind(model.ageProperty());
        counts.textProperty().bind(model.countsProperty());
        checkAgain.disableProperty().bind(model.lookingProperty());
        sign.toneProperty().bind(model.toneProperty());
        model.toneProperty().subscribe(this::color);
        Children.follow(model.figures(), figures, FigureCard::new);
        Children.follow(model.todo(), todo, this::row);
        Children.follow(model.fine(), fine, this::row);
        fineLine.textProperty().bind(model.fineLineProperty());
        Children.showWhile(fineRow, Bindings.isNotEmpty(model.fine()));
        Children.showWhile(fine, model.showAllProperty());
        showAll.textProperty()
                .bind(Bindings.when(model.showAllProperty())
                        .then(words.get("view.health.showLess"))
                        .otherwise(words.get("view.health.showAll")));
        model.failureProperty().subscribe(this::showFailure);
        model.staleProperty().subscribe(stale -> grey(stale));
    }

    private BooleanBinding is(Knowledge wanted) {
        return Bindings.createBooleanBinding(
                () -> model.knowledgeProperty().get() == wanted, model.knowledgeProperty());
    }

    private void color(Tone tone) {
        for (Tone each : Tone.values()) {
            banner.getStyleClass().remove(each.style());
        }
        banner.getStyleClass().add(tone.style());
    }

    private void grey(boolean stale) {
        known.getStyleClass().remove("stale");
        if (stale) {
            known.getStyleClass().add("stale");
        }
    }

    private FindingPane row(FindingRow row) {
        return row.action()
                .map(action -> {
                    Button button = new Button(words.get("view.action." + action));
                    button.setOnAction(event -> model.act(action));
                    return new FindingPane(row, button);
                })
                .orElseGet(() -> new FindingPane(row));
    }

    private void showFailure(Optional<FailureNote> note) {
        failure.getChildren().clear();
        failure.setVisible(note.isPresent());
        failure.setManaged(note.isPresent());
        note.ifPresent(present -> {
            Button again = new Button(words.get("view.health.checkAgain"));
            again.setOnAction(event -> model.checkAgain());
            Button compare = new Button(words.get("view.health.compareKey"));
            compare.setOnAction(event -> model.compareKey());
            boolean key = present.reason() == FailureReason.HOST_KEY_UNKNOWN
                    || present.reason() == FailureReason.HOST_KEY_CHANGED;
            failure.getChildren()
                    .add(
                            key
                                    ? new FailurePane(present, words.get("view.details"), compare, again)
                                    : new FailurePane(present, words.get("view.details"), again));
        });
    }

    @FXML
    void checkAgain() {
        model.checkAgain();
    }

    @FXML
    void toggleAll() {
        model.showAllProperty().set(!model.showAllProperty().get());
        showAll.setVisited(false);
    }
}
