package app.greenroom.view.backup;

import app.greenroom.domain.restore.RestorePart;
import app.greenroom.view.ViewFactory;
import app.greenroom.view.control.BusyBar;
import app.greenroom.view.control.Children;
import app.greenroom.view.control.FailurePane;
import app.greenroom.viewmodel.FailureNote;
import app.greenroom.viewmodel.Words;
import app.greenroom.viewmodel.restore.RestoreChoice;
import app.greenroom.viewmodel.restore.RestoreChoice.What;
import app.greenroom.viewmodel.restore.RestoreViewModel;
import java.util.Map;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.StackPane;

/** The restore of a snapshot: choice, plan, walk. */
public final class RestoreView {
    private final RestoreViewModel model;
    private final ViewFactory views;
    private final Words words;

    @FXML
    private StackPane failure;

    @FXML
    private BusyBar busy;

    @FXML
    private Node choice;

    @FXML
    private RadioButton everything;

    @FXML
    private RadioButton some;

    @FXML
    private RadioButton files;

    @FXML
    private FlowPane parts;

    @FXML
    private Label paths;

    @FXML
    private RadioButton here;

    @FXML
    private RadioButton elsewhere;

    @FXML
    private ComboBox<String> others;

    @FXML
    private CheckBox copy;

    @FXML
    private Node whereNote;

    @FXML
    private Node versionCard;

    @FXML
    private Label version;

    @FXML
    private CheckBox migrate;

    @FXML
    private Button plan;

    @FXML
    private Button again;

    @FXML
    private StackPane content;

    /** Draws a restore. */
    public RestoreView(RestoreViewModel model, ViewFactory views, Words words) {
        this.model = model;
        this.views = views;
        this.words = words;
    }

    @FXML
    void initialize() {
        busy.follow(model.planning(), words);
        model.failureProperty().subscribe(this::showFailure);
        what();
        where();
        migrate.selectedProperty().bindBidirectional(model.choice().migrateProperty());
        model.snapshotProperty().subscribe(now -> refresh());
        model.planProperty().subscribe(now -> showContent());
        model.job().walkProperty().subscribe(now -> showContent());
        model.planning().busyProperty().subscribe(now -> showContent());
    }

    private void what() {
        RestoreChoice chosen = model.choice();
        ToggleGroup group = new ToggleGroup();
        Map<RadioButton, What> buttons = Map.of(everything, What.EVERYTHING, some, What.PARTS, files, What.FILES);
        buttons.forEach((button, what) -> {
            button.setToggleGroup(group);
            button.selectedProperty().subscribe(now -> {
                if (now) {
                    chosen.whatProperty().set(what);
                }
            });
        });
        chosen.whatProperty().subscribe(what -> {
            buttons.forEach((button, mine) -> button.setSelected(mine == what));
            refresh();
        });
        for (RestorePart part : RestorePart.values()) {
            CheckBox box = new CheckBox(words.get("view.restore.part." + part));
            box.setId("part" + part);
            box.selectedProperty().bindBidirectional(chosen.partProperty(part));
            box.disableProperty().bind(some.selectedProperty().not());
            chosen.partProperty(part).subscribe(now -> refresh());
            parts.getChildren().add(box);
        }
        chosen.paths().addListener((ListChangeListener<String>) change -> refresh());
    }

    private void where() {
        RestoreChoice chosen = model.choice();
        ToggleGroup group = new ToggleGroup();
        here.setToggleGroup(group);
        elsewhere.setToggleGroup(group);
        others.setItems(model.others());
        elsewhere.disableProperty().bind(Bindings.isEmpty(model.others()));
        others.disableProperty().bind(elsewhere.selectedProperty().not());
        copy.disableProperty().bind(elsewhere.selectedProperty().not());
        copy.selectedProperty().bindBidirectional(chosen.copyProperty());
        elsewhere.selectedProperty().subscribe(now -> {
            if (now && others.getValue() == null) {
                others.getSelectionModel().selectFirst();
            }
            takeOther();
        });
        others.valueProperty().subscribe(now -> takeOther());
        chosen.otherProperty().subscribe(other -> {
            here.setSelected(other.isEmpty());
            elsewhere.setSelected(other.isPresent());
        });
        Children.showWhile(whereNote, elsewhere.selectedProperty());
    }

    private void takeOther() {
        model.choice()
                .otherProperty()
                .set(elsewhere.isSelected() ? Optional.ofNullable(others.getValue()) : Optional.empty());
    }

    private void refresh() {
        RestoreChoice chosen = model.choice();
        files.setDisable(chosen.paths().isEmpty());
        paths.setText(
                chosen.paths().isEmpty() ? words.get("view.restore.files.none") : String.join("\n", chosen.paths()));
        boolean single = chosen.whatProperty().get() == What.FILES;
        Optional<String> other = model.otherVersion().filter(said -> !single);
        versionCard.setVisible(other.isPresent());
        versionCard.setManaged(other.isPresent());
        version.setText(other.orElse(""));
        plan.setDisable(!chosen.complete());
    }

    private void showContent() {
        boolean walking = model.job().walkProperty().get().isPresent();
        boolean planned = model.planProperty().get().isPresent();
        boolean choosing = !walking && !planned;
        choice.setVisible(choosing);
        choice.setManaged(choosing);
        choice.setDisable(model.planning().busyProperty().get());
        again.setVisible(planned && !walking);
        again.setManaged(planned && !walking);
        content.setVisible(!choosing);
        content.setManaged(!choosing);
        content.getChildren().clear();
        model.job()
                .walkProperty()
                .get()
                .ifPresentOrElse(
                        walk -> content.getChildren().add(views.walk(model.job(), walk, model::backToChoice)),
                        () -> model.planProperty()
                                .get()
                                .ifPresent(shown -> content.getChildren().add(views.plan(shown, model::start))));
    }

    private void showFailure(Optional<FailureNote> note) {
        failure.getChildren().clear();
        failure.setManaged(note.isPresent());
        note.ifPresent(present -> failure.getChildren().add(new FailurePane(present, words.get("view.details"))));
    }

    @FXML
    void again() {
        model.backToChoice();
    }

    @FXML
    void plan() {
        model.plan();
    }
}
