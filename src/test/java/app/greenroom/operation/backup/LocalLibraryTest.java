package app.greenroom.operation.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import app.greenroom.domain.backup.KeepRule;
import app.greenroom.domain.backup.Pin;
import app.greenroom.domain.backup.PrunePlan;
import app.greenroom.domain.backup.PruneReport;
import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.operation.library.LocalLibrary;
import app.greenroom.storage.library.SnapshotDraft;
import app.greenroom.task.CancellationToken;
import app.greenroom.task.TaskContext;
import java.nio.file.Files;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Looking after snapshots: pins, rules, and the one removal. */
class LocalLibraryTest extends LibraryCare {
    // ---- pins ----

    @Test
    void aPinIsKeptBesideTheSnapshotAndIsNoPartOfIt() throws Exception {
        SnapshotId id = laptop.create().id();
        care.pin(Laptop.NAME, id, "  before the upgrade ");
        assertThat(laptop.shelf().summary(id).pin())
                .contains(new Pin("before the upgrade", Instant.parse("2026-11-25T00:00:00Z")));
        assertThat(laptop.verify(id).problems()).isEmpty();
        care.pin(Laptop.NAME, id, "");
        assertThat(laptop.shelf().summary(id).pin()).map(Pin::note).contains("");
        care.unpin(Laptop.NAME, id);
        care.unpin(Laptop.NAME, id);
        assertThat(laptop.shelf().summary(id).pin()).isEmpty();
    }

    @Test
    void aPinThatCannotBeReadIsAPinAllTheSame() throws Exception {
        SnapshotSummary old = laptop.create();
        laptop.create();
        Files.writeString(laptop.folder(old).resolve("pin.json"), "{");
        assertThat(plan().going()).isEmpty();
    }

    @Test
    void whatIsNotThereIsNotPinned() throws Exception {
        laptop.create();
        assertThat(reason(() -> care.pin(Laptop.NAME, new SnapshotId("2020-01-01T00-00-00Z-l"), "")))
                .isEqualTo(FailureReason.SNAPSHOT_UNKNOWN);
        SnapshotId id = laptop.shelf().list().getFirst().id();
        assertThat(reason(() -> care.pin(Laptop.NAME, id, "x".repeat(501)))).isEqualTo(FailureReason.INPUT_INVALID);
    }

    // ---- rules ----

    @Test
    void aRuleIsThatOfTheInstanceElseThatForAllElseTheUsualOne() throws Exception {
        laptop.create();
        assertThat(care.keep(Laptop.NAME).rule()).isEqualTo(KeepRule.USUAL);
        care.keepAll(new KeepRule(1, 2, 3, 4, 5));
        assertThat(care.keep(Laptop.NAME).own()).isFalse();
        care.keep(Laptop.NAME, NOTHING);
        LocalLibrary later = laptop.care(folder.resolve("own"));
        assertThat(later.keep(Laptop.NAME).rule()).isEqualTo(NOTHING);
        assertThat(later.keep(Laptop.NAME).own()).isTrue();
        later.keepAsAll(Laptop.NAME);
        assertThat(care.keep(Laptop.NAME).rule()).isEqualTo(new KeepRule(1, 2, 3, 4, 5));
        assertThat(care.keep()).isEqualTo(new KeepRule(1, 2, 3, 4, 5));
    }

    // ---- removal ----

    @Test
    void removesWhatThePlanSaysAndGivesBackTheBytesThatNothingShares() throws Exception {
        server.upload("old.bin", "x".repeat(30_000));
        SnapshotSummary old = laptop.create();
        server.media.remove("old.bin");
        SnapshotSummary middle = laptop.create();
        SnapshotSummary newest = laptop.create();
        laptop.verify(middle.id());

        PrunePlan plan = plan();
        assertThat(plan.going()).extracting(SnapshotSummary::id).containsExactly(old.id());
        assertThat(plan.freedBytes()).isBetween(30_000L, 60_000L);
        PruneReport report = care.prune(plan, TaskContext.quiet());

        assertThat(report.removed()).containsExactly(old.id());
        assertThat(report.spared()).isEmpty();
        assertThat(report.freedBytes()).isEqualTo(plan.freedBytes());
        assertThat(names()).containsExactly(middle.id().text(), newest.id().text());
        for (SnapshotSummary each : laptop.shelf().list()) {
            assertThat(laptop.verify(each.id()).problems()).isEmpty();
        }
        assertThat(plan().going())
                .as("now the newest one is verified, too")
                .extracting(SnapshotSummary::id)
                .containsExactly(middle.id());
    }

    @Test
    void whatWasPinnedAfterThePlanWasShownStays() throws Exception {
        SnapshotSummary old = laptop.create();
        laptop.create();
        PrunePlan plan = plan();
        assertThat(plan.going()).hasSize(1);
        care.pin(Laptop.NAME, old.id(), "wait");
        PruneReport report = care.prune(plan, TaskContext.quiet());
        assertThat(report.removed()).isEmpty();
        assertThat(report.spared()).containsExactly(old.id());
        assertThat(laptop.verify(old.id()).sound()).isTrue();
    }

    @Test
    void theNewestIsNotRemovedByAPlanThatWasMadeWhenThereWasANewerOne() throws Exception {
        SnapshotSummary old = laptop.create();
        SnapshotSummary newer = laptop.create();
        PrunePlan plan = plan();
        Files.delete(laptop.folder(newer).resolve("manifest.json"));
        PruneReport report = care.prune(plan, TaskContext.quiet());
        assertThat(report.spared()).containsExactly(old.id());
    }

    @Test
    void aRemovalKilledAnywhereLeavesNothingThatLooksWholeAndIsFinishedLater() throws Exception {
        for (long operation = 1, left = 1; left > 0; operation++) {
            left = killAndFinish(operation);
            assertThat(operation).as("it must come to an end").isLessThan(200);
        }
    }

    /** Gives 0 when the removal was not killed any more. */
    private long killAndFinish(long operation) throws Exception {
        String where = "killed at " + operation;
        laptop.create();
        laptop.create();
        SnapshotSummary newest = laptop.create();
        PrunePlan plan = plan();
        LocalLibrary dying = laptop(FaultyDisk.dyingAt(operation)).care(folder.resolve("own"));
        Throwable end = catchThrowable(() -> dying.prune(plan, TaskContext.quiet()));

        for (SnapshotSummary each : laptop.shelf().list()) {
            assertThat(laptop.verify(each.id()).problems()).as(where).isEmpty();
        }
        PrunePlan again = plan();
        if (end != null) {
            assertThat(end).as(where).isInstanceOf(FaultyDisk.Killed.class);
            assertThat(again.isEmpty()).as(where).isFalse();
        }
        care.prune(again, TaskContext.quiet());
        assertThat(names()).as(where).containsExactly(newest.id().text());
        return end == null ? 0 : 1;
    }

    @Test
    void aCancelledRemovalLeavesTheOthersWhole() throws Exception {
        laptop.create();
        SnapshotSummary second = laptop.create();
        laptop.create();
        PrunePlan plan = plan();
        CancellationToken token = new CancellationToken();
        TaskContext context = new TaskContext(token, progress -> {
            if (progress.done() == 1) {
                token.cancel();
            }
        });
        assertThat(plan.going()).hasSize(2);
        assertThat(reason(() -> care.prune(plan, context))).isEqualTo(FailureReason.CANCELLED);
        assertThat(laptop.shelf().list()).hasSize(1 + 0 + (laptop.shelf().has(second.id()) ? 1 : 0));
        for (SnapshotSummary each : laptop.shelf().list()) {
            assertThat(laptop.verify(each.id()).problems()).isEmpty();
        }
    }

    @Test
    void nothingIsRemovedWhileASnapshotIsTaken() throws Exception {
        laptop.create();
        laptop.create();
        PrunePlan plan = plan();
        try (SnapshotDraft _ = laptop.shelf().begin(Instant.parse("2026-11-25T00:00:00Z"))) {
            assertThat(reason(() -> care.prune(plan, TaskContext.quiet()))).isEqualTo(FailureReason.LIBRARY_BUSY);
        }
        assertThat(laptop.shelf().list()).hasSize(2);
    }

    @Test
    void halfTakenSnapshotsAreNeitherCountedNorRemoved() throws Exception {
        laptop.create();
        Files.createDirectories(laptop.shelf().folder().resolve("2026-11-24T03-03-04Z-l.partial/media"));
        PrunePlan plan = plan();
        assertThat(plan.verdicts()).hasSize(1);
        care.prune(plan, TaskContext.quiet());
        assertThat(names()).anyMatch(name -> name.endsWith(".partial"));
    }

    @Test
    void aServerWithoutSnapshotsHasNothingToRemove() throws Exception {
        PrunePlan plan = plan();
        assertThat(plan.isEmpty()).isTrue();
        assertThat(care.prune(plan, TaskContext.quiet()).removed()).isEmpty();
    }
}
