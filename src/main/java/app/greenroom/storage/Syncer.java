package app.greenroom.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Makes files survive a power cut while others still arrive: one wait for the disk serves many files. */
final class Syncer implements AutoCloseable {
    private static final int AT_ONCE = 16;

    private final Disk disk;
    private final ExecutorService threads = Executors.newFixedThreadPool(
            AT_ONCE, Thread.ofPlatform().name("snapshot-sync-", 0).daemon().factory());
    private final Semaphore room = new Semaphore(AT_ONCE * 4);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    Syncer(Disk disk) {
        this.disk = disk;
    }

    /** Begins to do so for a file, and seals it; waits only if very many are under way. */
    void syncAndSeal(Path file, long mtimeNs) throws IOException {
        throwFailure();
        room.acquireUninterruptibly();
        threads.execute(() -> {
            try {
                disk.sync(file);
                disk.seal(file, mtimeNs);
            } catch (IOException | RuntimeException | Error e) {
                failure.compareAndSet(null, e); // thrown to whoever waits
            } finally {
                room.release();
            }
        });
    }

    /** Waits until it is done for every file. */
    void await() throws IOException {
        room.acquireUninterruptibly(AT_ONCE * 4);
        room.release(AT_ONCE * 4);
        throwFailure();
    }

    private void throwFailure() throws IOException {
        switch (failure.get()) {
            case null -> {}
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            case Throwable e -> throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        threads.close();
    }
}
