package app.greenroom.storage.library;

import app.greenroom.storage.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps every other writer away from a shelf, in this program and in others; the system frees it if we die. */
final class ShelfLock implements AutoCloseable {
    private static final String NAME = ".lock";

    private final Path folder;
    private final Set<Path> held;
    private final FileChannel channel;

    private ShelfLock(Path folder, Set<Path> held, FileChannel channel) {
        this.folder = folder;
        this.held = held;
        this.channel = channel;
    }

    /**
     * Takes the lock of a folder, or refuses at once.
     *
     * @param held folders locked within this program: asked first, because closing a second channel to the same file
     *     would give the lock away (POSIX)
     */
    static ShelfLock take(Path folder, Set<Path> held) throws IOException {
        if (!held.add(folder)) {
            throw new LibraryBusyException("locked by this program: " + folder);
        }
        try {
            FileChannel channel = OwnerOnly.openOrCreate(folder.resolve(NAME));
            if (lock(channel) == null) {
                channel.close();
                throw new LibraryBusyException("locked by another program: " + folder);
            }
            return new ShelfLock(folder, held, channel);
        } catch (IOException | RuntimeException e) {
            held.remove(folder);
            throw e;
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            held.remove(folder);
        }
    }
}
