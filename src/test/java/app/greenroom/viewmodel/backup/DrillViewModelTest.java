package app.greenroom.viewmodel.backup;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.backup.DrillReport.Check;
import app.greenroom.domain.backup.DrillReport.Code;
import app.greenroom.domain.backup.DrillReport.Outcome;
import app.greenroom.viewmodel.InstanceTab;
import app.greenroom.viewmodel.Tone;
import app.greenroom.viewmodel.fake.BackupScenes;
import app.greenroom.viewmodel.fake.DirectTaskRunner;
import app.greenroom.viewmodel.fake.FakeWorld;
import app.greenroom.viewmodel.frame.MainViewModel;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DrillViewModelTest {
    private final FakeWorld world = BackupScenes.library();

    private BackupsViewModel opened() {
        MainViewModel window = world.window(new DirectTaskRunner());
        window.start();
        var instance = window.instanceProperty().get().orElseThrow();
        instance.tabProperty().set(InstanceTab.BACKUPS);
        return instance.backups();
    }

    @Test
    void aProofAsksFirstAndDatesTheBadge() {
        BackupsViewModel backups = opened();
        assertThat(backups.rows().getFirst().badges()).hasSize(1);

        world.dialogs.consent(false);
        backups.prove();
        assertThat(backups.drilledProperty().get()).isEmpty();

        world.dialogs.consent(true);
        backups.prove();
        assertThat(backups.outcomeProperty().get().orElseThrow().tone()).isEqualTo(Tone.OK);
        assertThat(backups.rows().getFirst().badges())
                .extracting(SnapshotRow.Mark::text)
                .containsExactly("verified", "proven");
        assertThat(backups.figures().get(2).value()).isEqualTo("just now");
    }

    @ParameterizedTest
    @EnumSource(Code.class)
    void everyCheckSaysWhatCameOfIt(Code code) {
        world.drills.checks = List.of(
                new Check(code, Outcome.FAILED, "209", "208", "psql: no such table"),
                new Check(code, Outcome.LIMITED, "", "", "no interpreter"),
                new Check(code, Outcome.PASSED, "209", "209", "quiet"));
        BackupsViewModel backups = opened();
        world.dialogs.consent(true);
        backups.prove();
        backups.openDrill();

        DrillViewModel drill =
                (DrillViewModel) backups.sheets().sheetProperty().get().orElseThrow();
        assertThat(drill.outcome().tone()).isEqualTo(Tone.PROBLEM);
        assertThat(drill.checks())
                .extracting(note -> note.tone())
                .containsExactly(Tone.PROBLEM, Tone.ATTENTION, Tone.OK);
        assertThat(drill.checks())
                .allSatisfy(note -> assertThat(note.sentence()).isNotBlank());
        assertThat(drill.checks().getFirst().advice()).contains("psql: no such table");
        assertThat(drill.checks().getLast().advice()).doesNotContain("quiet");
        assertThat(backups.rows().getFirst().badges()).hasSize(1);
    }
}
