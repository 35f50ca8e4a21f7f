package app.greenroom.operation.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.domain.backup.SnapshotSummary.Condition;
import app.greenroom.domain.backup.VerifyReport;
import app.greenroom.domain.backup.VerifyReport.Kind;
import app.greenroom.domain.backup.VerifyReport.Problem;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.TargetName;
import app.greenroom.storage.disk.LocalDisk;
import app.greenroom.task.CancellationToken;
import app.greenroom.task.TaskContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a verification finds, and what becomes of what it finds. */
class VerifySnapshotTest {
    @TempDir
    Path folder;

    private SampleSite site;
    private Laptop laptop;
    private SnapshotSummary snapshot;

    @BeforeEach
    void takeSnapshot() throws OperationFailedException {
        site = new SampleSite(folder.resolve("server"));
        FakeServer server = new FakeServer(
                site.facts().settings().value().orElseThrow().secretFile().orElseThrow());
        laptop = new Laptop(folder.resolve("library"), site::facts, () -> new Again(server).server, new LocalDisk());
        snapshot = laptop.create();
    }

    /** The same server for every connection, with its calls counted anew. */
    private record Again(FakeServer server) {
        Again {
            server.forget();
        }
    }

    private Path file(String name) {
        return laptop.folder(snapshot).resolve(name);
    }

    private void overwrite(String name, String content) throws IOException {
        Path changed = Files.writeString(folder.resolve("changed"), content);
        Files.move(changed, file(name), StandardCopyOption.REPLACE_EXISTING);
    }

    /** Changes a file where it lies, as a failing disk does: for every snapshot that shares it. */
    private void rot(String name, String content) throws IOException {
        Path file = file(name);
        assertThat(file.toFile().setWritable(true)).isTrue();
        Files.writeString(file, content);
    }

    @Test
    void namesEveryKindOfTrouble() throws Exception {
        Files.delete(file("media/logo.png"));
        overwrite("media/avatars/one.jpg", "A FACE");
        overwrite("media/avatars/two.jpg", "longer than it was before");
        Files.writeString(file("media/stranger"), "?");
        Files.createSymbolicLink(file("media/way-out"), folder);
        overwrite("RESTORE.txt", "trust me");

        VerifyReport report = laptop.verify(snapshot.id());
        assertThat(report.problems())
                .extracting(Problem::file, Problem::kind)
                .containsExactlyInAnyOrder(
                        tuple("media/logo.png", Kind.MISSING),
                        tuple("media/avatars/one.jpg", Kind.CONTENT),
                        tuple("media/avatars/two.jpg", Kind.SIZE),
                        tuple("media/stranger", Kind.ADDED),
                        tuple("media/way-out", Kind.ADDED),
                        tuple("RESTORE.txt", Kind.CONTENT));
        SnapshotSummary after = laptop.shelf().summary(snapshot.id());
        assertThat(after.damaged()).isEqualTo(6);
        assertThat(after.verified()).isEmpty();
        assertThat(after.usable()).isFalse();
    }

    private VerifyReport quick() throws OperationFailedException {
        return laptop.backups()
                .verify(Laptop.NAME, Optional.of(snapshot.id()), VerifyReport.Depth.QUICK, TaskContext.quiet());
    }

    @Test
    void aQuickLookSeesNamesAndSizesAndVouchesForNoContent() throws Exception {
        assertThat(quick().sound()).isTrue();
        assertThat(quick().files())
                .isEqualTo(laptop.manifest(snapshot).head().totals().files());
        assertThat(quick().bytes())
                .isEqualTo(laptop.manifest(snapshot).head().totals().bytes());
        assertThat(laptop.shelf().summary(snapshot.id()).verified()).isEmpty();

        overwrite("media/avatars/one.jpg", "A FACE");
        assertThat(quick().sound()).isTrue();
        Files.delete(file("media/logo.png"));
        overwrite("media/avatars/two.jpg", "longer than it was before");
        Files.writeString(file("media/stranger"), "?");
        assertThat(quick().problems())
                .extracting(Problem::file, Problem::kind)
                .containsExactlyInAnyOrder(
                        tuple("media/logo.png", Kind.MISSING),
                        tuple("media/avatars/two.jpg", Kind.SIZE),
                        tuple("media/stranger", Kind.ADDED));
        assertThat(laptop.shelf().summary(snapshot.id()).damaged()).isEqualTo(3);
    }

    @Test
    void aQuickLookTakesBackNothingThatAFullOneFound() throws Exception {
        overwrite("media/avatars/one.jpg", "A FACE");
        laptop.verify(snapshot.id());
        assertThat(quick().sound()).isTrue();
        assertThat(laptop.shelf().summary(snapshot.id()).damaged()).isEqualTo(1);
    }

    @Test
    void aProofIsDatedAndFallsWithTheFirstDamage() throws Exception {
        Instant at = Instant.parse("2026-11-24T03:00:00Z");
        laptop.shelf().markProven(snapshot.id(), at);
        laptop.verify(snapshot.id());
        assertThat(laptop.shelf().summary(snapshot.id()).proven()).contains(at);
        overwrite("media/avatars/one.jpg", "A FACE");
        laptop.verify(snapshot.id());
        assertThat(laptop.shelf().summary(snapshot.id()).proven()).isEmpty();
    }

    @Test
    void findsAFolderReplacedByALink() throws Exception {
        Path moved = folder.resolve("moved");
        Files.move(file("media/avatars"), moved);
        Files.createSymbolicLink(file("media/avatars"), moved);
        assertThat(laptop.verify(snapshot.id()).problems())
                .extracting(Problem::file, Problem::kind)
                .contains(tuple("media/avatars/one.jpg", Kind.MISSING), tuple("media/avatars", Kind.ADDED));
    }

    @Test
    void aChangedManifestIsNotTrusted() throws Exception {
        overwrite("manifest.json", Files.readString(file("manifest.json")).replace("logo.png", "lego.png"));
        assertThat(laptop.verify(snapshot.id()).problems())
                .extracting(Problem::kind)
                .containsExactly(Kind.MANIFEST);
        assertThat(laptop.shelf().list()).extracting(SnapshotSummary::condition).containsExactly(Condition.DAMAGED);
    }

    @Test
    void aCutManifestDoesNotHideOtherSnapshots() throws Exception {
        SnapshotSummary second = laptop.create();
        overwrite("manifest.json", Files.readString(file("manifest.json")).substring(0, 400));
        assertThat(laptop.backups().list(Laptop.NAME))
                .extracting(SnapshotSummary::id, SnapshotSummary::condition)
                .containsExactly(tuple(second.id(), Condition.WHOLE), tuple(snapshot.id(), Condition.DAMAGED));
        assertThat(laptop.verify(laptop.create().id()).problems()).isEmpty();
    }

    @Test
    void aManifestThatLeadsOutOfItsFolderIsNotFollowed() throws Exception {
        String text = Files.readString(file("manifest.json")).replace("\"media/logo.png\"", "\"../../../x\"");
        overwrite("manifest.json", text);
        overwrite("manifest.sha256", app.greenroom.storage.disk.Hashes.of(file("manifest.json")) + "  manifest.json\n");
        assertThat(laptop.verify(snapshot.id()).problems())
                .extracting(Problem::kind)
                .containsExactly(Kind.MANIFEST);
    }

    @Test
    void aNewerSnapshotIsShownAndNeverGuessedAt() throws Exception {
        overwrite("manifest.json", "{\"schema\":2,\"id\":\"whatever\",\"new\":{}}");
        assertThat(laptop.shelf().list()).extracting(SnapshotSummary::condition).containsExactly(Condition.NEWER);
        assertThat(catchThrowableOfType(OperationFailedException.class, () -> laptop.verify(snapshot.id()))
                        .reason())
                .isEqualTo(FailureReason.SNAPSHOT_NEWER);
        assertThat(laptop.verify(laptop.create().id()).problems()).isEmpty();
        assertThat(file("manifest.json")).content().contains("\"schema\":2");
    }

    @Test
    void aDamagedFileIsMarkedWhereverItIsSharedAndFetchedAnew() throws Exception {
        SnapshotSummary second = laptop.create();
        rot("media/logo.png", "A LOGO");
        VerifyReport report = laptop.verify(second.id());
        assertThat(report.problems())
                .extracting(Problem::file, Problem::kind)
                .containsExactly(tuple("media/logo.png", Kind.CONTENT));
        assertThat(report.sharing()).containsExactly(snapshot.id());
        assertThat(laptop.shelf().list()).extracting(SnapshotSummary::damaged).containsExactly(1, 1);

        SnapshotSummary third = laptop.create();
        assertThat(laptop.verify(third.id()).problems()).isEmpty();
        assertThat(laptop.folder(third).resolve("media/logo.png")).hasContent("a logo");
        assertThat(Files.isSameFile(
                        laptop.folder(second).resolve("media/avatars/one.jpg"),
                        laptop.folder(third).resolve("media/avatars/one.jpg")))
                .as("what is sound is still shared")
                .isTrue();
    }

    @Test
    void damageThatIsNotKnownYetIsNotCarriedOnIntoACopy() throws Exception {
        rot("media/logo.png", "A LOGO");
        Laptop without = new Laptop(
                folder.resolve("library"),
                site::facts,
                () -> new FakeServer(folder.resolve("server/data/.secret").toString()),
                FaultyDisk.withoutLinks());
        SnapshotSummary second = without.create();
        assertThat(without.folder(second).resolve("media/logo.png")).hasContent("a logo");
    }

    @Test
    void aRepairedSnapshotIsSoundAgain() throws Exception {
        overwrite("media/logo.png", "A LOGO");
        laptop.verify(snapshot.id());
        overwrite("media/logo.png", "a logo");
        assertThat(laptop.verify(snapshot.id()).sound()).isTrue();
        assertThat(laptop.shelf().summary(snapshot.id()).verified()).isPresent();
    }

    @Test
    void aCancelledVerificationLeavesTheMarkAsItWas() throws Exception {
        laptop.verify(snapshot.id());
        Optional<?> before = laptop.shelf().summary(snapshot.id()).verified();
        CancellationToken token = new CancellationToken();
        TaskContext context = new TaskContext(token, progress -> token.cancel());
        assertThat(catchThrowableOfType(
                                OperationFailedException.class,
                                () -> laptop.backups().verify(Laptop.NAME, Optional.empty(), context))
                        .reason())
                .isEqualTo(FailureReason.CANCELLED);
        assertThat(laptop.shelf().summary(snapshot.id()).verified()).isEqualTo(before);
    }

    @Test
    void namesThatAreNotThereAreSaid() {
        SnapshotId absent = new SnapshotId("2020-01-01T00-00-00Z-l");
        assertThat(catchThrowableOfType(OperationFailedException.class, () -> laptop.verify(absent))
                        .reason())
                .isEqualTo(FailureReason.SNAPSHOT_UNKNOWN);
        assertThat(catchThrowableOfType(
                                OperationFailedException.class,
                                () -> laptop.backups().list(TargetName.parse("nobody")))
                        .reason())
                .isEqualTo(FailureReason.SERVER_UNKNOWN);
        assertThat(catchThrowableOfType(
                                OperationFailedException.class,
                                () -> laptop.backups().list(TargetName.parse("talks/other")))
                        .reason())
                .isEqualTo(FailureReason.INSTANCE_UNKNOWN);
    }

    @Test
    void theNewestIsVerifiedWhereNoneIsNamed() throws Exception {
        SnapshotSummary second = laptop.create();
        assertThat(laptop.backups()
                        .verify(Laptop.NAME, Optional.empty(), TaskContext.quiet())
                        .id())
                .isEqualTo(second.id());
        assertThat(laptop.backups().list(Laptop.NAME))
                .extracting(SnapshotSummary::id)
                .isEqualTo(List.of(second.id(), snapshot.id()));
    }
}
