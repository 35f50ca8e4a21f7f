package app.greenroom.storage.library;

import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.storage.disk.Disk;
import app.greenroom.storage.disk.Trees;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Removes snapshots for good. Each is first renamed to {@code ID.removed}, which nothing takes for a snapshot, and that
 * is made to survive a power cut; only then its files are deleted. What is left of a removal that was cut off goes with
 * the next one.
 */
public final class SnapshotRemoval {
    static final String REMOVED = ".removed";

    private final SnapshotShelf shelf;
    private final Disk disk;
    private final Lock lock;
    private final Readers readers;

    SnapshotRemoval(SnapshotShelf shelf, Disk disk, Lock lock, Readers readers) {
        this.shelf = shelf;
        this.disk = disk;
        this.lock = lock;
        this.readers = readers;
    }

    /** Keeps every other writer away. */
    @FunctionalInterface
    interface Lock {
        ShelfLock take() throws IOException;
    }

    /** Names the snapshots that are to be removed. */
    @FunctionalInterface
    public interface Choice {
        /** Chooses among those that are there, newest first. */
        List<SnapshotId> of(List<SnapshotSummary> there) throws IOException;
    }

    /** Is told how far a removal is. */
    @FunctionalInterface
    public interface Step {
        /** So many are gone; throws to leave it at that. */
        void done(int removed) throws OperationFailedException;
    }

    /** Number of removals that were cut off before they ended. */
    public int unfinished() throws IOException {
        return leftovers().size();
    }

    /**
     * Bytes that the removal of some snapshots, and the end of removals that were cut off, would give back.
     *
     * @return -1 where the system does not tell how many names a file has
     */
    public long freed(List<SnapshotId> some) throws IOException {
        List<Path> all = new ArrayList<>(leftovers());
        some.forEach(id -> all.add(shelf.folder(id)));
        return freedBy(all);
    }

    /**
     * Removes snapshots, and finishes removals that were cut off. No other writer is at work meanwhile. A snapshot that
     * somebody reads stays.
     *
     * @param choice names them; asked once all others are kept away
     * @param step is told before each removal and at the end
     * @return those that are gone, newest first
     * @throws LibraryBusyException if another writer is at work on the shelf
     */
    public List<SnapshotId> remove(Choice choice, Step step) throws IOException, OperationFailedException {
        List<SnapshotId> gone = new ArrayList<>();
        if (!Files.isDirectory(shelf.folder(), LinkOption.NOFOLLOW_LINKS)) {
            return gone;
        }
        try (ShelfLock _ = lock.take()) {
            for (Path folder : leftovers()) {
                Trees.delete(disk, folder);
            }
            // oldest first: whatever ends this early, the newest are left
            for (SnapshotId id : choice.of(shelf.list()).stream().sorted().toList()) {
                step.done(gone.size());
                if (remove(id)) {
                    gone.addFirst(id);
                }
            }
            step.done(gone.size());
        }
        return gone;
    }

    private List<Path> leftovers() throws IOException {
        return shelf.folders(REMOVED);
    }

    /** False if it stays, because somebody reads it or pinned it meanwhile. */
    private boolean remove(SnapshotId id) throws IOException {
        Optional<Readers.Reading> alone = readers.keepAway(shelf.folder(id));
        if (alone.isEmpty()) {
            return false;
        }
        try (Readers.Reading _ = alone.get()) {
            return removeAlone(id);
        }
    }

    private boolean removeAlone(SnapshotId id) throws IOException {
        Path folder = shelf.folder(id);
        Path aside = shelf.folder().resolve(id + REMOVED);
        disk.rename(folder, aside);
        disk.sync(shelf.folder());
        if (PinMark.read(aside).isPresent()) {
            // pinned by another Greenroom between the judgement and the renaming
            disk.rename(aside, folder);
            disk.sync(shelf.folder());
            return false;
        }
        Trees.delete(disk, aside);
        disk.sync(shelf.folder());
        return true;
    }

    /** Bytes of files that have no name outside of some folders. */
    private static long freedBy(List<Path> folders) throws IOException {
        Map<Object, Names> files = new HashMap<>();
        for (Path folder : folders) {
            if (!folder.getFileSystem().supportedFileAttributeViews().contains("unix")) {
                return -1;
            }
            for (Path file : regularFiles(folder)) {
                Map<String, Object> found =
                        Files.readAttributes(file, "unix:fileKey,nlink,size", LinkOption.NOFOLLOW_LINKS);
                files.computeIfAbsent(Objects.requireNonNull(found.get("fileKey")), key -> new Names(found)).here++;
            }
        }
        return files.values().stream()
                .filter(each -> each.here >= each.all)
                .mapToLong(each -> each.size)
                .sum();
    }

    private static List<Path> regularFiles(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile()) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }

    /** How many names a file has in all, and how many of them were seen. */
    private static final class Names {
        private final int all;
        private final long size;
        private int here;

        Names(Map<String, Object> found) {
            all = (Integer) Objects.requireNonNull(found.get("nlink"));
            size = (Long) Objects.requireNonNull(found.get("size"));
        }
    }
}
