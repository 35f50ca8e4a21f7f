package app.greenroom.view;

import app.greenroom.view.control.Children;
import app.greenroom.viewmodel.InstanceTab;
import app.greenroom.viewmodel.instance.InstanceViewModel;
import java.util.Map;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.event.ActionEvent;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.StackPane;

/** The head of an instance and the page below it. */
final class InstanceView {
    private final InstanceViewModel model;
    private final ViewFactory views;

    @FXML
    private Label title;

    @FXML
    private Label practice;

    @FXML
    private Label subtitle;

    @FXML
    private Button backUp;

    @FXML
    private Button upgrade;

    @FXML
    private ToggleButton health;

    @FXML
    private ToggleButton backups;

    @FXML
    private ToggleButton upgradeTab;

    @FXML
    private ToggleButton system;

    @FXML
    private ToggleButton history;

    @FXML
    private ToggleButton settings;

    @FXML
    private StackPane content;

    InstanceView(InstanceViewModel model, ViewFactory views) {
        this.model = model;
        this.views = views;
    }

    @FXML
    void initialize() {
        title.setText(model.title());
        practice.setVisible(model.isPractice());
        practice.setManaged(model.isPractice());
        subtitle.textProperty().bind(model.subtitle());
        upgrade.textProperty().bind(model.upgradeLabel());
        BooleanBinding onUpgrade = Bindings.createBooleanBinding(
                () -> model.tabProperty().get() == InstanceTab.UPGRADE, model.tabProperty());
        Children.showWhile(upgrade, model.upgradeLabel().isNotEmpty().and(onUpgrade.not()));
        backUp.disableProperty().bind(model.shelf().work().busyProperty());
        Map<ToggleButton, InstanceTab> tabs = Map.of(
                health, InstanceTab.HEALTH,
                backups, InstanceTab.BACKUPS,
                upgradeTab, InstanceTab.UPGRADE,
                system, InstanceTab.SYSTEM,
                history, InstanceTab.HISTORY,
                settings, InstanceTab.SETTINGS);
        tabs.forEach(this::tab);
        model.primary().subscribe(this::markPrimary);
        model.tabProperty().subscribe(this::show);
    }

    private void tab(ToggleButton button, InstanceTab mine) {
        model.tabProperty().subscribe(now -> button.setSelected(now == mine));
        button.addEventHandler(ActionEvent.ACTION, event -> {
            model.tabProperty().set(mine);
            button.setSelected(true);
        });
    }

    /** One primary button a page. */
    private void markPrimary(InstanceViewModel.Primary primary) {
        primary(backUp, primary == InstanceViewModel.Primary.BACK_UP);
        primary(upgrade, primary == InstanceViewModel.Primary.UPGRADE);
    }

    private static void primary(Button button, boolean is) {
        button.getStyleClass().remove("primary");
        if (is) {
            button.getStyleClass().add("primary");
        }
    }

    private void show(InstanceTab tab) {
        Parent page = switch (tab) {
            case HEALTH -> views.of(model.health());
            case BACKUPS -> views.of(model.backups());
            case UPGRADE -> views.of(model.upgrade());
            case SYSTEM -> views.of(model.system());
            case HISTORY -> views.of(model.history());
            case SETTINGS -> views.of(model.settings());
        };
        content.getChildren().setAll(page);
    }

    @FXML
    void backUp() {
        model.backUp();
    }

    @FXML
    void planUpgrade() {
        model.planUpgrade();
    }
}
