package app.greenroom.viewmodel.backup;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.backup.KeepRule;
import app.greenroom.domain.backup.Period;
import app.greenroom.viewmodel.backup.RetentionViewModel.Fate;
import app.greenroom.viewmodel.fake.BackupScenes;
import app.greenroom.viewmodel.fake.DirectTaskRunner;
import app.greenroom.viewmodel.fake.FakeWorld;
import app.greenroom.viewmodel.fake.Sample;
import app.greenroom.viewmodel.frame.MainViewModel;
import org.junit.jupiter.api.Test;

class RetentionViewModelTest {
    private final FakeWorld world = BackupScenes.library();

    private RetentionViewModel opened() {
        MainViewModel window = world.window(new DirectTaskRunner());
        window.start();
        BackupSheets sheets =
                window.instanceProperty().get().orElseThrow().backups().sheets();
        sheets.openRetention();
        return (RetentionViewModel) sheets.sheetProperty().get().orElseThrow();
    }

    private static void keep(RetentionViewModel retention, int hours, int days, int weeks, int months, int years) {
        retention.numberProperty(Period.HOUR).set(String.valueOf(hours));
        retention.numberProperty(Period.DAY).set(String.valueOf(days));
        retention.numberProperty(Period.WEEK).set(String.valueOf(weeks));
        retention.numberProperty(Period.MONTH).set(String.valueOf(months));
        retention.numberProperty(Period.YEAR).set(String.valueOf(years));
    }

    @Test
    void showsWhatWouldGoWhileTheRuleIsTyped() {
        RetentionViewModel retention = opened();
        assertThat(retention.planProperty().get().orElseThrow().going()).isEmpty();

        keep(retention, 0, 2, 0, 0, 0);

        assertThat(retention.fates()).extracting(Fate::stays).contains(true, false);
        assertThat(retention.fates().getFirst().why()).contains("newest verified");
        assertThat(retention.fates())
                .filteredOn(fate -> fate.why().contains("pinned"))
                .hasSize(1);
        assertThat(retention.sentence()).startsWith("By this rule").contains("would be freed");
        assertThat(world.backups.all()).hasSize(9);
    }

    @Test
    void aFieldThatIsNoNumberIsSaidAndJudgesNothing() {
        RetentionViewModel retention = opened();

        retention.numberProperty(Period.DAY).set("many");

        assertThat(retention.validProperty().get()).isFalse();
        assertThat(retention.planProperty().get()).isEmpty();
        assertThat(retention.sentence()).contains("number from 0 to 10,000");
    }

    @Test
    void keepingARuleRemovesNothing() {
        RetentionViewModel retention = opened();
        keep(retention, 0, 1, 0, 0, 0);

        retention.save();

        assertThat(world.library.keep(Sample.target()).rule()).isEqualTo(new KeepRule(0, 1, 0, 0, 0));
        assertThat(retention.ownProperty().get()).isTrue();
        assertThat(world.backups.all()).hasSize(9);

        retention.saveForAll();
        assertThat(world.library.keep()).isEqualTo(new KeepRule(0, 1, 0, 0, 0));
        assertThat(retention.ownProperty().get()).isFalse();
    }

    @Test
    void removingWantsAWordTypedAndLeavesWhatStays() {
        RetentionViewModel retention = opened();
        keep(retention, 0, 2, 0, 0, 0);
        int staying = (int) retention.fates().stream().filter(Fate::stays).count();

        world.dialogs.consent(false);
        retention.prune();
        assertThat(world.dialogs.typedWords()).containsExactly("remove");
        assertThat(world.backups.all()).hasSize(9);

        world.dialogs.consent(true);
        retention.prune();
        assertThat(world.backups.all()).hasSize(staying);
        assertThat(retention.outcomeProperty().get().orElseThrow().sentence()).contains("removed");
    }
}
