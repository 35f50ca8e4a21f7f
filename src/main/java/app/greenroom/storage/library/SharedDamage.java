package app.greenroom.storage.library;

import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.storage.disk.Disk;
import app.greenroom.storage.disk.DiskTraits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Marks damaged files in every other snapshot that holds the very same file of the disk. */
final class SharedDamage {
    private SharedDamage() {}

    /**
     * Marks them.
     *
     * @param from folder of the snapshot in which damage was found
     * @param damaged stored names
     * @param ids all snapshots of the shelf
     * @param folders folder of each
     * @return the snapshots that were marked
     */
    static List<SnapshotId> mark(
            Disk disk, Path from, Set<String> damaged, List<SnapshotId> ids, Function<SnapshotId, Path> folders)
            throws IOException {
        List<SnapshotId> marked = new ArrayList<>();
        for (SnapshotId id : damaged.isEmpty() ? List.<SnapshotId>of() : ids) {
            Path other = folders.apply(id);
            Set<String> shared = other.equals(from) ? Set.of() : shared(from, other, damaged);
            if (!shared.isEmpty()) {
                VerifyMark.read(other).withDamaged(shared).write(disk, other);
                marked.add(id);
            }
        }
        return marked;
    }

    private static Set<String> shared(Path from, Path other, Set<String> damaged) throws IOException {
        Set<String> shared = new TreeSet<>();
        for (String name : damaged) {
            if (!DiskTraits.localeHolds(name)) {
                continue; // found by its absence only
            }
            Path mine = from.resolve(name);
            Path theirs = other.resolve(name);
            if (Files.isRegularFile(mine, LinkOption.NOFOLLOW_LINKS)
                    && Files.isRegularFile(theirs, LinkOption.NOFOLLOW_LINKS)
                    && Files.isSameFile(mine, theirs)) {
                shared.add(name);
            }
        }
        return shared;
    }
}
