package app.greenroom.viewmodel.history;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.rollback.RollbackNote;
import app.greenroom.domain.rollback.RollbackNote.Code;
import app.greenroom.domain.rollback.SinceThen;
import app.greenroom.domain.upgrade.PreflightNote.Level;
import app.greenroom.viewmodel.InstanceTab;
import app.greenroom.viewmodel.Tone;
import app.greenroom.viewmodel.fake.DirectTaskRunner;
import app.greenroom.viewmodel.fake.FakeWorld;
import app.greenroom.viewmodel.fake.HistoryScenes;
import app.greenroom.viewmodel.frame.MainViewModel;
import app.greenroom.viewmodel.instance.InstanceViewModel;
import app.greenroom.viewmodel.walk.PlannedJob.Note;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What was done to a site, its report, and the way back. */
class HistoryViewModelTest {
    private final FakeWorld world = HistoryScenes.upgraded();

    private HistoryViewModel opened() {
        MainViewModel window = world.window(new DirectTaskRunner());
        window.start();
        InstanceViewModel instance = window.instanceProperty().get().orElseThrow();
        instance.tabProperty().set(InstanceTab.HISTORY);
        return instance.history();
    }

    @Test
    void showsWhoDidWhatAndHowLongItTook() {
        HistoryViewModel history = opened();

        assertThat(history.rows()).extracting(HistoryRow::tone).containsExactly(Tone.OK, Tone.UNDONE, Tone.OK);
        HistoryRow newest = history.chosenProperty().get().orElseThrow();
        assertThat(newest.title()).isEqualTo("Upgrade from 2025.2.2 to 2026.2.1");
        assertThat(newest.facts())
                .containsExactly("by anna@laptop", "took 2 minutes", "the site was closed for 7 seconds");
        assertThat(newest.steps()).isNotEmpty();
        assertThat(newest.kept()).contains("/var/pretalx/venvs/2025.2.2");
    }

    @Test
    void onlyAnUpgradeThatEndedWellHasAWayBack() {
        assertThat(opened().rows()).extracting(HistoryRow::reversible).containsExactly(true, false, false);
    }

    @Test
    void theReportThatIsCopiedNamesNobody() {
        HistoryViewModel history = opened();

        history.copyReport();

        assertThat(world.desktop.copied())
                .singleElement()
                .asString()
                .contains("pip 26.0", "Upgrade from 2025.2.2 to 2026.2.1")
                .doesNotContain("anna", "kim", "talks.example.org");
        assertThat(history.outcomeProperty().get().orElseThrow().tone()).isEqualTo(Tone.OK);
        assertThat(history.log()).as("it was not asked for").isEmpty();
    }

    @Test
    void theLogIsReadOnWishAndGoesWithItsJob() {
        HistoryViewModel history = opened();

        history.readLog();
        assertThat(history.log()).anyMatch(line -> line.contains("pip 26.0 for kim@example.org"));

        history.chosenProperty().set(Optional.of(history.rows().getLast()));
        assertThat(history.log()).isEmpty();
    }

    @Test
    void theWayBackIsPlannedAndStartedOnlyWithTheNameTyped() {
        HistoryViewModel history = opened();

        history.rollBack();
        assertThat(world.rollbacks.asked).containsExactly(Optional.of(HistoryScenes.UPGRADE));
        assertThat(history.sheetProperty().get()).contains(history.rollback());
        RollbackPlanViewModel plan = history.rollback().planProperty().get().orElseThrow();
        assertThat(plan.notes())
                .extracting(Note::sentence)
                .containsExactly("What came since then is not on the site afterwards: 7 new proposals, 12 proposals"
                        + " whose text is another than then, 5 new accounts, 9 messages that were sent,"
                        + " which go back to where they were before, 4 new or changed files (2.3 MB).");

        world.dialogs.consent(false);
        history.rollback().start();
        assertThat(world.rollbacks.started).isEmpty();

        world.dialogs.consent(true);
        history.rollback().start();
        assertThat(world.dialogs.typedWords()).containsOnly("talks.example.org");
        assertThat(world.rollbacks.started).hasSize(1);
        assertThat(history.rollback().job().walkProperty().get()).isPresent();
    }

    @Test
    void aBlockedWayBackCannotBeStarted() {
        HistoryScenes.plan(
                world,
                SinceThen.NOTHING,
                RollbackNote.of(Code.KEPT_GONE, Level.BLOCKER, "database", "pretalx_before_20261122090000"));
        HistoryViewModel history = opened();

        history.rollBack();
        RollbackPlanViewModel plan = history.rollback().planProperty().get().orElseThrow();
        assertThat(plan.blocked()).isTrue();
        assertThat(plan.notes().getFirst().sentence())
                .isEqualTo(
                        "What would come back is no longer on the server: the database pretalx_before_20261122090000.");
        history.rollback().start();

        assertThat(world.rollbacks.started).isEmpty();
        history.closeSheet();
        assertThat(history.sheetProperty().get()).isEmpty();
    }
}
