package app.greenroom.viewmodel.frame;

import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.operation.Preferences;
import app.greenroom.operation.Preferences.Theme;
import app.greenroom.viewmodel.Dialogs;
import app.greenroom.viewmodel.FailureNote;
import app.greenroom.viewmodel.ThemeChoice;
import app.greenroom.viewmodel.Words;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

/** What the user prefers; every change is kept at once. */
public final class PreferencesViewModel {
    private final Preferences preferences;
    private final Dialogs dialogs;
    private final Words words;
    private final ObjectProperty<ThemeChoice> theme;

    /** Starts with what is kept. */
    public PreferencesViewModel(Preferences preferences, Dialogs dialogs, Words words) {
        this.preferences = preferences;
        this.dialogs = dialogs;
        this.words = words;
        this.theme = new SimpleObjectProperty<>(
                ThemeChoice.valueOf(preferences.theme().name()));
        theme.subscribe((before, after) -> keep(after));
    }

    private void keep(ThemeChoice choice) {
        try {
            preferences.chooseTheme(Theme.valueOf(choice.name()));
        } catch (OperationFailedException failure) {
            dialogs.showFailure(
                    words.of(failure), FailureNote.of(failure, words).details());
        }
    }

    /** How the window looks. */
    public ObjectProperty<ThemeChoice> themeProperty() {
        return theme;
    }
}
