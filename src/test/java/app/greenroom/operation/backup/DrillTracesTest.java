package app.greenroom.operation.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.storage.disk.LocalDisk;
import app.greenroom.support.CuttingHost;
import app.greenroom.support.Eventually;
import app.greenroom.support.LocalHost;
import app.greenroom.task.CancellationToken;
import app.greenroom.task.TaskContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Drills that are cut, cancelled or meet others: nothing of theirs stays, and nothing else goes. */
class DrillTracesTest extends Drilling {
    @Test
    void cutAnywhereItRemovesItselfFromTheServer() throws Exception {
        laptop.create();
        for (long bytes : new long[] {1, 30, 200, 400, 700}) {
            CuttingHost cutting = new CuttingHost(site.host());
            cutting.cutAfter(bytes);
            Laptop cut = new Laptop(folder.resolve("library"), site::facts, () -> cutting, new LocalDisk());
            assertThat(catchThrowableOfType(
                                    OperationFailedException.class,
                                    () -> cut.drills().drill(Laptop.NAME, Optional.empty(), TaskContext.quiet()))
                            .reason())
                    .isEqualTo(FailureReason.CONNECTION_LOST);
            Eventually.holds("removed by its guardian after " + bytes + " bytes", () -> nothingLeft());
        }
    }

    private boolean nothingLeft() {
        try {
            return scratch().isEmpty();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void cancelledInAnyPhaseItRemovesItself() throws Exception {
        laptop.create();
        for (String phase : List.of("drill-prepare", "drill-upload", "drill-database", "drill-remove")) {
            CancellationToken token = new CancellationToken();
            TaskContext context = new TaskContext(token, progress -> {
                if (progress.phase().equals(phase)) {
                    token.cancel();
                }
            });
            assertThat(catchThrowableOfType(
                                    OperationFailedException.class,
                                    () -> laptop.drills().drill(Laptop.NAME, Optional.empty(), context))
                            .reason())
                    .as(phase)
                    .isEqualTo(FailureReason.CANCELLED);
            Eventually.holds("removed by its guardian in " + phase, this::nothingLeft);
        }
    }

    @Test
    void removesWhatADrillThatWasCutWithThePowerLeftBehindAndNothingElse() throws Exception {
        laptop.create();
        Path tmp = site.root().resolve("var/tmp");
        Path abandoned = leftover(tmp.resolve("greenroom-drill-20261101120000-abcdefgh"), "rwx------");
        Files.createDirectories(abandoned.resolve("data/media"));
        Files.createSymbolicLink(abandoned.resolve("data/way-out"), site.media());
        Path open = leftover(tmp.resolve("greenroom-drill-20261101120000-bcdefghi"), "rwxr-xr-x");
        Path strange = leftover(tmp.resolve("greenroom-drill-mine"), "rwx------");
        Path link = Files.createSymbolicLink(tmp.resolve("greenroom-drill-20261101120000-cdefghij"), site.media());
        Path held = leftover(tmp.resolve("greenroom-drill-20261101120000-defghijk"), "rwx------");
        try (LockedElsewhere _ = new LockedElsewhere(held.resolve("lock"))) {
            assertThat(drill().removed()).isTrue();
            assertThat(scratch()).containsExactlyInAnyOrder(open, strange, link, held);
            assertThat(site.media().resolve("logo.png")).exists();
        }
        drill();
        assertThat(scratch()).containsExactlyInAnyOrder(open, strange, link);
    }

    private static Path leftover(Path place, String mode) throws IOException {
        Files.createDirectory(place);
        Files.setPosixFilePermissions(place, java.nio.file.attribute.PosixFilePermissions.fromString(mode));
        Files.createFile(place.resolve("lock"));
        return place;
    }

    /** A lock as the system knows it, held by another process as a drill holds it. */
    private static final class LockedElsewhere implements AutoCloseable {
        private final Process process;

        LockedElsewhere(Path lock) throws IOException {
            process = new ProcessBuilder(
                            LocalHost.python(),
                            "-c",
                            "import fcntl, sys; f = open(sys.argv[1], 'r+'); fcntl.flock(f, fcntl.LOCK_EX);"
                                    + " print('held', flush=True); sys.stdin.read()",
                            lock.toString())
                    .start();
            assertThat(process.inputReader().readLine()).isEqualTo("held");
        }

        @Override
        public void close() throws IOException {
            process.getOutputStream().close();
            process.destroyForcibly().onExit().join();
        }
    }

    @Test
    void leavesAServerAloneOnWhichAJobIsAtWork() throws Exception {
        laptop.create();
        Path lock = Files.createDirectories(site.root().resolve("var/lib/greenroom"))
                .resolve("lock");
        Files.createFile(lock);
        try (LockedElsewhere _ = new LockedElsewhere(lock)) {
            assertThat(refusal()).isEqualTo(FailureReason.JOB_RUNNING);
        }
        assertThat(drill().removed()).isTrue();
    }
}
