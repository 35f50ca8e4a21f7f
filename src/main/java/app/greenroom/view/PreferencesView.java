package app.greenroom.view;

import app.greenroom.view.control.Children;
import app.greenroom.viewmodel.ThemeChoice;
import app.greenroom.viewmodel.Words;
import app.greenroom.viewmodel.frame.PreferencesViewModel;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.Pane;

/** What the user prefers. */
final class PreferencesView {
    private final PreferencesViewModel model;
    private final Words words;

    @FXML
    private Pane themes;

    @FXML
    private Label secrets;

    @FXML
    private Button keyring;

    PreferencesView(PreferencesViewModel model, Words words) {
        this.model = model;
        this.words = words;
    }

    @FXML
    void initialize() {
        secrets.textProperty().bind(model.secrets().sentenceProperty());
        Children.showWhile(keyring, model.secrets().keyringPossibleProperty());
        ToggleGroup group = new ToggleGroup();
        for (ThemeChoice choice : ThemeChoice.values()) {
            RadioButton button = new RadioButton(words.get("view.theme." + choice));
            button.setToggleGroup(group);
            button.setOnAction(event -> model.themeProperty().set(choice));
            model.themeProperty().subscribe(now -> button.setSelected(now == choice));
            themes.getChildren().add(button);
        }
    }

    @FXML
    void usePassphrase() {
        model.secrets().usePassphrase();
    }

    @FXML
    void useKeyring() {
        model.secrets().useKeyring();
    }
}
