package app.greenroom.storage.library;

import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.storage.disk.Disk;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** Begins snapshots on a shelf: takes its lock, finds a name, and takes over what runs that were cut left behind. */
final class Beginning {
    private static final String PARTIAL = SnapshotShelf.PARTIAL;

    private final SnapshotShelf shelf;
    private final Path folder;
    private final Disk disk;
    private final Set<Path> held;
    private final Seals seals;

    Beginning(SnapshotShelf shelf, Disk disk, Set<Path> held, Seals seals) {
        this.shelf = shelf;
        this.folder = shelf.folder();
        this.disk = disk;
        this.held = held;
        this.seals = seals;
    }

    /** One whose name is the first free one from a second on. */
    SnapshotDraft at(Instant moment) throws IOException {
        return begin(() -> freeId(moment));
    }

    /** One that has its name already. */
    SnapshotDraft named(SnapshotId id) throws IOException {
        return begin(() -> {
            if (shelf.has(id)) {
                throw new FileAlreadyExistsException(shelf.folder(id).toString());
            }
            setAside(folder.resolve(id + PARTIAL));
            return id;
        });
    }

    private SnapshotDraft begin(Naming naming) throws IOException {
        disk.makeFolder(folder);
        ShelfLock lock = ShelfLock.take(folder, held);
        boolean begun = false;
        try {
            SnapshotDraft draft = new SnapshotDraft(
                    shelf, disk, lock, naming.id(), Reusable.of(shelf, leftovers()), seals.forWriting());
            begun = true;
            return draft;
        } finally {
            if (!begun) {
                lock.close();
            }
        }
    }

    /** Finds the name of a snapshot that begins, while nobody else writes to the shelf. */
    @FunctionalInterface
    private interface Naming {
        SnapshotId id() throws IOException;
    }

    /** Gives what a cut run left under a name that is needed again another one, under which it is found as well. */
    private void setAside(Path partial) throws IOException {
        if (!Files.exists(partial, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        String name = partial.getFileName().toString();
        String stem = name.substring(0, name.length() - PARTIAL.length());
        Path aside = partial;
        for (int number = 1; Files.exists(aside, LinkOption.NOFOLLOW_LINKS); number++) {
            aside = partial.resolveSibling(stem + "-cut" + number + PARTIAL);
        }
        disk.rename(partial, aside);
    }

    private SnapshotId freeId(Instant moment) {
        SnapshotId id = SnapshotId.takenHere(moment);
        for (int later = 1;
                shelf.has(id) || Files.exists(folder.resolve(id + PARTIAL), LinkOption.NOFOLLOW_LINKS);
                later++) {
            id = SnapshotId.takenHere(moment.plusSeconds(later));
        }
        return id;
    }

    private List<Path> leftovers() throws IOException {
        List<Path> found = new ArrayList<>(shelf.folders(PARTIAL));
        found.sort(Collections.reverseOrder());
        return found;
    }
}
