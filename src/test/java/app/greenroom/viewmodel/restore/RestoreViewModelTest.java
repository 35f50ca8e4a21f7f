package app.greenroom.viewmodel.restore;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.backup.SnapshotManifest.Role;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.job.JobPlan;
import app.greenroom.domain.job.JobPlan.JobKind;
import app.greenroom.domain.job.JobPlan.Phase;
import app.greenroom.domain.job.JobState;
import app.greenroom.domain.job.JobSummary;
import app.greenroom.domain.restore.RestoreNote;
import app.greenroom.domain.restore.RestorePart;
import app.greenroom.domain.restore.RestoreRequest;
import app.greenroom.domain.upgrade.PreflightNote.Level;
import app.greenroom.viewmodel.Figure;
import app.greenroom.viewmodel.InstanceTab;
import app.greenroom.viewmodel.Tone;
import app.greenroom.viewmodel.backup.BackupsViewModel;
import app.greenroom.viewmodel.backup.FilesViewModel;
import app.greenroom.viewmodel.fake.BackupScenes;
import app.greenroom.viewmodel.fake.DirectTaskRunner;
import app.greenroom.viewmodel.fake.FakeWorld;
import app.greenroom.viewmodel.fake.Sample;
import app.greenroom.viewmodel.frame.MainViewModel;
import app.greenroom.viewmodel.walk.WalkReport;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RestoreViewModelTest {
    private static BackupsViewModel backups(FakeWorld world) {
        MainViewModel window = world.window(new DirectTaskRunner());
        window.start();
        var instance = window.instanceProperty().get().orElseThrow();
        instance.tabProperty().set(InstanceTab.BACKUPS);
        return instance.backups();
    }

    private static RestoreViewModel opened(FakeWorld world) {
        BackupsViewModel backups = backups(world);
        backups.openRestore();
        return shown(backups);
    }

    private static RestoreViewModel shown(BackupsViewModel backups) {
        return (RestoreViewModel) backups.sheets().sheetProperty().get().orElseThrow();
    }

    @Test
    void planningAsksForWhatWasChosenAndChangesNothing() {
        FakeWorld world = BackupScenes.restorable();
        RestoreViewModel restore = opened(world);

        restore.choice().whatProperty().set(RestoreChoice.What.PARTS);
        assertThat(restore.choice().complete()).isFalse();
        restore.plan();
        assertThat(world.restores.requests).isEmpty();

        restore.choice().partProperty(RestorePart.DATABASE).set(true);
        restore.choice().otherProperty().set(Optional.of("cfp.example.net"));
        restore.plan();

        RestoreRequest asked = world.restores.requests.getLast();
        assertThat(asked.parts()).containsExactly(RestorePart.DATABASE);
        assertThat(asked.destination().orElseThrow().server()).isEqualTo("cfp.example.net");
        assertThat(asked.copy()).isTrue();
        assertThat(asked.snapshot()).contains(world.backups.all().getFirst().id());
        assertThat(world.restores.started).isEmpty();
    }

    @Test
    void thePlanSaysWhatWouldBeLostAndHowWeGoBack() {
        RestoreViewModel restore =
                opened(BackupScenes.restorable(RestoreNote.of(RestoreNote.Code.NEWER_DATA, Level.WARNING, "7200")));

        restore.plan();

        RestorePlanViewModel plan = restore.planProperty().get().orElseThrow();
        assertThat(plan.tone()).isEqualTo(Tone.ATTENTION);
        assertThat(plan.headline()).contains("today 10:02").contains("everything");
        assertThat(plan.figures())
                .extracting(Figure::value)
                .containsExactly("+6 proposals, +4 users", "96 MB", "14 seconds", "3.1 GB");
        assertThat(plan.notes().getFirst().sentence()).contains("is not on the site afterwards");
        assertThat(plan.steps(Phase.BEFORE).getFirst().title()).contains("Verify the snapshot");
        assertThat(plan.back()).contains("set aside");
    }

    @Test
    void everyNoteIsInWordsAndNoneAsksForAnOptionOfTheCommandLine() {
        for (RestoreNote.Code code : RestoreNote.Code.values()) {
            String[] arguments = code == RestoreNote.Code.PART_MISSING
                    ? new String[] {"MEDIA", "", ""}
                    : new String[] {"1", "2", "3"};
            RestoreViewModel restore = opened(BackupScenes.restorable(RestoreNote.of(code, Level.WARNING, arguments)));
            restore.plan();

            var note = restore.planProperty().get().orElseThrow().notes().getFirst();
            assertThat(note.sentence()).as(code.name()).isNotBlank().doesNotContain("--");
            assertThat(note.advice()).as(code.name()).doesNotContain("--");
        }
    }

    @Test
    void onePlanCanBeLeftForAnother() {
        RestoreViewModel restore = opened(BackupScenes.restorable());
        restore.choice().migrateProperty().set(true);
        restore.plan();

        restore.backToChoice();

        assertThat(restore.planProperty().get()).isEmpty();
        assertThat(restore.choice().migrateProperty().get()).isTrue();
    }

    @Test
    void nothingStartsWhileABlockerStands() {
        FakeWorld world = BackupScenes.restorable(
                RestoreNote.of(RestoreNote.Code.SNAPSHOT_DAMAGED, Level.BLOCKER, "2026-11-24T10-02-00Z-l", "2"));
        RestoreViewModel restore = opened(world);
        restore.plan();

        world.dialogs.consent(true);
        restore.start();

        assertThat(world.restores.started).isEmpty();
        assertThat(world.dialogs.questions()).isEmpty();
    }

    @Test
    void exchangingTheDataOfASiteWantsItsNameTyped() {
        FakeWorld world = BackupScenes.restored();
        RestoreViewModel restore = opened(world);
        restore.plan();

        world.dialogs.consent(false);
        restore.start();
        assertThat(world.dialogs.typedWords()).containsExactly("talks.example.org");
        assertThat(world.restores.started).isEmpty();

        world.dialogs.consent(true);
        restore.start();
        assertThat(world.restores.started).hasSize(1);
        WalkReport report = restore.job()
                .walkProperty()
                .get()
                .orElseThrow()
                .reportProperty()
                .get();
        assertThat(report.headline()).isEqualTo("Restored to today 10:02");
        assertThat(report.tone()).isEqualTo(Tone.OK);
    }

    @Test
    void singleFilesComeBackFromTheTreeWithoutClosingTheSite() {
        FakeWorld world = BackupScenes.restored();
        BackupsViewModel backups = backups(world);
        backups.openFiles();
        FilesViewModel files =
                (FilesViewModel) backups.sheets().sheetProperty().get().orElseThrow();
        files.chosenProperty()
                .set(files.children("media/avatars").stream()
                        .filter(row -> row.name().equals("joe.jpg"))
                        .findFirst());
        files.bringBack();

        RestoreViewModel restore = shown(backups);
        assertThat(restore.choice().whatProperty().get()).isEqualTo(RestoreChoice.What.FILES);
        restore.plan();
        world.dialogs.consent(true);
        restore.start();

        assertThat(world.restores.requests.getLast().mediaPaths()).containsExactly("avatars/joe.jpg");
        assertThat(world.dialogs.typedWords()).isEmpty();
        assertThat(world.restores.started).hasSize(1);
        assertThat(restore.planProperty().get().orElseThrow().figures().get(2).value())
                .isEqualTo("nothing");
    }

    @Test
    void theFolderOfAllUploadedFilesIsAPartOfItsOwn() {
        FakeWorld world = BackupScenes.restorable();
        BackupsViewModel backups = backups(world);
        backups.openFiles();
        FilesViewModel files =
                (FilesViewModel) backups.sheets().sheetProperty().get().orElseThrow();
        files.chosenProperty()
                .set(files.children("").stream()
                        .filter(row -> row.name().equals("media"))
                        .findFirst());
        files.bringBack();
        shown(backups).plan();

        assertThat(world.restores.requests.getLast().parts()).containsExactly(RestorePart.MEDIA);
    }

    @Test
    void whatIsNoUploadedFileCannotComeBackByItself() {
        FakeWorld world = BackupScenes.restorable();
        BackupsViewModel backups = backups(world);
        backups.openFiles();
        FilesViewModel files =
                (FilesViewModel) backups.sheets().sheetProperty().get().orElseThrow();
        files.chosenProperty()
                .set(files.children("").stream()
                        .filter(row -> row.node()
                                .entry()
                                .filter(entry -> entry.role() == Role.SECRET)
                                .isPresent())
                        .findFirst());

        assertThat(files.chosenProperty().get())
                .hasValueSatisfying(row -> assertThat(row.canComeBack()).isFalse());
        files.bringBack();
        assertThat(backups.sheets().sheetProperty().get()).containsSame(files);
    }

    @Test
    void aTransferThatFailsLeavesThePlanAndSaysWhy() {
        FakeWorld world = BackupScenes.restored();
        world.restores.starting = context -> {
            throw new OperationFailedException(FailureReason.SNAPSHOT_DAMAGED, "media/a.png", "x", "1");
        };
        RestoreViewModel restore = opened(world);
        restore.plan();
        world.dialogs.consent(true);

        restore.start();

        assertThat(restore.job().walkProperty().get()).isEmpty();
        assertThat(restore.planProperty().get()).isPresent();
        assertThat(restore.failureProperty().get().orElseThrow().reason()).isEqualTo(FailureReason.SNAPSHOT_DAMAGED);
    }

    @Test
    void goesBackToARestoreThatIsUnderWayWhenThePageIsOpened() {
        FakeWorld world = BackupScenes.restorable();
        JobPlan running = new JobPlan(
                JobPlan.PROTOCOL,
                new JobId("restore-20261124-120500"),
                JobKind.RESTORE,
                Sample.target().toString(),
                "/var/pretalx/data",
                Sample.NOW,
                "anna@laptop",
                Map.of(),
                BackupScenes.steps(),
                "",
                Map.of("snapshot", "2026-11-24T10-02-00Z-l", "from", "2025.2.2", "to", "2025.2.2"));
        world.jobs.with(new JobSummary(running, JobState.RUNNING, Optional.empty()));
        world.jobs.plan(running);
        world.jobs.ends(JobState.UNDONE);

        RestoreViewModel restore = shown(backups(world));

        assertThat(restore.job()
                        .walkProperty()
                        .get()
                        .orElseThrow()
                        .reportProperty()
                        .get()
                        .headline())
                .isEqualTo("Back to the state of before");
    }

    @Test
    void everyOutcomeIsInWords() {
        for (JobState outcome : JobState.values()) {
            FakeWorld world = BackupScenes.restorable();
            world.jobs.ends(outcome);
            world.dialogs.consent(true);
            RestoreViewModel restore = opened(world);
            restore.plan();
            restore.start();

            WalkReport report = restore.job()
                    .walkProperty()
                    .get()
                    .orElseThrow()
                    .reportProperty()
                    .get();
            assertThat(report.headline()).as(outcome.name()).isNotBlank();
            assertThat(report.visitors()).as(outcome.name()).isNotBlank();
            assertThat(report.safety()).as(outcome.name()).isNotBlank();
            assertThat(report.back()).as(outcome.name()).isNotBlank();
        }
    }
}
