package app.greenroom.view;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.job.JobEvent.Kind;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.job.JobState;
import app.greenroom.task.Progress;
import app.greenroom.viewmodel.fake.BackupScenes;
import app.greenroom.viewmodel.fake.FakeWorld;
import app.greenroom.viewmodel.fake.Sample;
import java.util.concurrent.CountDownLatch;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A user looks after snapshots: proves, pins, browses, brings back. */
class BackupJourneyTest {
    private final Person person = new Person();

    @BeforeAll
    static void toolkit() throws Exception {
        FxToolkit.start();
    }

    @AfterEach
    void close() throws Exception {
        person.close();
    }

    private void openBackups(FakeWorld world) throws Exception {
        person.open(world);
        person.waitForText(".label", "The site works.");
        person.click("Backups");
        person.waitForText("#backupSentence", "the state of today 10:02 can be brought back");
    }

    @Test
    void restoresASnapshotAfterItsPlanWasSeenAndTheNameTyped() throws Exception {
        FakeWorld world = BackupScenes.restored();
        CountDownLatch sent = new CountDownLatch(1);
        world.restores.starting = context -> {
            context.report(Progress.bytes("restore-send", 40_000_000L, 96_000_000L));
            await(sent);
            return new JobId("restore-20261124-120500");
        };
        openBackups(world);

        person.click("#restore");
        person.click("#planRestore");
        person.waitForText(".label", "is not on the site afterwards");
        person.click("#startPlanned");
        person.click("#typed");
        person.write("talks.example.org");
        person.click("#dialogYes");
        person.waitForText(".label", "40 MB of 96 MB");
        sent.countDown();

        person.waitForText("#walkHeadline", "Restored to today 10:02");
        assertThat(world.restores.started).hasSize(1);
        person.click("#walkDone");
        person.click("#sheetBack");
        person.waitUntil("#snapshots", Person::usable);
    }

    @Test
    void aCancelledTransferChangesNothingAndLeavesThePlan() throws Exception {
        FakeWorld world = BackupScenes.restorable();
        world.restores.starting = context -> {
            CountDownLatch cancelled = new CountDownLatch(1);
            try (var _ = context.cancellation().onCancel(cancelled::countDown)) {
                await(cancelled);
            }
            throw new OperationFailedException(FailureReason.CANCELLED, "by the user");
        };
        openBackups(world);

        person.click("#restore");
        person.click("#planRestore");
        person.click("#startPlanned");
        person.click("#typed");
        person.write("talks.example.org");
        person.click("#dialogYes");
        person.waitForText("#walkVisitors", "the site is as it was");
        person.click("#stop");

        person.waitUntil("#startPlanned", Person::usable);
    }

    @Test
    void stopsARestoreInTheWindowAndIsBack() throws Exception {
        FakeWorld world = BackupScenes.restorable();
        world.jobs.plan(BackupScenes.job());
        world.jobs.event(Kind.STEP_BEGUN, 1, Sample.NOW);
        openBackups(world);
        person.click("#restore");
        person.click("#planRestore");
        person.click("#startPlanned");
        person.click("#typed");
        person.write("talks.example.org");
        person.click("#dialogYes");
        person.waitForText("#walkVisitors", "a maintenance page for");

        person.click("#stop");
        person.click("#dialogYes");
        person.waitFor(() -> world.jobs.asked().contains("stop"));
        world.jobs.event(Kind.UNDO_BEGUN, -1, Sample.NOW).ends(JobState.UNDONE);

        person.waitForText("#walkHeadline", "Back to the state of before");
    }

    @Test
    void provesASnapshotAndReadsWhatWasLookedAt() throws Exception {
        FakeWorld world = BackupScenes.library();
        openBackups(world);

        person.click("#prove");
        person.click("#dialogYes");
        person.waitForText(".label", "is proven to restore");
        person.click("#showDrill");

        person.waitForText(".label", "Everything removed again");
    }

    @Test
    void pinsASnapshotWithANote() throws Exception {
        FakeWorld world = BackupScenes.library();
        openBackups(world);

        person.click("#more");
        person.click("Pin it…");
        person.click("#answer");
        person.write("before the call for papers");
        person.press(KeyCode.ENTER);

        person.waitForText(".label", "Pinned: before the call for papers");
        assertThat(world.backups
                        .list(Sample.target())
                        .getFirst()
                        .pin()
                        .orElseThrow()
                        .note())
                .isEqualTo("before the call for papers");
    }

    @Test
    void removesWhatTheRuleLetsGoAndNothingElse() throws Exception {
        FakeWorld world = BackupScenes.library();
        openBackups(world);

        person.click("#openRetention");
        for (String field : new String[] {"#keepHour", "#keepDay", "#keepWeek", "#keepMonth", "#keepYear"}) {
            person.replace(field, "1");
        }
        person.waitForText("#retentionSentence", "By this rule 6 snapshots go");
        person.click("#prune");
        person.click("#typed");
        person.write("remove");
        person.click("#dialogYes");

        person.waitForText(".label", "6 snapshots were removed");
        assertThat(world.backups.all()).hasSize(3);
    }

    private static void await(CountDownLatch latch) throws OperationFailedException {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new OperationFailedException(FailureReason.CANCELLED, "interrupted", interrupted);
        }
    }
}
