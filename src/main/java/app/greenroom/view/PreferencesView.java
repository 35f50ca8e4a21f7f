package app.greenroom.view;

import app.greenroom.viewmodel.ThemeChoice;
import app.greenroom.viewmodel.Words;
import app.greenroom.viewmodel.frame.PreferencesViewModel;
import javafx.fxml.FXML;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.Pane;

/** What the user prefers. */
final class PreferencesView {
    private final PreferencesViewModel model;
    private final Words words;

    @FXML
    private Pane themes;

    PreferencesView(PreferencesViewModel model, Words words) {
        this.model = model;
        this.words = words;
    }

    @FXML
    void initialize() {
        ToggleGroup group = new ToggleGroup();
        for (ThemeChoice choice : ThemeChoice.values()) {
            RadioButton button = new RadioButton(words.get("view.theme." + choice));
            button.setToggleGroup(group);
            button.setOnAction(event -> model.themeProperty().set(choice));
            model.themeProperty().subscribe(now -> button.setSelected(now == choice));
            themes.getChildren().add(button);
        }
    }
}
