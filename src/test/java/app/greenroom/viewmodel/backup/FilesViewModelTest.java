package app.greenroom.viewmodel.backup;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.server.ServerText;
import app.greenroom.viewmodel.Tone;
import app.greenroom.viewmodel.backup.FilesViewModel.FileRow;
import app.greenroom.viewmodel.fake.BackupScenes;
import app.greenroom.viewmodel.fake.DirectTaskRunner;
import app.greenroom.viewmodel.fake.FakeWorld;
import app.greenroom.viewmodel.frame.MainViewModel;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FilesViewModelTest {
    private final FakeWorld world = BackupScenes.library();

    private FilesViewModel opened() {
        MainViewModel window = world.window(new DirectTaskRunner());
        window.start();
        BackupsViewModel backups = window.instanceProperty().get().orElseThrow().backups();
        backups.openFiles();
        return (FilesViewModel) backups.sheets().sheetProperty().get().orElseThrow();
    }

    private static void choose(FilesViewModel files, String folder, String name) {
        files.chosenProperty()
                .set(files.children(folder).stream()
                        .filter(row -> row.name().equals(name))
                        .findFirst());
    }

    @Test
    void showsFoldersThatAreFilledWhenOpened() {
        FilesViewModel files = opened();

        assertThat(files.children(""))
                .extracting(FileRow::name)
                .containsExactly("media", "server", "database.dump", "secret");
        assertThat(files.children("media")).extracting(FileRow::name).containsExactly("avatars", "conf24");
        assertThat(files.children("media/avatars"))
                .extracting(FileRow::name, FileRow::size)
                .contains(org.assertj.core.api.Assertions.tuple("joe.jpg", "77 kB"));
    }

    @Test
    void savesAFileAndReplacesNoneUnasked() {
        FilesViewModel files = opened();
        choose(files, "media/avatars", "joe.jpg");

        world.dialogs.file("/home/anna/joe.jpg");
        files.save();
        assertThat(world.library.saved).containsExactly(Path.of("/home/anna/joe.jpg"));

        world.dialogs.file("/home/anna/joe.jpg").consent(false);
        files.save();
        assertThat(world.library.saved).hasSize(1);
        assertThat(world.dialogs.questions().getLast().dangerous()).isTrue();

        world.dialogs.file("/home/anna/joe.jpg").consent(true);
        files.save();
        assertThat(world.library.saved).hasSize(2);
        assertThat(files.outcomeProperty().get().orElseThrow().tone()).isEqualTo(Tone.OK);
    }

    @Test
    void opensACopyOfAFileAndNoFolder() {
        FilesViewModel files = opened();
        choose(files, "", "media");
        files.open();
        assertThat(world.library.opened).isEmpty();

        choose(files, "media/avatars", "jane.jpg");
        files.open();

        assertThat(world.library.opened).containsExactly("media/avatars/jane.jpg");
        assertThat(world.desktop.opened()).hasSize(1);
    }

    @Test
    void namesOfAServerCannotTurnTheLine() {
        assertThat(ServerText.line("a\u202Egpj.exe\n\u0007b")).isEqualTo("a\uFFFDgpj.exe\uFFFD\uFFFDb");
    }
}
