package app.greenroom.operation.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.greenroom.domain.backup.KeepRule;
import app.greenroom.domain.backup.Pin;
import app.greenroom.domain.backup.PrunePlan;
import app.greenroom.domain.backup.PruneReport;
import app.greenroom.domain.backup.SnapshotChanges;
import app.greenroom.domain.backup.SnapshotChanges.Kind;
import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.backup.SnapshotManifest.Entry;
import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.domain.backup.SnapshotTree;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.instance.InstanceFacts;
import app.greenroom.operation.library.LocalLibrary;
import app.greenroom.storage.library.Disk;
import app.greenroom.storage.library.SnapshotDraft;
import app.greenroom.task.CancellationToken;
import app.greenroom.task.TaskContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looking after snapshots: pins, rules, the one removal, and looking into them. */
class LocalLibraryTest {
    private static final KeepRule NOTHING = new KeepRule(0, 0, 0, 0, 0);

    @TempDir
    Path folder;

    private InstanceFacts facts;
    private FakeServer server;
    private Laptop laptop;
    private LocalLibrary care;

    @BeforeEach
    void aLaptop() {
        facts = new SampleSite(folder.resolve("server")).facts();
        server = new FakeServer(
                facts.settings().value().orElseThrow().secretFile().orElseThrow());
        laptop = laptop(FaultyDisk.quick());
        care = laptop.care(folder.resolve("own"));
    }

    private Laptop laptop(Disk disk) {
        return new Laptop(folder.resolve("library"), () -> facts, () -> server, disk);
    }

    private static FailureReason reason(ThrowingCallable call) {
        OperationFailedException failure = catchThrowableOfType(OperationFailedException.class, call);
        assertThat(failure).isNotNull();
        return failure.reason();
    }

    private PrunePlan plan() throws OperationFailedException {
        return care.plan(Laptop.NAME, NOTHING, TaskContext.quiet());
    }

    private List<String> names() throws IOException {
        try (Stream<Path> entries = Files.list(laptop.shelf().folder())) {
            return entries.map(each -> each.getFileName().toString())
                    .filter(name -> !name.equals(".lock") && !name.equals(".reading"))
                    .sorted()
                    .toList();
        }
    }

    private Entry media(SnapshotSummary snapshot, String name) throws IOException {
        return java.util.Objects.requireNonNull(laptop.entries(snapshot).get("media/" + name));
    }

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

    // ---- looking into snapshots ----

    @Test
    void tellsWhatChangedSinceTheSnapshotBefore() throws Exception {
        SnapshotSummary first = laptop.create();
        server.upload("logo.png", "another logo");
        server.upload("slides/talk.pdf", "slides");
        server.media.remove("avatars/two.jpg");
        SnapshotSummary second = laptop.create();

        SnapshotChanges changes = care.changes(Laptop.NAME, second.id(), TaskContext.quiet());
        assertThat(changes.before()).contains(first.id());
        assertThat(changes.files())
                .extracting(each -> each.kind() + " " + each.path())
                .containsExactly("REMOVED avatars/two.jpg", "CHANGED logo.png", "ADDED slides/talk.pdf");
        assertThat(changes.mediaBytes(Kind.ADDED)).isEqualTo(6);
        assertThat(changes.growth()).map(each -> each.events()).contains(0L);

        SnapshotChanges all = care.changes(Laptop.NAME, first.id(), TaskContext.quiet());
        assertThat(all.before()).isEmpty();
        assertThat(all.media(Kind.ADDED)).isEqualTo(3);
        assertThat(all.setUp()).hasSize(3);
    }

    @Test
    void showsTheFilesAsFolders() throws Exception {
        SnapshotSummary taken = laptop.create();
        SnapshotTree tree = care.tree(Laptop.NAME, taken.id(), TaskContext.quiet());
        assertThat(tree.children(SnapshotTree.ROOT))
                .extracting(SnapshotTree.Node::name)
                .containsExactly("media", "server", "database.sqlite3", "secret");
        assertThat(tree.children("media"))
                .extracting(SnapshotTree.Node::path)
                .containsExactly("media/avatars", "media/logo.png");
        assertThat(tree.find("media/avatars")).map(SnapshotTree.Node::files).contains(2L);
        assertThat(tree.find("server/etc/pretalx/pretalx.cfg").orElseThrow().isFolder())
                .isFalse();
        assertThat(tree.children("nowhere")).isEmpty();
    }

    @Test
    void savesOneFileAndNeverOverAnotherUnasked() throws Exception {
        SnapshotSummary taken = laptop.create();
        Path to = folder.resolve("copy.png");
        Entry logo = media(taken, "logo.png");
        care.save(Laptop.NAME, taken.id(), logo, to, false, TaskContext.quiet());
        assertThat(to).hasContent("a logo");
        assertThat(Files.getLastModifiedTime(to).toInstant())
                .isEqualTo(Instant.ofEpochSecond(0, logo.source().mtimeNs()));

        Files.writeString(to, "mine");
        assertThat(reason(() -> care.save(Laptop.NAME, taken.id(), logo, to, false, TaskContext.quiet())))
                .isEqualTo(FailureReason.LOCAL_FILE_EXISTS);
        assertThat(to).hasContent("mine");
        care.save(Laptop.NAME, taken.id(), logo, to, true, TaskContext.quiet());
        assertThat(to).hasContent("a logo");
        Path place = Files.createDirectory(folder.resolve("place"));
        assertThat(reason(() -> care.save(Laptop.NAME, taken.id(), logo, place, true, TaskContext.quiet())))
                .isEqualTo(FailureReason.LOCAL_FILE_EXISTS);
    }

    @Test
    void aDamagedFileIsNotSaved() throws Exception {
        SnapshotSummary taken = laptop.create();
        Path logo = laptop.folder(taken).resolve("media/logo.png");
        Files.delete(logo);
        Entry entry = media(taken, "logo.png");
        Path to = folder.resolve("copy.png");
        assertThat(reason(() -> care.save(Laptop.NAME, taken.id(), entry, to, false, TaskContext.quiet())))
                .isEqualTo(FailureReason.SNAPSHOT_DAMAGED);
        Files.writeString(logo, "A LOGO");
        assertThat(reason(() -> care.save(Laptop.NAME, taken.id(), entry, to, false, TaskContext.quiet())))
                .isEqualTo(FailureReason.SNAPSHOT_DAMAGED);
        assertThat(folder.toFile().list()).doesNotContain("copy.png").noneMatch(name -> name.endsWith(".part"));
    }

    @Test
    void opensReadOnlyCopiesOfHarmlessKindsThatGoWithTheProgram() throws Exception {
        server.upload("evil.html", "<script>");
        server.upload("evil.png.exe", "MZ");
        SnapshotSummary taken = laptop.create();
        Path copy = care.open(Laptop.NAME, taken.id(), media(taken, "logo.png"), TaskContext.quiet());
        assertThat(copy).hasFileName("logo.png").hasContent("a logo");
        assertThat(Files.getPosixFilePermissions(copy))
                .allMatch(each -> each.name().endsWith("READ"));
        for (String name : List.of("evil.html", "evil.png.exe")) {
            Entry evil = media(taken, name);
            assertThat(reason(() -> care.open(Laptop.NAME, taken.id(), evil, TaskContext.quiet())))
                    .as(name)
                    .isEqualTo(FailureReason.FILE_UNSAFE);
        }
        Entry secret = Optional.ofNullable(laptop.entries(taken).get("secret")).orElseThrow();
        assertThat(care.open(Laptop.NAME, taken.id(), secret, TaskContext.quiet()))
                .hasFileName("secret.txt");
        care.close();
        assertThat(copy).doesNotExist();
        assertThatCode(care::close).doesNotThrowAnyException();
    }

    @Test
    void copiesOfARunThatWasKilledGoWithTheNextCopy() throws Exception {
        SnapshotSummary taken = laptop.create();
        Path left = Files.createDirectories(folder.resolve("own/opened/99999999999/1"));
        Files.writeString(left.resolve("logo.png"), "left");
        care.open(Laptop.NAME, taken.id(), media(taken, "logo.png"), TaskContext.quiet());
        assertThat(left).doesNotExist();
    }

    @Test
    void aDamagedManifestIsSaid() throws Exception {
        SnapshotSummary taken = laptop.create();
        Files.delete(laptop.folder(taken).resolve("manifest.json"));
        assertThat(reason(() -> care.tree(Laptop.NAME, taken.id(), TaskContext.quiet())))
                .isEqualTo(FailureReason.SNAPSHOT_DAMAGED);
    }
}
