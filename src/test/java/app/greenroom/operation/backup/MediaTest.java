package app.greenroom.operation.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.greenroom.domain.backup.SnapshotManifest.Entry;
import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.storage.disk.LocalDisk;
import app.greenroom.task.CancellationToken;
import app.greenroom.task.TaskContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uploaded files: odd names, what is no file, what changes meanwhile, and what is the same as before. */
class MediaTest {
    @TempDir
    Path folder;

    private SampleSite site;
    private Laptop laptop;

    @BeforeEach
    void makeSite() {
        site = new SampleSite(folder.resolve("server"));
        laptop = new Laptop(folder.resolve("library"), site);
    }

    @Test
    void everyNameComesBackByteForByte() throws Exception {
        String made = SampleSite.python("""
            import os, sys
            root = os.fsencode(sys.argv[1])
            names = [b"a b/c  d .png", b"line\\nend.txt", b"-rf", b"--help/-x", b"caf\\xe9.jpg", b"\\xff\\xfe/x",
                     "caf\\u00e9.jpg".encode(), "cafe\\u0301.jpg".encode(), "\\U0001f3ad.png".encode(), b"CON.txt",
                     b"a:b?c*d.png", b"back\\\\slash", b"'quote\\".png", b"$HOME `id`.png", b"tab\\t.png", b"x" * 250,
                     b"UPPER.png", b"upper.png", b"deep/" + b"/".join([b"d" * 200] * 10) + b"/file", b"trailing ."]
            for name in names:
                path = os.path.join(root, name)
                os.makedirs(os.path.dirname(path), exist_ok=True)
                open(path, "wb").write(b"content of " + name)
            print(len(names))
            """, site.media().toString());

        SnapshotSummary summary = laptop.create();
        assertThat(laptop.verify(summary.id()).problems()).isEmpty();
        assertThat(laptop.manifest(summary).head().warnings()).isEmpty();
        List<Entry> odd = new ArrayList<>();
        for (Entry entry : laptop.manifest(summary).entries()) {
            byte[] content = Files.readAllBytes(
                    laptop.folder(summary).resolve(entry.stored().name()));
            byte[] wanted = ("content of " + new String(entry.source().path().bytes(), StandardCharsets.ISO_8859_1))
                    .getBytes(StandardCharsets.ISO_8859_1);
            if (java.util.Arrays.equals(content, wanted)) {
                odd.add(entry);
            }
        }
        assertThat(odd).hasSize(Integer.parseInt(made.strip()));
        assertThat(odd.stream().filter(entry -> entry.source().path().base64()))
                .hasSize(2)
                .allMatch(entry -> entry.stored().name().matches("media-renamed/[0-9a-f]{32}-[A-Za-z0-9._]+"));
    }

    @Test
    void theSecondSnapshotFetchesOnlyWhatIsNewAndLinksTheRest() throws Exception {
        SnapshotSummary first = laptop.create();
        site.upload("logo.png", "another logo");
        site.upload("new.png", "new");
        Files.delete(site.media().resolve("avatars/one.jpg"));
        site.upload("avatars/two.jpg", "two");

        SnapshotSummary second = laptop.create();
        SnapshotSummary third = laptop.create();

        assertThat(laptop.folder(second).resolve("media/logo.png")).hasContent("another logo");
        assertThat(laptop.folder(first).resolve("media/logo.png")).hasContent("a logo");
        assertThat(laptop.entries(second)).containsKey("media/new.png").doesNotContainKey("media/avatars/one.jpg");
        for (String name : List.of("media/logo.png", "media/new.png", "media/avatars/two.jpg")) {
            assertThat(Files.isSameFile(
                            laptop.folder(second).resolve(name),
                            laptop.folder(third).resolve(name)))
                    .as(name)
                    .isTrue();
        }
        assertThat(third.newBytes()).isLessThan(third.totalBytes());
        for (SnapshotSummary each : List.of(first, second, third)) {
            assertThat(laptop.verify(each.id()).problems()).isEmpty();
        }
    }

    @Test
    void keepsWhenAFileWasChanged() throws Exception {
        SnapshotSummary summary = laptop.create();
        assertThat(Files.getLastModifiedTime(laptop.folder(summary).resolve("media/logo.png")))
                .isEqualTo(Files.getLastModifiedTime(site.media().resolve("logo.png")));
    }

    @Test
    void aDiskWithoutLinksGetsCopies() throws Exception {
        laptop.create();
        Laptop without = new Laptop(folder.resolve("library"), site::facts, site::host, FaultyDisk.withoutLinks());
        SnapshotSummary second = without.create();

        assertThat(without.verify(second.id()).problems()).isEmpty();
        assertThat(without.folder(second).resolve("media/logo.png")).hasContent("a logo");
        assertThat(second.newBytes()).isEqualTo(second.totalBytes());
    }

    @Test
    void linksAndSpecialFilesAreNotFollowedAndAreWarnedOf() throws Exception {
        Path outside = site.write("outside/passwords", "not for the snapshot");
        Files.createSymbolicLink(site.media().resolve("link.png"), outside);
        Files.createSymbolicLink(site.media().resolve("linked-folder"), outside.getParent());
        SampleSite.python(
                "import os, sys; os.mkfifo(sys.argv[1])",
                site.media().resolve("pipe").toString());

        SnapshotSummary summary = laptop.create();
        assertThat(laptop.entries(summary).keySet()).noneMatch(name -> name.contains("link") || name.contains("pipe"));
        assertThat(laptop.manifest(summary).head().warnings())
                .anyMatch(text -> text.contains("link.png") && text.contains("passwords"))
                .anyMatch(text -> text.contains("linked-folder"))
                .anyMatch(text -> text.contains("pipe"));
    }

    @Test
    void aMediaFolderThatIsALinkIsFollowed() throws Exception {
        Path elsewhere = site.root().resolve("elsewhere");
        Files.move(site.media(), elsewhere);
        Files.createSymbolicLink(site.media(), elsewhere);
        assertThat(laptop.entries(laptop.create())).containsKey("media/logo.png");
    }

    @Test
    void tooLittleRoomIsSaidBeforeAnythingIsFetched() throws Exception {
        List<String> phases = new ArrayList<>();
        Laptop full = new Laptop(folder.resolve("library"), site::facts, site::host, new NearlyFull());
        OperationFailedException failure = catchThrowableOfType(
                OperationFailedException.class,
                () -> full.create(new TaskContext(new CancellationToken(), progress -> phases.add(progress.phase()))));
        assertThat(failure.reason()).isEqualTo(FailureReason.LOCAL_DISK_FULL);
        assertThat(phases).doesNotContain("backup-media");
    }

    /** Has room for a little. */
    private static final class NearlyFull implements app.greenroom.storage.disk.Disk {
        private final LocalDisk disk = new LocalDisk();

        @Override
        public void makeFolder(Path made) throws IOException {
            disk.makeFolder(made);
        }

        @Override
        public java.io.OutputStream create(Path file) throws IOException {
            return disk.create(file);
        }

        @Override
        public void link(Path existing, Path second) throws IOException {
            disk.link(existing, second);
        }

        @Override
        public void rename(Path from, Path to) throws IOException {
            disk.rename(from, to);
        }

        @Override
        public void sync(Path fileOrFolder) throws IOException {
            disk.sync(fileOrFolder);
        }

        @Override
        public void syncTree(Path tree, List<Path> files) throws IOException {
            disk.syncTree(tree, files);
        }

        @Override
        public void seal(Path file, long mtimeNs) throws IOException {
            disk.seal(file, mtimeNs);
        }

        @Override
        public void delete(Path fileOrFolder) throws IOException {
            disk.delete(fileOrFolder);
        }

        @Override
        public long largestFile(Path folder) throws IOException {
            return disk.largestFile(folder);
        }

        @Override
        public long usableBytes(Path where) {
            return 8 << 20;
        }
    }
}
