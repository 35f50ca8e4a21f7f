package app.greenroom.storage.library;

import app.greenroom.storage.disk.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The folder in which a snapshot is taken. When its disk is taken away, another folder may lie at its place, on another
 * disk: nothing is made there, and what was begun here does not become a snapshot.
 */
final class DraftFolder {
    private static final String INCOMING = ".incoming";

    private final Disk disk;
    private final Path path;
    private final Object identity;
    private final Set<Path> made = new HashSet<>();
    private final AtomicLong numbers = new AtomicLong();

    DraftFolder(Disk disk, Path path) throws IOException {
        this.disk = disk;
        this.path = path;
        disk.makeFolder(path.resolve(INCOMING));
        identity = found();
    }

    Path path() {
        return path;
    }

    /** Where a file lies under its stored name; the folders above it are made. */
    Path place(String name) throws IOException {
        Path place = path.resolve(name);
        synchronized (made) {
            Path above = Objects.requireNonNull(place.getParent());
            if (!made.contains(above)) {
                requireThere();
                disk.makeFolder(above);
                for (Path each = above; !each.equals(path); each = Objects.requireNonNull(each.getParent())) {
                    made.add(each);
                }
            }
        }
        return place;
    }

    /** A place of its own for a file that is not yet to be found under its name. */
    Path aside() {
        return path.resolve(INCOMING).resolve(String.valueOf(numbers.incrementAndGet()));
    }

    /** Removes the folder of such files, which is empty. */
    void close() throws IOException {
        disk.delete(path.resolve(INCOMING));
    }

    /** Refuses if the folder is not the one that was made. */
    void requireThere() throws IOException {
        if (!identity.equals(found())) {
            throw new LibraryGoneException(path);
        }
    }

    /** What tells the folder from every other; its path where the system knows nothing better. */
    private Object found() throws IOException {
        try {
            Object key = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .fileKey();
            return key == null ? path : key;
        } catch (NoSuchFileException e) {
            LibraryGoneException gone = new LibraryGoneException(path);
            gone.initCause(e);
            throw gone;
        }
    }
}
