package app.greenroom.viewmodel.frame;

import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.operation.Preferences;
import app.greenroom.operation.Preferences.Theme;
import app.greenroom.viewmodel.Dialogs;
import app.greenroom.viewmodel.FailureNote;
import app.greenroom.viewmodel.ThemeChoice;
import app.greenroom.viewmodel.Words;
import app.greenroom.viewmodel.Workbench;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

/** What the user prefers; every change is kept at once. */
public final class PreferencesViewModel {
    private final Preferences preferences;
    private final Dialogs dialogs;
    private final Words words;
    private final SecretsPreferenceViewModel secrets;
    private final ObjectProperty<ThemeChoice> theme;

    /** Starts with what is kept. */
    PreferencesViewModel(Preferences preferences, Workbench bench) {
        this.preferences = preferences;
        this.dialogs = bench.dialogs();
        this.words = bench.words();
        this.secrets = new SecretsPreferenceViewModel(bench);
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

    /** How the stored secrets are protected. */
    public SecretsPreferenceViewModel secrets() {
        return secrets;
    }

    /** How the window looks. */
    public ObjectProperty<ThemeChoice> themeProperty() {
        return theme;
    }
}
