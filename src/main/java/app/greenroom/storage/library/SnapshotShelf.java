package app.greenroom.storage.library;

import app.greenroom.domain.backup.Pin;
import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.backup.SnapshotManifest;
import app.greenroom.domain.backup.SnapshotManifest.Entry;
import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.domain.backup.SnapshotSummary.Condition;
import app.greenroom.domain.backup.VerifyReport.Origin;
import app.greenroom.storage.disk.Disk;
import app.greenroom.storage.disk.Hashes;
import app.greenroom.storage.secret.SecretsLockedException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The snapshots of one instance. Everything but {@link #begin}, the marks and {@link #removal} only reads. */
public final class SnapshotShelf {
    static final String PARTIAL = ".partial";

    private final Path folder;
    private final Disk disk;
    private final Set<Path> held;
    private final Readers readers;
    private final Seals seals;

    SnapshotShelf(Path folder, Disk disk, Set<Path> held, Readers readers, Seals seals) {
        this.folder = folder;
        this.disk = disk;
        this.held = held;
        this.readers = readers;
        this.seals = seals;
    }

    /** Its folder, which may not be there yet. */
    public Path folder() {
        return folder;
    }

    /** Bytes that may still be written to its disk. */
    public long usableBytes() throws IOException {
        return disk.usableBytes(folder);
    }

    /** Folder of a snapshot. */
    public Path folder(SnapshotId id) {
        return folder.resolve(id.text());
    }

    /** The snapshots, newest first; those that cannot be used are shown as such. */
    public List<SnapshotSummary> list() throws IOException {
        List<SnapshotSummary> found = new ArrayList<>();
        for (SnapshotId id : ids()) {
            found.add(summary(id));
        }
        return found;
    }

    /** One snapshot, as in a list. */
    public SnapshotSummary summary(SnapshotId id) throws IOException {
        Path place = folder(id);
        VerifyMark mark = VerifyMark.read(place);
        Optional<SnapshotManifest.Head> head = Optional.empty();
        Condition condition = Condition.WHOLE;
        try {
            head = Optional.of(ManifestFile.readHead(place));
        } catch (UnusableManifestException e) {
            condition = e.condition();
        }
        return new SnapshotSummary(
                id,
                place.toString(),
                condition,
                head,
                mark.soundAt(),
                mark.damaged().size(),
                mark.provenAt(),
                PinMark.read(place));
    }

    /** Whether there is a snapshot of that name, in whatever condition. */
    public boolean has(SnapshotId id) {
        return Files.isDirectory(folder(id), LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * What a snapshot holds.
     *
     * @throws UnusableManifestException if its manifest is damaged or newer
     */
    public SnapshotManifest manifest(SnapshotId id) throws IOException {
        return ManifestFile.read(folder(id));
    }

    /** What the newest snapshot that is older than another holds, of those whose manifests can be used. */
    public Optional<SnapshotManifest> manifestBefore(SnapshotId id) throws IOException {
        for (SnapshotId each : ids()) {
            Optional<SnapshotManifest> older = each.compareTo(id) < 0 ? usableManifest(each) : Optional.empty();
            if (older.isPresent()) {
                return older;
            }
        }
        return Optional.empty();
    }

    private Optional<SnapshotManifest> usableManifest(SnapshotId id) throws IOException {
        try {
            return Optional.of(manifest(id));
        } catch (UnusableManifestException e) {
            return Optional.empty(); // the one before it will do
        }
    }

    /**
     * Whether this computer can tell that it wrote the manifest of a snapshot, which was read right before.
     *
     * @throws SecretsLockedException if there is a seal and its key is locked
     */
    public Origin origin(SnapshotId id) throws IOException, SecretsLockedException {
        return seals.origin(folder(id), name(), id);
    }

    void rememberSeal(SnapshotId id) throws IOException {
        seals.remember(name(), id, Set.copyOf(ids()));
    }

    /** Server and instance. */
    private String name() {
        return folder.getName(folder.getNameCount() - 2) + "/" + folder.getFileName();
    }

    /** Whether the file {@code RESTORE.txt} is as it was written. */
    public boolean restoreGuideIsWhole(SnapshotId id) throws IOException {
        Path guide = folder(id).resolve(SnapshotTexts.RESTORE);
        if (!Files.isRegularFile(guide, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        String wanted = Hashes.of(guide) + "  " + SnapshotTexts.RESTORE;
        return ManifestFile.hashLines(folder(id)).contains(wanted);
    }

    /**
     * Keeps what a look at every byte of a snapshot found. Files that it shares with other snapshots and that are damaged
     * are marked there too.
     *
     * @param damaged stored names of files that are not as the manifest says; empty if all is well
     * @return the other snapshots that were marked
     */
    public List<SnapshotId> mark(SnapshotId id, Instant at, Set<String> damaged) throws IOException {
        VerifyMark.read(folder(id)).verified(at, damaged).write(disk, folder(id));
        return SharedDamage.mark(disk, folder(id), damaged, ids(), this::folder);
    }

    /**
     * Keeps what a look that was not at every byte found: damage is added, but nothing becomes sound by it.
     *
     * @return the other snapshots that were marked
     */
    public List<SnapshotId> markMore(SnapshotId id, Set<String> damaged) throws IOException {
        if (!damaged.isEmpty()) {
            VerifyMark.read(folder(id)).withDamaged(damaged).write(disk, folder(id));
        }
        return SharedDamage.mark(disk, folder(id), damaged, ids(), this::folder);
    }

    /** Keeps that a drill restored a snapshot completely; of one that is known to be damaged nothing is kept. */
    public void markProven(SnapshotId id, Instant at) throws IOException {
        VerifyMark.read(folder(id)).proven(at).write(disk, folder(id));
    }

    /** Keeps the wish that a snapshot never goes. */
    public void pin(SnapshotId id, Pin pin) throws IOException {
        PinMark.write(disk, folder(id), pin);
    }

    /** Forgets the wish. */
    public void unpin(SnapshotId id) throws IOException {
        PinMark.delete(disk, folder(id));
    }

    /**
     * Somebody reads a snapshot for a while: until that is over it is not removed.
     *
     * @throws java.nio.file.NoSuchFileException if it is not there
     * @throws LibraryBusyException if it is being removed
     */
    public SnapshotReading reading(SnapshotId id) throws IOException {
        SnapshotReading reading = readers.read(folder(id));
        if (!has(id)) {
            reading.close();
            throw new NoSuchFileException(folder(id).toString());
        }
        return reading;
    }

    /** Removing some of them for good. */
    public SnapshotRemoval removal() {
        return new SnapshotRemoval(this, disk, () -> ShelfLock.take(folder, held), readers);
    }

    /**
     * Begins a snapshot; what a run that was cut left behind is taken over.
     *
     * @param moment when; its name is the first free one from that second on
     * @throws LibraryBusyException if another writer is at work on this shelf
     */
    public SnapshotDraft begin(Instant moment) throws IOException {
        return beginning().at(moment);
    }

    /**
     * Begins a snapshot that has its name already, because it was taken elsewhere; what a run that was cut left behind is
     * taken over.
     *
     * @throws LibraryBusyException if another writer is at work on this shelf
     * @throws java.nio.file.FileAlreadyExistsException if it is here already
     */
    public SnapshotDraft begin(SnapshotId id) throws IOException {
        return beginning().named(id);
    }

    private Beginning beginning() {
        return new Beginning(this, disk, held, seals);
    }

    /** The newest snapshot whose manifest can be used, without the files of it that are known to be damaged. */
    Optional<Sound> newestSound() throws IOException {
        for (SnapshotId id : ids()) {
            Optional<Sound> sound = sound(id);
            if (sound.isPresent()) {
                return sound;
            }
        }
        return Optional.empty();
    }

    private Optional<Sound> sound(SnapshotId id) throws IOException {
        Optional<SnapshotManifest> manifest = usableManifest(id);
        if (manifest.isEmpty()) {
            return Optional.empty();
        }
        Set<String> damaged = VerifyMark.read(folder(id)).damaged();
        return Optional.of(new Sound(
                folder(id),
                manifest.get().entries().stream()
                        .filter(entry -> !damaged.contains(entry.stored().name()))
                        .toList()));
    }

    record Sound(Path folder, List<Entry> entries) {}

    private List<SnapshotId> ids() throws IOException {
        List<SnapshotId> ids = new ArrayList<>();
        for (Path entry : folders("")) {
            String name = entry.getFileName().toString();
            if (SnapshotId.isSnapshotId(name)) {
                ids.add(new SnapshotId(name));
            }
        }
        ids.sort(Comparator.reverseOrder());
        return ids;
    }

    List<Path> folders(String end) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (entry.getFileName().toString().endsWith(end)
                        && Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                    found.add(entry);
                }
            }
        }
        return found;
    }
}
