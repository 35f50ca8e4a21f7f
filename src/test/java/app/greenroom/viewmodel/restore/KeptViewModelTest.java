package app.greenroom.viewmodel.restore;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.viewmodel.Tone;
import app.greenroom.viewmodel.backup.BackupSheets;
import app.greenroom.viewmodel.fake.BackupScenes;
import app.greenroom.viewmodel.fake.DirectTaskRunner;
import app.greenroom.viewmodel.fake.FakeWorld;
import app.greenroom.viewmodel.frame.MainViewModel;
import app.greenroom.viewmodel.restore.KeptViewModel.Kept;
import org.junit.jupiter.api.Test;

class KeptViewModelTest {
    private final FakeWorld world = BackupScenes.library();

    private KeptViewModel opened() {
        MainViewModel window = world.window(new DirectTaskRunner());
        window.start();
        BackupSheets sheets =
                window.instanceProperty().get().orElseThrow().backups().sheets();
        sheets.openKept();
        return (KeptViewModel) sheets.sheetProperty().get().orElseThrow();
    }

    @Test
    void showsWhatEachJobHasSetAsideWithItsSize() {
        KeptViewModel kept = opened();

        assertThat(kept.kept()).extracting(Kept::size).containsExactly("1.4 GB", "480 MB");
        assertThat(kept.kept().getFirst().things())
                .containsExactly(
                        "database pretalx_before_20261121, 121 MB", "/var/pretalx/data/media.before-20261121, 1.3 GB");
    }

    @Test
    void deletesOnlyAfterAWordWasTypedAndOnlyWhatWasChosen() {
        KeptViewModel kept = opened();

        world.dialogs.consent(false);
        kept.remove(kept.kept().getLast());
        assertThat(world.cleanup.kept).hasSize(2);
        assertThat(world.dialogs.typedWords()).containsExactly("remove");

        world.dialogs.consent(true);
        kept.remove(kept.kept().getLast());
        assertThat(world.cleanup.kept).hasSize(1);
        assertThat(kept.kept()).hasSize(1);
        assertThat(kept.outcomeProperty().get().orElseThrow().tone()).isEqualTo(Tone.OK);
    }

    @Test
    void nothingSetAsideIsSaid() {
        world.cleanup.kept.clear();

        KeptViewModel kept = opened();

        assertThat(kept.knownProperty().get()).isTrue();
        assertThat(kept.kept()).isEmpty();
    }
}
