package app.greenroom.storage.library;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a snapshot from being removed while somebody reads it, in this program and in others; the system lets go if we
 * die. Each snapshot is one byte of one file of its shelf, locked together by those who read it and alone by who removes
 * it. The file is opened once, since closing a second channel to it would give all locks away (POSIX).
 */
final class Readers {
    private static final String NAME = ".reading";

    private final Map<Path, Shelf> shelves = new HashMap<>();

    /**
     * Somebody begins to read a snapshot.
     *
     * @param snapshot its folder
     * @throws LibraryBusyException if it is being removed
     */
    synchronized Reading read(Path snapshot) throws IOException {
        return take(snapshot, true).orElseThrow(() -> new LibraryBusyException("being removed: " + snapshot));
    }

    /** Keeps readers away from a snapshot; empty if somebody reads it. */
    synchronized Optional<Reading> keepAway(Path snapshot) throws IOException {
        return take(snapshot, false);
    }

    private Optional<Reading> take(Path snapshot, boolean together) throws IOException {
        Path folder = shelfOf(snapshot);
        Shelf shelf = shelves.get(folder);
        if (shelf == null) {
            shelf = new Shelf(open(folder, together));
            shelves.put(folder, shelf);
        }
        boolean taken = false;
        try {
            taken = shelf.take(snapshot, together);
        } finally {
            letGo(folder, shelf);
        }
        return taken ? Optional.of(new Reading(this, snapshot)) : Optional.empty();
    }

    private static Path shelfOf(Path snapshot) {
        return Objects.requireNonNull(snapshot.getParent(), "a snapshot lies on a shelf");
    }

    /** A library that cannot be written to loses nothing either, so it is read without a lock. */
    private static @Nullable FileChannel open(Path folder, boolean together) throws IOException {
        try {
            return FileChannel.open(
                    folder.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (FileSystemException e) {
            if (together) {
                return null;
            }
            throw e;
        }
    }

    private synchronized void leave(Path snapshot) throws IOException {
        Path folder = shelfOf(snapshot);
        Shelf shelf = shelves.get(folder);
        if (shelf != null) {
            shelf.leave(snapshot);
            letGo(folder, shelf);
        }
    }

    private void letGo(Path folder, Shelf shelf) throws IOException {
        if (shelf.users.isEmpty()) {
            shelves.remove(folder);
            shelf.close();
        }
    }

    /** The file of one shelf, and who of this program uses which of its snapshots. */
    private static final class Shelf {
        private final @Nullable FileChannel channel;
        private final Map<Path, Users> users = new HashMap<>();

        Shelf(@Nullable FileChannel channel) {
            this.channel = channel;
        }

        boolean take(Path snapshot, boolean together) throws IOException {
            Users there = users.get(snapshot);
            if (there != null) {
                if (!together || !there.together) {
                    return false;
                }
                there.count++;
                return true;
            }
            FileChannel open = channel;
            FileLock lock = open == null ? null : lock(open, snapshot, together);
            if (open != null && lock == null) {
                return false;
            }
            users.put(snapshot, new Users(lock, together));
            return true;
        }

        private static @Nullable FileLock lock(FileChannel open, Path snapshot, boolean together) throws IOException {
            long place =
                    Integer.toUnsignedLong(snapshot.getFileName().toString().hashCode());
            try {
                return open.tryLock(place, 1, together);
            } catch (OverlappingFileLockException e) {
                return null;
            }
        }

        void leave(Path snapshot) throws IOException {
            Users there = users.get(snapshot);
            if (there != null && --there.count == 0) {
                users.remove(snapshot);
                FileLock lock = there.lock;
                if (lock != null) {
                    lock.release();
                }
            }
        }

        void close() throws IOException {
            FileChannel open = channel;
            if (open != null) {
                open.close();
            }
        }
    }

    /** Those of this program who use one snapshot. */
    private static final class Users {
        private final @Nullable FileLock lock;
        private final boolean together;
        private int count = 1;

        Users(@Nullable FileLock lock, boolean together) {
            this.lock = lock;
            this.together = together;
        }
    }

    /** Lasts until it is closed. */
    static final class Reading implements SnapshotReading {
        private final Readers readers;
        private final Path snapshot;
        private boolean closed;

        Reading(Readers readers, Path snapshot) {
            this.readers = readers;
            this.snapshot = snapshot;
        }

        @Override
        public synchronized void close() {
            if (closed) {
                return;
            }
            closed = true;
            try {
                readers.leave(snapshot);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
