package app.greenroom.operation.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import app.greenroom.domain.backup.SnapshotChanges;
import app.greenroom.domain.backup.SnapshotChanges.Kind;
import app.greenroom.domain.backup.SnapshotManifest.Entry;
import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.domain.backup.SnapshotTree;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.task.TaskContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Looking into snapshots: what changed, their files, and copies of these. */
class SnapshotContentsTest extends LibraryCare {
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
