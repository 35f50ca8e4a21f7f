package app.greenroom.view;

import app.greenroom.domain.instance.PretalxVersion;
import app.greenroom.domain.job.JobState;
import app.greenroom.domain.upgrade.BrokenPlugin;
import app.greenroom.view.control.BusyBar;
import app.greenroom.view.control.Children;
import app.greenroom.view.control.FailurePane;
import app.greenroom.view.control.OutcomePane;
import app.greenroom.viewmodel.FailureNote;
import app.greenroom.viewmodel.Tone;
import app.greenroom.viewmodel.Words;
import app.greenroom.viewmodel.upgrade.PluginChoice;
import app.greenroom.viewmodel.upgrade.UpgradeViewModel;
import app.greenroom.viewmodel.walk.WalkViewModel;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The upgrade page: the choice of a version, the plan below it, or the walk alone. */
final class UpgradeView {
    private final UpgradeViewModel model;
    private final ViewFactory views;
    private final Words words;

    @FXML
    private StackPane failure;

    @FXML
    private Node choice;

    @FXML
    private ComboBox<PretalxVersion> versions;

    @FXML
    private Label newest;

    @FXML
    private Button plan;

    @FXML
    private Node pluginsRow;

    @FXML
    private Pane plugins;

    @FXML
    private BusyBar busy;

    @FXML
    private BusyBar looking;

    @FXML
    private Node explanation;

    @FXML
    private StackPane content;

    UpgradeView(UpgradeViewModel model, ViewFactory views, Words words) {
        this.model = model;
        this.views = views;
        this.words = words;
    }

    @FXML
    void initialize() {
        versions.setItems(model.versions());
        model.wantedProperty().subscribe(wanted -> versions.setValue(wanted.orElse(null)));
        versions.valueProperty().subscribe(value -> {
            if (value != null) {
                model.wantedProperty().set(Optional.of(value));
            }
        });
        Children.showWhile(versions, Bindings.isNotEmpty(model.versions()));
        Children.showWhile(newest, Bindings.isEmpty(model.versions()));
        BooleanBinding walking =
                Bindings.createBooleanBinding(() -> model.walkProperty().get().isPresent(), model.walkProperty());
        Children.showWhile(choice, walking.not());
        Children.showWhile(pluginsRow, walking.not().and(Bindings.isNotEmpty(model.plugins())));
        model.plugins().subscribe(this::showPlugins);
        showPlugins();
        BooleanBinding planned =
                Bindings.createBooleanBinding(() -> model.planProperty().get().isPresent(), model.planProperty());
        Children.showWhile(
                explanation,
                walking.or(planned).or(model.planning().busyProperty()).not());
        plan.disableProperty().bind(model.planning().busyProperty());
        model.planProperty().subscribe(shown -> {
            plan.getStyleClass().remove("primary");
            if (shown.isEmpty()) {
                plan.getStyleClass().add("primary");
            }
        });
        busy.follow(model.planning(), words);
        looking.follow(model.job().looking(), words);
        model.failureProperty().subscribe(this::showFailure);
        model.planProperty().subscribe(now -> show());
        model.walkProperty().subscribe(now -> show());
    }

    private void showPlugins() {
        plugins.getChildren()
                .setAll(model.plugins().stream().map(UpgradeView::pluginBox).toList());
    }

    private static Node pluginBox(PluginChoice plugin) {
        CheckBox box = new CheckBox(plugin.name());
        box.selectedProperty().bindBidirectional(plugin.comesAlongProperty());
        return box;
    }

    private void show() {
        content.getChildren().clear();
        model.walkProperty()
                .get()
                .ifPresentOrElse(
                        walk -> content.getChildren().add(walk(walk)),
                        () -> model.planProperty()
                                .get()
                                .ifPresent(planned -> content.getChildren().add(views.plan(planned, model::start))));
        VBox.setVgrow(content, Priority.ALWAYS);
    }

    private Node walk(WalkViewModel walk) {
        Node shown = views.walk(model.job(), walk, model::backToChoice);
        VBox.setVgrow(shown, Priority.ALWAYS);
        return new VBox(brokenPlugin(walk), shown);
    }

    /** Offers the way on where a plugin made the upgrade fail; nothing is shown before the server has gone back. */
    private Node brokenPlugin(WalkViewModel walk) {
        StackPane place = new StackPane();
        Runnable show = () -> {
            place.getChildren().clear();
            walk.brokenPluginProperty()
                    .get()
                    .filter(plugin -> walk.stateProperty().get().outcome().equals(Optional.of(JobState.UNDONE)))
                    .ifPresent(plugin -> place.getChildren().add(offer(plugin)));
            place.setManaged(!place.getChildren().isEmpty());
        };
        walk.brokenPluginProperty().subscribe(now -> show.run());
        walk.stateProperty().subscribe(now -> show.run());
        return place;
    }

    private Node offer(BrokenPlugin plugin) {
        Button without = new Button(words.get("view.upgrade.without", plugin.name()));
        without.setId("planWithout");
        without.setOnAction(event -> model.planWithout(plugin));
        return new OutcomePane(
                        Tone.ATTENTION,
                        words.get("view.upgrade.brokenPlugin", plugin.name(), plugin.version(), plugin.pretalx()),
                        words.get("view.upgrade.brokenPlugin.advice"),
                        plugin.complaint(),
                        words)
                .with(without);
    }

    private void showFailure(Optional<FailureNote> note) {
        failure.getChildren().clear();
        failure.setManaged(note.isPresent());
        note.ifPresent(present -> failure.getChildren().add(new FailurePane(present, words.get("view.details"))));
    }

    @FXML
    void plan() {
        model.plan();
    }
}
