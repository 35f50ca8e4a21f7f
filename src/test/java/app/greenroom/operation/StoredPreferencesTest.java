package app.greenroom.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.operation.Preferences.Theme;
import app.greenroom.operation.Preferences.WindowSize;
import app.greenroom.storage.Golden;
import app.greenroom.storage.PreferencesFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Preferences in their file. */
class StoredPreferencesTest {
    @TempDir
    Path folder;

    private Path path;
    private Preferences preferences;

    @BeforeEach
    void place() {
        path = folder.resolve("preferences.json");
        preferences = new StoredPreferences(new PreferencesFile(path));
    }

    @Test
    void nothingChosenIsTheSystemsTheme() {
        assertThat(preferences.theme()).isEqualTo(Theme.SYSTEM);
        assertThat(preferences.window()).isEmpty();
        assertThat(path).doesNotExist();
    }

    @Test
    void theFileOfSchema1IsReadAndWrittenUnchanged() throws Exception {
        preferences.chooseTheme(Theme.DARK);
        assertThat(preferences.window()).isEmpty();
        preferences.rememberWindow(new WindowSize(1280, 800, true));
        assertThat(path).hasContent(Golden.text("preferences-1.json"));
        assertThat(preferences.theme()).isEqualTo(Theme.DARK);
        assertThat(preferences.window()).contains(new WindowSize(1280, 800, true));
    }

    @Test
    void whatCannotBeReadCountsAsNotThereUntilAChangeIsTold() throws Exception {
        Files.writeString(path, "{");
        assertThat(preferences.theme()).isEqualTo(Theme.SYSTEM);
        assertThat(path).hasContent("{");
        assertThatExceptionOfType(OperationFailedException.class)
                .isThrownBy(() -> preferences.chooseTheme(Theme.LIGHT))
                .satisfies(failure -> {
                    assertThat(failure.reason()).isEqualTo(FailureReason.LOCAL_FILE_DAMAGED);
                    assertThat(failure.arguments()).containsExactly(path.toString(), "preferences.json.damaged");
                });
        preferences.chooseTheme(Theme.LIGHT);
        assertThat(preferences.theme()).isEqualTo(Theme.LIGHT);
    }

    @Test
    void aThemeOfAnotherReleaseIsTheSystems() throws Exception {
        Files.writeString(path, Golden.text("preferences-1.json").replace("DARK", "SEPIA"));
        assertThat(preferences.theme()).isEqualTo(Theme.SYSTEM);
    }

    @Test
    void aNewerFileIsNotWrittenOver() throws Exception {
        String newer = Golden.text("preferences-1.json").replace(": 1,", ": 2,");
        Files.writeString(path, newer);
        assertThatExceptionOfType(OperationFailedException.class)
                .isThrownBy(() -> preferences.chooseTheme(Theme.LIGHT))
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo(FailureReason.LOCAL_FILE_NEWER));
        assertThat(path).hasContent(newer);
    }

    @Test
    void aPlaceThatCannotBeWrittenIsTold() throws Exception {
        Path file = Files.createFile(folder.resolve("no-folder"));
        Preferences nowhere = new StoredPreferences(new PreferencesFile(file.resolve("preferences.json")));
        assertThatExceptionOfType(OperationFailedException.class)
                .isThrownBy(() -> nowhere.chooseTheme(Theme.LIGHT))
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo(FailureReason.LOCAL_FILE));
    }
}
