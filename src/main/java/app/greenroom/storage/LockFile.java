package app.greenroom.storage;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one thread of one Greenroom at a time change a file. The lock is an empty file beside it that is never removed
 * (removing it would let two hold it); the operating system frees it when its holder dies, however it dies.
 */
public final class LockFile {
    private static final Duration USUAL_LIMIT = Duration.ofSeconds(20);
    private static final long PAUSE_NANOSECONDS = TimeUnit.MILLISECONDS.toNanos(5);

    /**
     * The operating system's locks belong to the process, and closing any channel to a locked file frees them all. So
     * no second channel may be opened while one is held, by whatever object: this must be known to the whole process.
     */
    private static final Map<Path, ReentrantLock> HELD_IN_THIS_PROCESS = new ConcurrentHashMap<>();

    private final Path lock;
    private final Duration limit;

    /** A lock for a file, waited for at most 20 seconds: files of ours are changed within milliseconds. */
    public LockFile(Path guarded) {
        this(guarded, USUAL_LIMIT);
    }

    public LockFile(Path guarded, Duration limit) {
        Path absolute = guarded.toAbsolutePath().normalize();
        this.lock = absolute.resolveSibling(absolute.getFileName() + ".lock");
        this.limit = limit;
    }

    /**
     * Waits for the lock and holds it until closed.
     *
     * @throws HeldElsewhereException if another holds it too long
     * @throws IOException if it cannot be made
     */
    public Held hold() throws IOException {
        long end = System.nanoTime() + limit.toNanos();
        ReentrantLock here = HELD_IN_THIS_PROCESS.computeIfAbsent(lock, path -> new ReentrantLock());
        if (here.isHeldByCurrentThread()) {
            throw new IllegalStateException("this thread holds it already: " + lock);
        }
        try {
            if (!here.tryLock(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                throw tooLong();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for " + lock);
        }
        try {
            FileChannel channel = holdOutside(end);
            return () -> {
                try {
                    channel.close();
                } finally {
                    here.unlock();
                }
            };
        } catch (IOException | RuntimeException e) {
            here.unlock();
            throw e;
        }
    }

    private FileChannel holdOutside(long end) throws IOException {
        Path folder = lock.getParent();
        if (folder != null) {
            OwnerOnly.makeFolder(folder);
        }
        FileChannel channel = OwnerOnly.openOrCreate(lock);
        try {
            FileLock got = channel.tryLock();
            while (got == null) {
                if (System.nanoTime() - end > 0) {
                    throw tooLong();
                }
                LockSupport.parkNanos(PAUSE_NANOSECONDS);
                got = channel.tryLock();
            }
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private IOException tooLong() {
        return new HeldElsewhereException(
                "another Greenroom has held " + lock + " for more than " + limit.toSeconds() + " s");
    }

    /** A lock that is held. */
    @FunctionalInterface
    public interface Held extends AutoCloseable {
        /** Frees it. */
        @Override
        void close() throws IOException;
    }
}
