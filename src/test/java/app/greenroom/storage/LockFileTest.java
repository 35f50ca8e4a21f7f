package app.greenroom.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who holds a file, within a process and between processes. */
class LockFileTest {
    @TempDir
    Path folder;

    @Test
    void anotherThreadWaitsOnlyForAWhile() throws IOException {
        Path file = folder.resolve("file");
        try (LockFile.Held held = new LockFile(file).hold()) {
            assertThat(held).isNotNull();
            CompletableFuture<Object> other = CompletableFuture.supplyAsync(
                    () -> assertThatIOException().isThrownBy(() -> hurried(file).hold()));
            assertThat(other.join()).isNotNull();
        }
        hurried(file).hold().close();
    }

    @Test
    void takingItTwiceIsAFaultThatIsTold() throws IOException {
        LockFile lock = new LockFile(folder.resolve("file"));
        try (LockFile.Held held = lock.hold()) {
            assertThat(held).isNotNull();
            assertThatIllegalStateException().isThrownBy(lock::hold);
        }
        lock.hold().close();
    }

    @Test
    void anotherProcessKeepsItUntilItDies() throws Exception {
        Path file = folder.resolve("file");
        Process other = CountingProcess.start(Holder.class, file.toString());
        try {
            assertThat(other.getInputStream().read()).isEqualTo('h');
            assertThatIOException().isThrownBy(() -> hurried(file).hold()).withMessageContaining("another Greenroom");
        } finally {
            other.destroyForcibly().waitFor();
        }
        new LockFile(file).hold().close();
    }

    @Test
    void aPlaceThatCannotBeWrittenIsToldAndHoldsNothing() throws IOException {
        Path taken = Files.createFile(folder.resolve("no-folder"));
        LockFile lock = new LockFile(taken.resolve("file"));
        assertThatIOException().isThrownBy(lock::hold);
        assertThatIOException().isThrownBy(lock::hold);
    }

    private static LockFile hurried(Path file) {
        return new LockFile(file, Duration.ofMillis(30));
    }

    /** Holds a lock until it is killed. */
    public static final class Holder {
        private Holder() {}

        /**
         * Holds.
         *
         * @param arguments the file
         */
        public static void main(String[] arguments) throws IOException {
            try (LockFile.Held held = new LockFile(Path.of(arguments[0])).hold()) {
                System.out.print(held == null ? "" : "h");
                System.out.flush();
                assertThat(System.in.read()).isNegative();
            }
        }
    }
}
