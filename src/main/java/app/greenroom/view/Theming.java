package app.greenroom.view;

import app.greenroom.viewmodel.ThemeChoice;
import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.net.URL;
import java.util.List;
import java.util.Objects;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;
import javafx.scene.text.Font;

/** Gives scenes the look that the user chose, and follows the choice and the operating system. */
public final class Theming {
    private static final double ANY_SIZE = 14;

    private final ObjectProperty<ThemeChoice> choice = new SimpleObjectProperty<>(ThemeChoice.SYSTEM);

    /** The look of the operating system until another is chosen; made on the UI thread. */
    public Theming() {
        for (String weight : List.of("greenroom-sans.ttf", "greenroom-sans-bold.ttf")) {
            Font.loadFont(resource("font/" + weight), ANY_SIZE);
        }
    }

    /** What the user chose. */
    public ObjectProperty<ThemeChoice> choiceProperty() {
        return choice;
    }

    /** Gives a scene the look, now and after each change. */
    public void dress(Scene scene) {
        choice.subscribe(now -> apply(scene));
        Platform.getPreferences().colorSchemeProperty().subscribe(now -> apply(scene));
    }

    /** The style sheets of the present look, for dialogs. */
    List<String> sheets() {
        return List.of(resource("theme/base.css"), resource(isDark() ? "theme/dark.css" : "theme/light.css"));
    }

    private void apply(Scene scene) {
        Application.setUserAgentStylesheet(
                isDark() ? new PrimerDark().getUserAgentStylesheet() : new PrimerLight().getUserAgentStylesheet());
        scene.getStylesheets().setAll(sheets());
    }

    private boolean isDark() {
        return switch (choice.get()) {
            case DARK -> true;
            case LIGHT -> false;
            case SYSTEM -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
        };
    }

    private static String resource(String name) {
        URL address = Theming.class.getResource(name);
        return Objects.requireNonNull(address, name).toExternalForm();
    }
}
