package app.greenroom.operation.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.greenroom.domain.backup.KeepRule;
import app.greenroom.domain.backup.PrunePlan;
import app.greenroom.domain.backup.SnapshotManifest.Entry;
import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.instance.InstanceFacts;
import app.greenroom.operation.library.LocalLibrary;
import app.greenroom.storage.disk.Disk;
import app.greenroom.task.TaskContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A library with what looks after it, for the tests of that. */
abstract class LibraryCare {
    static final KeepRule NOTHING = new KeepRule(0, 0, 0, 0, 0);

    @TempDir
    Path folder;

    InstanceFacts facts;
    FakeServer server;
    Laptop laptop;
    LocalLibrary care;

    @BeforeEach
    void aLaptop() {
        facts = new SampleSite(folder.resolve("server")).facts();
        server = new FakeServer(
                facts.settings().value().orElseThrow().secretFile().orElseThrow());
        laptop = laptop(FaultyDisk.quick());
        care = laptop.care(folder.resolve("own"));
    }

    Laptop laptop(Disk disk) {
        return new Laptop(folder.resolve("library"), () -> facts, () -> server, disk);
    }

    static FailureReason reason(ThrowingCallable call) {
        OperationFailedException failure = catchThrowableOfType(OperationFailedException.class, call);
        assertThat(failure).isNotNull();
        return failure.reason();
    }

    PrunePlan plan() throws OperationFailedException {
        return care.plan(Laptop.NAME, NOTHING, TaskContext.quiet());
    }

    List<String> names() throws IOException {
        try (Stream<Path> entries = Files.list(laptop.shelf().folder())) {
            return entries.map(each -> each.getFileName().toString())
                    .filter(name -> !name.equals(".lock") && !name.equals(".reading"))
                    .sorted()
                    .toList();
        }
    }

    Entry media(SnapshotSummary snapshot, String name) throws IOException {
        return java.util.Objects.requireNonNull(laptop.entries(snapshot).get("media/" + name));
    }
}
