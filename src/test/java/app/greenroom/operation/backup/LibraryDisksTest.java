package app.greenroom.operation.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.domain.backup.VerifyReport;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.storage.disk.Disk;
import app.greenroom.storage.disk.LocalDisk;
import app.greenroom.task.TaskContext;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Libraries on disks that hold less than others: FAT, read-only, absent. A full one is tried by {@link InterruptedSnapshotTest}. */
class LibraryDisksTest {
    private static final Set<String> WRITING =
            Set.of("makeFolder", "create", "link", "rename", "delete", "seal", "sync", "syncTree");

    @TempDir
    Path folder;

    private FakeServer server;
    private SampleSite site;

    @BeforeEach
    void makeSite() {
        site = new SampleSite(folder.resolve("server"));
        server = new FakeServer(site.root().resolve("data/.secret").toString());
    }

    private Laptop laptop(Path library, Disk disk) {
        return new Laptop(library, site::facts, () -> new Again(server).server(), disk);
    }

    private record Again(FakeServer server) {
        Again {
            server.forget();
        }
    }

    /** A disk on which some calls fail as a system call fails. */
    private static Disk refusing(Refusal refusal) {
        LocalDisk real = new LocalDisk();
        return (Disk) Proxy.newProxyInstance(
                Disk.class.getClassLoader(), new Class<?>[] {Disk.class}, (proxy, method, arguments) -> {
                    Path path = (Path) arguments[0];
                    if (refusal.refuses(method.getName(), path)) {
                        throw new FileSystemException(path.toString(), null, "refused by the disk");
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @FunctionalInterface
    private interface Refusal {
        boolean refuses(String call, Path path);
    }

    private static Disk fat() {
        return refusing((call, path) -> call.equals("link")
                || (call.equals("create")
                        && path.getFileName()
                                .toString()
                                .chars()
                                .anyMatch(letter -> "<>:\"|?*\\".indexOf(letter) >= 0)));
    }

    @Test
    void aDiskWithTheRulesOfFatHoldsEveryFileUnderANameThatItKnows() throws Exception {
        server.upload("when: now?.png", "a question");
        server.upload("ends with a dot.", "a dot");
        Laptop laptop = laptop(folder.resolve("library"), fat());
        SnapshotSummary first = laptop.create();
        SnapshotSummary second = laptop.create();
        for (SnapshotSummary each : new SnapshotSummary[] {first, second}) {
            assertThat(laptop.verify(each.id()).problems()).isEmpty();
            assertThat(laptop.manifest(each).entries())
                    .filteredOn(entry -> entry.source().path().toString().equals("when: now?.png"))
                    .allSatisfy(entry -> {
                        assertThat(entry.stored().name()).startsWith("media-renamed/");
                        assertThat(laptop.folder(each).resolve(entry.stored().name()))
                                .hasContent("a question");
                    })
                    .hasSize(1);
        }
        assertThat(Files.isSameFile(
                        laptop.folder(first).resolve("media/logo.png"),
                        laptop.folder(second).resolve("media/logo.png")))
                .as("copies, since there are no links")
                .isFalse();
    }

    @Test
    void aFileThatFatCannotHoldIsRefusedBeforeAnythingIsFetched() throws Exception {
        server.upload("film.mkv", "long".repeat(1000));
        Laptop laptop = laptop(folder.resolve("library"), holding(3000));
        OperationFailedException database = catchThrowableOfType(OperationFailedException.class, laptop::create);
        assertThat(database.reason()).isEqualTo(FailureReason.LIBRARY_FILE_TOO_LARGE);
        assertThat(database.arguments()).containsExactly("database.sqlite3");
        site.onPostgresql(false); // of a dump nobody knows the size before
        OperationFailedException film = catchThrowableOfType(OperationFailedException.class, laptop::create);
        assertThat(film.reason()).isEqualTo(FailureReason.LIBRARY_FILE_TOO_LARGE);
        assertThat(film.arguments()).containsExactly("film.mkv");
        try (Stream<Path> left = Files.list(laptop.shelf().folder())) {
            assertThat(left).extracting(each -> each.getFileName().toString()).containsExactly(".lock");
        }
    }

    /** A disk whose files have at most so many bytes. */
    private static Disk holding(long bytes) {
        LocalDisk real = new LocalDisk();
        return (Disk) Proxy.newProxyInstance(
                Disk.class.getClassLoader(),
                new Class<?>[] {Disk.class},
                (proxy, method, arguments) ->
                        method.getName().equals("largestFile") ? Long.valueOf(bytes) : method.invoke(real, arguments));
    }

    @Test
    void aDiskThatMayOnlyBeReadIsReadAndNothingOnItChanges() throws Exception {
        Path library = folder.resolve("library");
        SnapshotSummary snapshot = laptop(library, new LocalDisk()).create();
        Laptop reading = laptop(library, refusing((call, path) -> WRITING.contains(call)));
        OperationFailedException refused = catchThrowableOfType(OperationFailedException.class, reading::create);
        assertThat(refused.reason()).isEqualTo(FailureReason.LOCAL_FILE);
        VerifyReport report = reading.verify(snapshot.id());
        assertThat(report.problems()).isEmpty();
        assertThat(reading.backups().list(Laptop.NAME)).hasSize(1);
        assertThat(reading.shelf().summary(snapshot.id()).verified())
                .as("what cannot be kept is not said to be kept")
                .isEmpty();
        assertThat(laptop(library, new LocalDisk()).create().usable()).isTrue();
    }

    @Test
    void aDiskThatIsNotThereIsSaidAndTheProgramGoesOn() throws Exception {
        Path file = Files.writeString(folder.resolve("not-a-mount"), "");
        Laptop absent = laptop(file.resolve("library"), new LocalDisk());
        assertThat(absent.backups().list(Laptop.NAME)).isEmpty();
        assertThat(catchThrowableOfType(OperationFailedException.class, absent::create)
                        .reason())
                .isEqualTo(FailureReason.LIBRARY_GONE);
        assertThat(catchThrowableOfType(
                                OperationFailedException.class,
                                () -> absent.backups().verify(Laptop.NAME, Optional.empty(), TaskContext.quiet()))
                        .reason())
                .isEqualTo(FailureReason.SNAPSHOT_UNKNOWN);
    }

    @Test
    void aFileThatCannotBeReadIsNamedAndTheOthersAreLookedAt() throws Exception {
        Laptop laptop = laptop(folder.resolve("library"), new LocalDisk());
        SnapshotSummary snapshot = laptop.create();
        Path logo = laptop.folder(snapshot).resolve("media/logo.png");
        Files.delete(logo);
        Files.createDirectory(logo);
        try (OutputStream stream = Files.newOutputStream(logo.resolve("inside"))) {
            stream.write(1);
        }
        assertThat(laptop.verify(snapshot.id()).problems())
                .extracting(VerifyReport.Problem::file)
                .containsExactlyInAnyOrderElementsOf(Arrays.asList("media/logo.png", "media/logo.png/inside"));
    }

    @Test
    void aSnapshotOfAnotherServerIsNotTakenForOneOfThisOne() throws IOException, OperationFailedException {
        Laptop laptop = laptop(folder.resolve("library"), new LocalDisk());
        SnapshotSummary snapshot = laptop.create();
        Path place = laptop.folder(snapshot);
        String manifest = Files.readString(place.resolve("manifest.json"))
                .replace("\"server\":\"talks\"", "\"server\":\"other\"")
                .replace("\"host\":\"talks.example.org\"", "\"host\":\"other.example.org\"");
        Files.delete(place.resolve("manifest.json"));
        Files.writeString(place.resolve("manifest.json"), manifest);
        Files.delete(place.resolve("manifest.sha256"));
        Files.writeString(
                place.resolve("manifest.sha256"),
                app.greenroom.storage.disk.Hashes.of(place.resolve("manifest.json")) + "  manifest.json\n");
        OperationFailedException refused = catchThrowableOfType(
                OperationFailedException.class,
                () -> laptop.drills().drill(Laptop.NAME, Optional.of(snapshot.id()), TaskContext.quiet()));
        assertThat(refused.reason()).isEqualTo(FailureReason.DRILL_IMPOSSIBLE);
        assertThat(refused.arguments().getFirst()).contains("other/pretalx at other.example.org");
    }
}
