package app.greenroom.operation.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import app.greenroom.domain.backup.SnapshotManifest.Entry;
import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.domain.backup.SourcePath;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.storage.disk.LocalDisk;
import app.greenroom.support.NotRun;
import app.greenroom.task.CancellationToken;
import app.greenroom.task.Progress;
import app.greenroom.task.TaskContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Libraries on real file systems that hold less than others, are full, may only be read, or vanish. Needs root. */
class OddDisksIT {
    private static final int SMALL = 192;
    private static final int PICTURES = 30;

    @TempDir
    Path folder;

    private SampleSite site;

    @BeforeEach
    void makeSite() throws IOException {
        site = new SampleSite(folder.resolve("server"));
        for (int number = 0; number < PICTURES; number++) {
            site.upload(
                    "bulk/" + number + "/picture.png",
                    String.valueOf(number % 10).repeat(200_000));
        }
    }

    private Laptop laptop(LoopDisk disk) {
        return new Laptop(disk.folder().resolve("greenroom/library"), site::facts, site::host, new LocalDisk());
    }

    private static OperationFailedException refusal(Laptop laptop, TaskContext context) {
        return catchThrowableOfType(OperationFailedException.class, () -> laptop.create(context));
    }

    /** Does something once, as soon as a third of the uploaded files has come. */
    private static TaskContext inTheMiddle(Runnable what) {
        AtomicBoolean done = new AtomicBoolean();
        return new TaskContext(new CancellationToken(), progress -> {
            if (hasThird(progress) && done.compareAndSet(false, true)) {
                what.run();
            }
        });
    }

    private static boolean hasThird(Progress progress) {
        return progress.phase().equals("backup-media") && progress.done() > progress.total() / 3;
    }

    private static Map<String, String> hashes(Path below) throws IOException {
        try (Stream<Path> files = Files.walk(below)) {
            return files.filter(Files::isRegularFile)
                    .collect(Collectors.toMap(
                            each -> below.relativize(each).toString(),
                            OddDisksIT::hash,
                            (one, two) -> one,
                            TreeMap::new));
        }
    }

    /** What cannot be mounted here is left out, and the build says so. */
    private static void requireDriver(LoopDisk.Kind kind) throws IOException {
        if (!kind.known()) {
            NotRun.note("OddDisksIT on " + kind, "this kernel has no driver for it");
        }
        assumeTrue(kind.known(), "this kernel has no driver for it");
    }

    private static String hash(Path file) {
        try {
            return app.greenroom.storage.disk.Hashes.of(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = LoopDisk.Kind.class,
            names = {"FAT", "EXFAT"})
    void aStickHoldsEveryFileAndTheManifestItsName(LoopDisk.Kind kind) throws Exception {
        requireDriver(kind);
        List<String> odd = List.of(
                "when: now?.png",
                "Picture.png",
                "picture.png",
                "\u00c9t\u00e9.png",
                "\u00e9t\u00e9.png",
                "aux.txt",
                "ends with a dot.",
                "ends with a space ",
                "back\\slash",
                "Folder/one",
                "folder",
                "x".repeat(250),
                "\u65e5");
        for (String name : odd) {
            site.upload("odd/" + name, "content of " + name);
        }
        Files.setLastModifiedTime(
                site.upload("odd/old", "older than FAT"), FileTime.from(Instant.EPOCH.minusSeconds(9)));
        try (LoopDisk disk = LoopDisk.of(kind, 256, folder)) {
            Laptop laptop = laptop(disk);
            SnapshotSummary first = laptop.create();
            site.upload("odd/new", "a new one");
            SnapshotSummary second = laptop.create();
            for (SnapshotSummary each : List.of(first, second)) {
                assertThat(laptop.verify(each.id()).problems()).isEmpty();
                Map<SourcePath, Entry> entries = laptop.manifest(each).entries().stream()
                        .collect(Collectors.toMap(entry -> entry.source().path(), entry -> entry, (one, two) -> one));
                for (String name : odd) {
                    Entry entry = Objects.requireNonNull(entries.get(SourcePath.of("odd/" + name)), name);
                    assertThat(laptop.folder(each).resolve(entry.stored().name()))
                            .hasContent("content of " + name);
                }
            }
            assertThat(second.files()).isEqualTo(first.files() + 1);
            assertThat(laptop.backups().list(Laptop.NAME)).hasSize(2);
        }
    }

    @Test
    void aDiskThatMayOnlyBeReadIsSaidBeforeTheServerIsAsked() throws Exception {
        try (LoopDisk disk = LoopDisk.of(LoopDisk.Kind.EXT4, SMALL, folder)) {
            Laptop laptop = laptop(disk);
            SnapshotSummary snapshot = laptop.create();
            disk.protect();
            Map<String, String> before = hashes(disk.folder());
            AtomicBoolean asked = new AtomicBoolean();
            OperationFailedException refused =
                    refusal(laptop, new TaskContext(new CancellationToken(), progress -> asked.set(true)));
            assertThat(refused.reason()).isEqualTo(FailureReason.LIBRARY_READ_ONLY);
            assertThat(refused.arguments())
                    .containsExactly(laptop.library.root().toString());
            assertThat(asked).isFalse();
            assertThat(laptop.verify(snapshot.id()).problems()).isEmpty();
            assertThat(hashes(disk.folder())).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = LoopDisk.Kind.class,
            names = {"EXT4", "FAT", "EXFAT"})
    void aFullDiskIsSaidAndTheNextRunGoesOn(LoopDisk.Kind kind) throws Exception {
        requireDriver(kind);
        try (LoopDisk disk = LoopDisk.of(kind, 256, folder)) {
            Laptop laptop = laptop(disk);
            SnapshotSummary first = laptop.create();
            Map<String, String> before = hashes(laptop.folder(first));
            for (int number = 0; number < PICTURES; number++) {
                site.upload(
                        "more/" + number + ".png", String.valueOf(number % 10).repeat(3_000_000));
            }
            Path filler = disk.folder().resolve("filler");
            OperationFailedException refused = refusal(laptop, inTheMiddle(() -> fill(filler)));
            assertThat(refused.reason()).isEqualTo(FailureReason.LOCAL_DISK_FULL);
            assertThat(hashes(laptop.folder(first))).isEqualTo(before);
            Files.delete(filler);
            SnapshotSummary second = laptop.create();
            assertThat(laptop.verify(second.id()).problems()).isEmpty();
            assertThat(laptop.verify(first.id()).problems()).isEmpty();
        }
    }

    private static void fill(Path file) {
        byte[] piece = new byte[1 << 16];
        try (var stream = Files.newOutputStream(file)) {
            while (true) {
                stream.write(piece);
            }
        } catch (IOException full) {
            assertThat(file.toFile().getUsableSpace()).isLessThan(1 << 20);
        }
    }

    @Test
    void aDiskThatVanishesInTheMiddleIsSaidAndNothingIsWrittenBesideIt() throws Exception {
        try (LoopDisk disk = LoopDisk.of(LoopDisk.Kind.EXT4, 256, folder)) {
            SnapshotSummary first = laptop(disk).create();
            for (int number = 0; number < PICTURES; number++) {
                site.upload(
                        "more/" + number + "/new.png",
                        String.valueOf(number % 10).repeat(1_000_000));
            }
            Laptop laptop = laptop(disk);
            OperationFailedException refused = refusal(laptop, inTheMiddle(disk::vanish));
            assertThat(refused.reason()).isEqualTo(FailureReason.LIBRARY_GONE);
            assertThat(disk.folder()).as("the place where it was").isEmptyDirectory();
            assertThat(laptop.backups().list(Laptop.NAME)).isEmpty();

            disk.mountAgain();
            assertThat(laptop.verify(first.id()).problems()).isEmpty();
            SnapshotSummary second = laptop.create();
            assertThat(laptop.verify(second.id()).problems()).isEmpty();
            try (Stream<Path> left = Files.list(laptop.shelf().folder())) {
                assertThat(left.map(each -> each.getFileName().toString()))
                        .containsExactlyInAnyOrder(
                                ".lock", first.id().text(), second.id().text());
            }
        }
    }
}
