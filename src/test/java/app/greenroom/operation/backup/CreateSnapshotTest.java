package app.greenroom.operation.backup;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.backup.SnapshotManifest;
import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.domain.backup.VerifyReport;
import app.greenroom.domain.instance.InstanceFacts.Counts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots of an SQLite site in a folder, by the real program that runs on servers. */
class CreateSnapshotTest {
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
    void holdsEverythingThatASiteNeeds() throws Exception {
        SnapshotSummary summary = laptop.create();

        SnapshotManifest manifest = laptop.manifest(summary);
        assertThat(manifest.head().warnings()).isEmpty();
        assertThat(laptop.entries(summary).keySet())
                .contains(
                        "database.sqlite3",
                        "media/avatars/one.jpg",
                        "media/logo.png",
                        "secret",
                        "server/crontab",
                        "server/pip-freeze.txt")
                .anyMatch(name -> name.endsWith("etc/pretalx.cfg"))
                .anyMatch(name -> name.endsWith("etc/web.service"))
                .anyMatch(name -> name.endsWith("etc/nginx/sites-enabled/talks"))
                .noneMatch(name -> name.endsWith("etc/nginx/sites-enabled/other"));
        assertThat(laptop.folder(summary).resolve("secret")).hasContent("s3cret without a line end");
        assertThat(laptop.folder(summary).resolve("media/logo.png")).hasContent("a logo");
        assertThat(manifest.head().counts()).contains(new Counts(2, 3, 4));
        assertThat(summary.totalBytes()).isEqualTo(summary.newBytes());
    }

    @Test
    void isFoundSoundByAVerification() throws Exception {
        SnapshotSummary summary = laptop.create();
        VerifyReport report = laptop.verify(summary.id());

        assertThat(report.problems()).isEmpty();
        assertThat(report.files()).isEqualTo(summary.files());
        assertThat(report.bytes()).isEqualTo(summary.totalBytes());
        assertThat(laptop.shelf().summary(summary.id()).verified()).contains(report.at());
    }

    @Test
    void isForItsOwnerOnly() throws Exception {
        SnapshotSummary summary = laptop.create();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(laptop.folder(summary))))
                .isEqualTo("rwx------");
        for (String name : laptop.entries(summary).keySet()) {
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(laptop.folder(summary).resolve(name))))
                    .as(name)
                    .isEqualTo("r--------");
        }
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(laptop.folder(summary).resolveSibling(".lock"))))
                .isEqualTo("rw-------");
    }

    @Test
    void leavesNothingOnTheServer() throws Exception {
        laptop.create();
        assertThat(site.root().resolve("var/tmp")).isEmptyDirectory();
    }
}
