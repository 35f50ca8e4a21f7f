package app.greenroom.operation.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.instance.InstanceFacts;
import app.greenroom.storage.disk.Disk;
import app.greenroom.storage.library.SnapshotDraft;
import app.greenroom.task.CancellationToken;
import app.greenroom.task.TaskContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots that are cut, cancelled, killed or run into a full disk: nothing half looks whole, and the next one is whole. */
class InterruptedSnapshotTest {
    @TempDir
    Path folder;

    private InstanceFacts facts;
    private int libraries;

    @BeforeEach
    void makeFacts() {
        facts = new SampleSite(folder.resolve("server")).facts();
    }

    private FakeServer server() {
        return new FakeServer(
                facts.settings().value().orElseThrow().secretFile().orElseThrow());
    }

    private Laptop laptop(Path library, FakeServer server, Disk disk) {
        return new Laptop(library, () -> facts, () -> server, disk);
    }

    private Path freshLibrary() {
        return folder.resolve("library" + libraries++);
    }

    @Test
    void aConnectionCutAnywhereLeavesNoSnapshotAndTheNextRunIsWhole() throws Exception {
        FakeServer uncut = server();
        laptop(freshLibrary(), uncut, FaultyDisk.quick()).create();
        for (Map.Entry<String, List<byte[]>> answer : new TreeMap<>(uncut.answers).entrySet()) {
            int boundary = 0;
            for (byte[] frame : answer.getValue()) {
                cutAndContinue(answer.getKey(), boundary);
                cutAndContinue(answer.getKey(), boundary + frame.length / 2);
                boundary += frame.length;
            }
            cutAndContinue(answer.getKey(), boundary);
        }
    }

    private void cutAndContinue(String call, int bytes) throws Exception {
        String where = call + " cut after " + bytes;
        FakeServer server = server();
        server.cuts.put(call, bytes);
        Path library = freshLibrary();

        OperationFailedException failure = catchThrowableOfType(
                OperationFailedException.class,
                () -> laptop(library, server, FaultyDisk.quick()).create());
        assertThat(failure).as(where).isNotNull();
        assertThat(failure.reason()).as(where).isEqualTo(FailureReason.CONNECTION_LOST);
        requireNothingWhole(library, where);
        requireWholeNext(library, where);
    }

    private void requireNothingWhole(Path library, String where) throws Exception {
        assertThat(laptop(library, server(), FaultyDisk.quick()).shelf().list())
                .as(where)
                .isEmpty();
    }

    private SnapshotSummary requireWholeNext(Path library, String where) throws Exception {
        Laptop laptop = laptop(library, server(), FaultyDisk.quick());
        SnapshotSummary summary = laptop.create();
        assertThat(laptop.verify(summary.id()).problems()).as(where).isEmpty();
        assertThat(names(laptop.shelf().folder()))
                .as(where)
                .containsExactlyInAnyOrder(".lock", summary.id().text());
        return summary;
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).toList();
        }
    }

    @Test
    void theNextRunDoesNotFetchAgainWhatCameWhole() throws Exception {
        FakeServer server = server();
        server.cuts.put("dump1", 0);
        Path library = freshLibrary();
        assertThatThrownBy(() -> laptop(library, server, FaultyDisk.quick()).create())
                .isInstanceOf(OperationFailedException.class);

        FakeServer again = server();
        again.upload("new.png", "came in between");
        laptop(library, again, FaultyDisk.quick()).create();
        String fetched = new String(FakeServer.joined(again.answer("fetch1")), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(fetched).contains("betw").doesNotContain("logo").doesNotContain("face");
    }

    @Test
    void whatCameWholeIsNotFetchedAgainHoweverOftenTheNextRunsAreCut() throws Exception {
        Path library = freshLibrary();
        for (int run = 1; run <= 4; run++) {
            FakeServer server = server();
            server.upload("new" + run + ".png", "came before run " + run);
            for (int before = 1; before < run; before++) {
                server.upload("new" + before + ".png", "came before run " + before);
            }
            server.cuts.put("dump1", 0);
            assertThatThrownBy(() -> laptop(library, server, FaultyDisk.quick()).create())
                    .isInstanceOf(OperationFailedException.class);
            assertThat(server.answer("fetch1").stream().filter(frame -> frame[0] == 'O'))
                    .as("run " + run)
                    .hasSize(run == 1 ? 4 : 1);
        }
        FakeServer last = server();
        for (int before = 1; before <= 4; before++) {
            last.upload("new" + before + ".png", "came before run " + before);
        }
        SnapshotSummary whole = laptop(library, last, FaultyDisk.quick()).create();
        assertThat(last.answers).doesNotContainKey("fetch1");
        assertThat(whole.files()).isEqualTo(7 + 4);
    }

    @Test
    void whatWasGarbledOnThisDiskInBetweenIsFetchedAgain() throws Exception {
        FakeServer server = server();
        server.cuts.put("dump1", 0);
        Path library = freshLibrary();
        Laptop laptop = laptop(library, server, FaultyDisk.quick());
        assertThatThrownBy(laptop::create).isInstanceOf(OperationFailedException.class);
        Path partial = laptop.shelf().folder().resolve("2026-11-24T02-03-04Z-l.partial");
        Files.delete(partial.resolve("media/logo.png"));
        Files.writeString(partial.resolve("media/logo.png"), "A LOGO");

        requireWholeNext(library, "garbled");
        assertThat(laptop.shelf()
                        .folder()
                        .resolve(laptop.shelf().list().getFirst().id() + "/media/logo.png"))
                .hasContent("a logo");
    }

    @Test
    void aProgramKilledAnywhereLeavesTheOlderSnapshotAndTheNextRunIsWhole() throws Exception {
        FaultyDisk counting = FaultyDisk.quick();
        Path counted = freshLibrary();
        requireWholeNext(counted, "before");
        laptop(counted, server(), counting).create();
        for (long operation = 1; operation <= counting.operations(); operation++) {
            killAndContinue(operation);
        }
    }

    private void killAndContinue(long operation) throws Exception {
        String where = "killed at " + operation;
        Path library = freshLibrary();
        Laptop before = laptop(library, server(), FaultyDisk.quick());
        SnapshotSummary older = before.create();
        FakeServer changed = server();
        changed.upload("logo.png", "a new logo");

        Throwable end = catchThrowable(
                () -> laptop(library, changed, FaultyDisk.dyingAt(operation)).create());
        List<SnapshotSummary> left = before.shelf().list();
        assertThat(left)
                .as(where)
                .allMatch(SnapshotSummary::usable)
                .contains(before.shelf().summary(older.id()));
        if (end != null) {
            assertThat(left).as(where).hasSizeLessThanOrEqualTo(2);
        }
        Laptop after = laptop(library, changed, FaultyDisk.quick());
        SnapshotSummary next = after.create();
        for (SnapshotSummary each : after.shelf().list()) {
            assertThat(after.verify(each.id()).problems()).as(where).isEmpty();
        }
        assertThat(after.folder(next).resolve("media/logo.png")).as(where).hasContent("a new logo");
        assertThat(after.folder(older).resolve("media/logo.png")).as(where).hasContent("a logo");
        assertThat(names(after.shelf().folder())).as(where).noneMatch(name -> name.endsWith(".partial"));
    }

    @Test
    void aDiskThatFillsUpAnywhereIsSaidAndLeavesOlderSnapshots() throws Exception {
        for (long room = 0; room < 9000; room += 500) {
            String where = "room for " + room;
            Path library = freshLibrary();
            Laptop before = laptop(library, server(), FaultyDisk.quick());
            SnapshotSummary older = before.create();
            FakeServer changed = server();
            changed.upload("logo.png", "a new logo");
            long bytes = room;

            Throwable end = catchThrowable(
                    () -> laptop(library, changed, FaultyDisk.with(bytes)).create());
            if (end != null) {
                assertThat(end).as(where).isInstanceOf(OperationFailedException.class);
                assertThat(((OperationFailedException) end).reason())
                        .as(where)
                        .isEqualTo(FailureReason.LOCAL_DISK_FULL);
                assertThat(before.shelf().list()).as(where).hasSize(1);
            }
            assertThat(before.verify(older.id()).problems()).as(where).isEmpty();
            laptop(library, changed, FaultyDisk.quick()).create();
        }
    }

    @Test
    void aCancellationAtAnyReportEndsItWithoutASnapshot() throws Exception {
        AtomicInteger reports = new AtomicInteger();
        laptop(freshLibrary(), server(), FaultyDisk.quick())
                .create(new TaskContext(new CancellationToken(), progress -> reports.incrementAndGet()));
        assertThat(reports.get()).isGreaterThan(5);
        // the last report says that the snapshot is being completed, which is not interrupted any more
        for (int at = 1; at < reports.get(); at++) {
            CancellationToken token = new CancellationToken();
            AtomicInteger seen = new AtomicInteger();
            int when = at;
            Path library = freshLibrary();
            OperationFailedException failure = catchThrowableOfType(
                    OperationFailedException.class,
                    () -> laptop(library, server(), FaultyDisk.quick()).create(new TaskContext(token, progress -> {
                        if (seen.incrementAndGet() == when) {
                            token.cancel();
                        }
                    })));
            assertThat(failure).as("cancelled at " + at).isNotNull();
            assertThat(failure.reason()).as("cancelled at " + at).isEqualTo(FailureReason.CANCELLED);
            requireNothingWhole(library, "cancelled at " + at);
            requireWholeNext(library, "cancelled at " + at);
        }
    }

    @Test
    void aSecondWriterIsRefusedAndTheFirstGoesOn() throws Exception {
        Path library = freshLibrary();
        Laptop laptop = laptop(library, server(), FaultyDisk.quick());
        try (SnapshotDraft first = laptop.shelf().begin(Instant.parse("2026-11-24T00:00:00Z"))) {
            assertThat(first.id().text()).isEqualTo("2026-11-24T00-00-00Z-l");
            for (Laptop second : List.of(laptop, laptop(library, server(), FaultyDisk.quick()))) {
                assertThat(catchThrowableOfType(OperationFailedException.class, second::create)
                                .reason())
                        .isEqualTo(FailureReason.LIBRARY_BUSY);
            }
            assertThat(catchThrowableOfType(OperationFailedException.class, laptop::create)
                            .reason())
                    .as("a refused second one does not open the lock")
                    .isEqualTo(FailureReason.LIBRARY_BUSY);
        }
        requireWholeNext(library, "after the first");
    }

    @Test
    void twoInTheSameSecondGetNamesOfTheirOwn() throws Exception {
        Path library = freshLibrary();
        requireWholeNext(library, "first");
        Laptop sameTime = laptop(library, server(), FaultyDisk.quick());
        assertThat(sameTime.create().id().text()).isEqualTo("2026-11-24T02-03-05Z-l");
    }
}
