package app.greenroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.backup.KeepRule;
import app.greenroom.domain.backup.Pin;
import app.greenroom.domain.backup.SnapshotChanges;
import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.backup.SnapshotManifest;
import app.greenroom.domain.backup.SnapshotManifest.Entry;
import app.greenroom.domain.backup.SnapshotManifest.Role;
import app.greenroom.domain.backup.SnapshotManifest.Source;
import app.greenroom.domain.backup.SnapshotManifest.Stored;
import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.domain.backup.SnapshotTree;
import app.greenroom.domain.backup.SourcePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pinning, removing by a rule, what changed, and the files of a snapshot. */
class LibraryCommandsTest {
    private static final String OLDEST = "2026-11-20T11-00-00Z-l";
    private static final String OLDER = "2026-11-23T10-00-00Z-s";
    private static final String NEWEST = "2026-11-24T11-00-00Z-l";

    private final World world = new World();

    @BeforeEach
    void threeSnapshots() {
        world.servers.with("talks", "main");
        SnapshotSummary older = Samples.verified(Samples.snapshot(OLDER), World.NOW.minusSeconds(7200));
        world.backups.snapshots.addAll(List.of(
                Samples.snapshot(NEWEST),
                new SnapshotSummary(
                        older.id(),
                        older.folder(),
                        older.condition(),
                        older.head(),
                        older.verified(),
                        0,
                        Optional.of(World.NOW.minusSeconds(3600)),
                        Optional.of(new Pin("before the call closed", World.NOW))),
                Samples.snapshot("2026-11-23T09-00-00Z-l"),
                Samples.damaged(Samples.snapshot("2026-11-21T11-00-00Z-l"), 2),
                Samples.snapshot(OLDEST)));
    }

    @Test
    void pinsAndUnpins() throws IOException {
        Golden.check("pin", world, "pin", "talks", OLDEST, "--note", "the first one");
        assertThat(world.backups.snapshots.getLast().pin()).map(Pin::note).contains("the first one");
        world.terminal = new FakeTerminal();
        Golden.check("unpin", world, "unpin", "talks", OLDEST);
        assertThat(world.backups.snapshots.getLast().pin()).isEmpty();
        world.terminal = new FakeTerminal();
        Golden.check("pin-unknown", world, "pin", "talks", "2020-01-01T00-00-00Z-l");
    }

    @Test
    void badgesAreShownInTheList() throws IOException {
        Golden.check("snapshots-badges", world, "snapshots", "talks");
    }

    @Test
    void aDryRunShowsWhatWouldGoAndWhyTheOthersStay() throws IOException {
        Golden.check("prune-dry-run", world, "prune", "talks", "--hourly", "0", "--daily", "2", "--dry-run");
        assertThat(world.library.removed).isEmpty();
        world.terminal = new FakeTerminal();
        Golden.check("prune-json", world, "prune", "talks", "--daily", "1", "--hourly", "0", "--dry-run", "--json");
        assertThat(world.library.own).isNull();
    }

    @Test
    void removesWithConsentOnly() throws IOException {
        Golden.check("prune-consent", world, "prune", "talks", "--hourly", "0", "--daily", "2");
        assertThat(world.library.removed).isEmpty();
        world.terminal = new FakeTerminal().typing("no");
        assertThat(world.run("prune", "talks", "--hourly", "0", "--daily", "1")).isEqualTo(130);
        assertThat(world.library.removed).isEmpty();
        world.terminal = new FakeTerminal();
        Golden.check("prune", world, "prune", "talks", "--hourly", "0", "--daily", "2", "--save", "--yes");
        assertThat(world.library.removed).hasSize(2);
        assertThat(world.library.own).isEqualTo(new KeepRule(0, 2, 8, 12, 10));
    }

    @Test
    void nothingToRemoveIsNoFailure() throws IOException {
        Golden.check("prune-nothing", world, "prune", "talks");
        world.terminal = new FakeTerminal();
        Golden.check("prune-wrong", world, "prune", "talks", "--daily", "-3");
    }

    private static Entry file(Role role, String path, String name, long size, String hash) {
        return new Entry(
                role,
                new Source(SourcePath.of(path), size, 1_764_000_000_000_000_000L, 0644, hash),
                new Stored(name, size, hash));
    }

    private static SnapshotManifest manifest(String id, Entry... entries) {
        return new SnapshotManifest(Samples.snapshot(id).head().orElseThrow(), List.of(entries));
    }

    private SnapshotManifest newest() {
        return manifest(
                NEWEST,
                file(Role.DATABASE, "database.dump", "database.dump", 4_000_000, "d2"),
                file(Role.SECRET, "/var/pretalx/data/.secret", "secret", 50, "s"),
                file(Role.SERVER, "/etc/pretalx/pretalx.cfg", "server/files/etc/pretalx/pretalx.cfg", 700, "c2"),
                file(Role.MEDIA, "avatars/ada.jpg", "media/avatars/ada.jpg", 20_000, "a2"),
                file(Role.MEDIA, "slides/talk.pdf", "media/slides/talk.pdf", 3_000_000, "t"));
    }

    @Test
    void saysWhatChangedSinceTheSnapshotBefore() throws IOException {
        SnapshotManifest before = manifest(
                OLDER,
                file(Role.DATABASE, "database.dump", "database.dump", 4_000_000, "d1"),
                file(Role.SECRET, "/var/pretalx/data/.secret", "secret", 50, "s"),
                file(Role.SERVER, "/etc/pretalx/pretalx.cfg", "server/files/etc/pretalx/pretalx.cfg", 700, "c1"),
                file(Role.MEDIA, "avatars/ada.jpg", "media/avatars/ada.jpg", 21_000, "a1"),
                file(Role.MEDIA, "old\u001b[2J.png", "media/old.png", 5_000, "o"));
        world.backups.snapshots.subList(2, 5).clear();
        world.library.changes.put(new SnapshotId(NEWEST), SnapshotChanges.between(before, newest()));
        world.library.changes.put(new SnapshotId(OLDER), SnapshotChanges.first(before));
        Golden.check("snapshots-changes", world, "snapshots", "talks", "--changes", "--verbose");
        world.terminal = new FakeTerminal();
        Golden.check("snapshots-changes-json", world, "snapshots", "talks", "--changes", "--json");
    }

    @Test
    void listsTheFilesOfASnapshotAndSavesOne() throws IOException {
        world.library.tree = SnapshotTree.of(newest());
        Golden.check("files", world, "files", "talks", NEWEST);
        world.terminal = new FakeTerminal();
        Golden.check("files-folder", world, "files", "talks", NEWEST, "media/");
        world.terminal = new FakeTerminal();
        Golden.check("files-none", world, "files", "talks", NEWEST, "media/none");
        world.terminal = new FakeTerminal();
        Golden.check("files-save", world, "files", "talks", NEWEST, "media/slides/talk.pdf", "--save-to", "talk.pdf");
        assertThat(world.library.saved).containsEntry(Path.of("talk.pdf"), "media/slides/talk.pdf");
        world.terminal = new FakeTerminal();
        Golden.check("files-save-folder", world, "files", "talks", NEWEST, "media", "--save-to", "media");
        assertThat(world.library.saved).hasSize(1);
        world.terminal = new FakeTerminal();
        Golden.check("files-json", world, "files", "talks", NEWEST, "--json");
    }
}
