package app.greenroom.viewmodel.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.domain.backup.SnapshotSummary.Condition;
import app.greenroom.domain.backup.VerifyReport;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.operation.Library;
import app.greenroom.task.Progress;
import app.greenroom.viewmodel.Figure;
import app.greenroom.viewmodel.InstanceTab;
import app.greenroom.viewmodel.Tone;
import app.greenroom.viewmodel.fake.BackupScenes;
import app.greenroom.viewmodel.fake.DirectTaskRunner;
import app.greenroom.viewmodel.fake.FakeWorld;
import app.greenroom.viewmodel.fake.ManualTaskRunner;
import app.greenroom.viewmodel.fake.Sample;
import app.greenroom.viewmodel.fake.Scenes;
import app.greenroom.viewmodel.frame.MainViewModel;
import app.greenroom.viewmodel.instance.InstanceViewModel;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BackupsViewModelTest {
    private static InstanceViewModel opened(FakeWorld world) {
        MainViewModel window = world.window(new DirectTaskRunner());
        window.start();
        InstanceViewModel instance = window.instanceProperty().get().orElseThrow();
        instance.tabProperty().set(InstanceTab.BACKUPS);
        return instance;
    }

    @Test
    void showsThreeDatesBeforeTheList() {
        BackupsViewModel backups = opened(Scenes.conferences()).backups();

        assertThat(backups.figures())
                .extracting(Figure::value)
                .containsExactly("2 hours ago", "2 hours ago", "never", "none");
        assertThat(backups.rows())
                .extracting(
                        SnapshotRow::taken,
                        row -> row.badges().getFirst().text(),
                        row -> row.badges().getFirst().tone())
                .containsExactly(
                        tuple("today 10:02", "verified", Tone.OK),
                        tuple("yesterday 04:02", "not verified", Tone.UNKNOWN),
                        tuple("Sat 21 Nov 12:02", "verified", Tone.OK),
                        tuple("Sun 15 Nov 12:02", "1 file damaged", Tone.PROBLEM),
                        tuple("Dec 29, 2025", "verified", Tone.OK));
    }

    @Test
    void saysPlainlyThatThereIsNothingToRestoreYet() {
        FakeWorld world = Scenes.conferences();
        world.backups.clear();

        BackupsViewModel backups = opened(world).backups();

        assertThat(backups.figures()).extracting(Figure::value).containsExactly("none yet", "never", "never", "none");
        assertThat(backups.figures().getFirst().tone()).isEqualTo(Tone.ATTENTION);
        assertThat(backups.chosenProperty().get()).isEmpty();
    }

    @Test
    void aNewSnapshotIsVerifiedAndChosen() {
        FakeWorld world = Scenes.conferences();
        InstanceViewModel instance = opened(world);

        instance.backUp();

        BackupsViewModel backups = instance.backups();
        assertThat(backups.rows()).hasSize(6);
        assertThat(backups.rows().getFirst().badges().getFirst().tone()).isEqualTo(Tone.OK);
        assertThat(backups.outcomeProperty().get())
                .hasValueSatisfying(outcome -> assertThat(outcome.tone()).isEqualTo(Tone.OK));
        assertThat(instance.health().figures().get(1).value()).isEqualTo("just now");
    }

    @Test
    void damageIsNamedWithWhatToDo() {
        FakeWorld world = Scenes.conferences();
        world.backups.finds(new VerifyReport.Problem("media/a.png", VerifyReport.Kind.CONTENT, "other hash"));
        BackupsViewModel backups = opened(world).backups();

        backups.verify(VerifyReport.Depth.FULL);

        assertThat(backups.outcomeProperty().get()).hasValueSatisfying(outcome -> {
            assertThat(outcome.tone()).isEqualTo(Tone.PROBLEM);
            assertThat(outcome.advice()).contains("Take a new snapshot now").contains("media/a.png (changed)");
        });
        assertThat(backups.rows().getFirst().badges().getFirst().text()).isEqualTo("1 file damaged");
    }

    @Test
    void aManifestThatCannotBeReadIsDamageAndANewerOneIsNot() {
        FakeWorld world = Scenes.conferences();
        world.backups.clear();
        SnapshotSummary whole = Sample.snapshot(Sample.NOW, "2026.2.1", 1, 1);
        world.backups.with(
                new SnapshotSummary(whole.id(), "/a", Condition.DAMAGED, Optional.empty(), Optional.empty(), 0),
                new SnapshotSummary(whole.id(), "/b", Condition.NEWER, Optional.empty(), Optional.empty(), 0));

        BackupsViewModel backups = opened(world).backups();

        assertThat(backups.rows())
                .extracting(row -> row.badges().getFirst().tone())
                .containsExactly(Tone.PROBLEM, Tone.UNKNOWN);
        assertThat(backups.figures().getFirst().value()).isEqualTo("none yet");
    }

    @Test
    void tellsProgressAndCanBeCancelled() {
        FakeWorld world = Scenes.conferences();
        ManualTaskRunner runner = new ManualTaskRunner();
        MainViewModel window = world.window(runner);
        window.start();
        runner.runAll();
        InstanceViewModel instance = window.instanceProperty().get().orElseThrow();
        instance.tabProperty().set(InstanceTab.BACKUPS);
        runner.runAll();

        instance.backUp();
        runner.progress(Progress.bytes("backup-media", 650, 1300));
        assertThat(instance.backups().work().busyProperty().get()).isTrue();
        assertThat(instance.backups().work().fractionProperty().get()).isEqualTo(0.5);

        instance.backups().work().cancel();
        runner.runAll();

        assertThat(instance.backups().work().busyProperty().get()).isFalse();
        assertThat(instance.backups().rows()).hasSize(5);
        assertThat(instance.backups().outcomeProperty().get())
                .hasValueSatisfying(outcome -> assertThat(outcome.tone()).isEqualTo(Tone.INFO));
    }

    @Test
    void opensTheFolderOfTheChosenSnapshot() {
        FakeWorld world = Scenes.conferences();
        BackupsViewModel backups = opened(world).backups();

        backups.chosenProperty().set(Optional.of(backups.rows().get(2)));
        backups.openFolder();

        assertThat(world.desktop.opened())
                .containsExactly(backups.rows().get(2).snapshot().folder());
    }

    @Test
    void aLibraryThatCanOnlyBeReadIsSaidAndStillShown() {
        FakeWorld world = Scenes.conferences();
        world.library.place = new Library.Place("/media/stick/Greenroom", false, 0);

        BackupsViewModel backups = opened(world).backups();

        Standing standing = backups.standingProperty().get().orElseThrow();
        assertThat(standing.tone()).isEqualTo(Tone.PROBLEM);
        assertThat(standing.advice()).contains("/media/stick/Greenroom");
        assertThat(backups.rows()).hasSize(5);
    }

    @Test
    void aListThatCannotBeReadIsAnErrorWithAWayOut() {
        FakeWorld world = Scenes.conferences();
        world.backups.listFails(new OperationFailedException(FailureReason.LOCAL_FILE, "denied"));
        BackupsViewModel backups = opened(world).backups();
        assertThat(backups.snapshotsProperty().get()).isEmpty();
        assertThat(backups.unreadableProperty().get().orElseThrow().reason()).isEqualTo(FailureReason.LOCAL_FILE);

        world.backups.listWorks();
        backups.reload();

        assertThat(backups.unreadableProperty().get()).isEmpty();
        assertThat(backups.rows()).hasSize(5);
    }

    @Test
    void saysWhatChangedSinceTheSnapshotBefore() {
        BackupsViewModel backups = opened(BackupScenes.library()).backups();

        assertThat(backups.changes().sentenceProperty().get())
                .isEqualTo("+6 proposals, +4 users, 2 files new, 1 replaced, 1 removed");

        backups.chosenProperty().set(Optional.of(backups.rows().getLast()));
        assertThat(backups.changes().sentenceProperty().get()).contains("everything in it is new");
    }

    @Test
    void aPinIsShownWithItsNoteAndTakenAway() {
        FakeWorld world = BackupScenes.library();
        BackupsViewModel backups = opened(world).backups();

        world.dialogs.answer("keep for the auditors");
        backups.pin();
        assertThat(backups.rows().getFirst().pin()).contains("keep for the auditors");
        assertThat(backups.rows().getFirst().badges())
                .extracting(SnapshotRow.Mark::text)
                .containsExactly("verified", "pinned");

        backups.unpin();
        assertThat(backups.rows().getFirst().pin()).isEmpty();
    }
}
