package app.greenroom.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where our own files lie. */
class AppDirectoriesTest {
    @TempDir
    Path folder;

    @Test
    void oneVariableMovesEverythingToOneFolder() {
        Path home = folder.resolve("home");
        AppDirectories moved = AppDirectories.of(Map.of("GREENROOM_HOME", home.toString()));
        assertThat(Stream.of(
                        moved.config(),
                        moved.library(),
                        moved.logs(),
                        moved.cache(),
                        moved.servers(),
                        moved.knownHosts(),
                        moved.secrets(),
                        moved.preferences()))
                .allMatch(path -> path.startsWith(home));
        assertThat(home).doesNotExist();
    }

    @Test
    void aRelativeFolderIsMadeAbsolute() {
        assertThat(AppDirectories.of(Map.of("GREENROOM_HOME", "there/../here")).config())
                .isEqualTo(Path.of("here").toAbsolutePath());
    }

    @Test
    void withoutItTheUsualFoldersServe() {
        AppDirectories usual = AppDirectories.of(Map.of("GREENROOM_HOME", " "));
        assertThat(usual.config()).isAbsolute();
        assertThat(usual.config().toString()).containsIgnoringCase("greenroom");
        assertThat(usual.library()).isAbsolute().isNotEqualTo(usual.config());
    }

    @Test
    void onWindowsItsVariablesServe() {
        AppDirectories windows = AppDirectories.of(
                Map.of("APPDATA", folder.resolve("Roaming").toString(), "LOCALAPPDATA", folder + "/Local"));
        assertThat(windows.servers()).isEqualTo(folder.resolve("Roaming/Greenroom/servers.json"));
        assertThat(windows.library()).isEqualTo(folder.resolve("Local/Greenroom/library"));
    }
}
