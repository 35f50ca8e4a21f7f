package app.greenroom.storage.library;

import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.backup.SnapshotManifest;
import app.greenroom.domain.backup.SnapshotManifest.Entry;
import app.greenroom.domain.backup.SnapshotManifest.Head;
import app.greenroom.domain.backup.SnapshotManifest.Role;
import app.greenroom.domain.backup.SnapshotManifest.Source;
import app.greenroom.domain.backup.SnapshotManifest.Stored;
import app.greenroom.domain.backup.SnapshotManifest.Totals;
import app.greenroom.domain.backup.SourcePath;
import app.greenroom.storage.disk.Disk;
import app.greenroom.storage.disk.DiskTraits;
import app.greenroom.storage.disk.Hashes;
import app.greenroom.storage.disk.Trees;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * A snapshot that is being taken, in a folder that ends in {@code .partial} and that nothing takes for a snapshot. It
 * becomes one by {@link #finish}; closed before that, it stays for the next run to continue. Thread-safe.
 */
public final class SnapshotDraft implements AutoCloseable {
    private final SnapshotShelf shelf;
    private final Disk disk;
    private final ShelfLock lock;
    private final SnapshotId id;
    private final Reusable reusable;
    private final Optional<SealKey> sealKey;
    private final DraftFolder place;
    private final Path folder;
    private final long largest;
    private final StoredNames names;
    private final DraftJournal journal;
    private final Map<Key, Held> entries = new LinkedHashMap<>();
    private final Set<Path> trusted = ConcurrentHashMap.newKeySet();

    SnapshotDraft(
            SnapshotShelf shelf, Disk disk, ShelfLock lock, SnapshotId id, Reusable reusable, Optional<SealKey> sealKey)
            throws IOException {
        this.sealKey = sealKey;
        this.shelf = shelf;
        this.disk = disk;
        this.lock = lock;
        this.id = id;
        this.reusable = reusable;
        folder = shelf.folder().resolve(id + SnapshotShelf.PARTIAL);
        names = new StoredNames(DiskTraits.of(disk, shelf.folder()));
        place = new DraftFolder(disk, folder);
        largest = disk.largestFile(folder);
        journal = new DraftJournal(disk, folder);
    }

    private record Key(Role role, SourcePath path) {}

    private record Held(Entry entry, boolean shared) {}

    /** Name of the snapshot. */
    public SnapshotId id() {
        return id;
    }

    /** Bytes that may still be written. */
    public long usableBytes() throws IOException {
        return disk.usableBytes(folder);
    }

    /**
     * Refuses a file that this disk cannot hold, so that nothing is fetched in vain.
     *
     * @param name for the user
     * @param size bytes, or what is known of them yet
     */
    public void requireFits(String name, long size) throws FileTooLargeException {
        if (size > largest) {
            throw new FileTooLargeException(name, largest);
        }
    }

    /**
     * Takes an uploaded file from the snapshot before or from a run that was cut, if it is there unchanged: by a hard
     * link, or a copy where the disk refuses links.
     *
     * @return whether it is in the snapshot now
     */
    public boolean reuse(SourcePath path, long size, long mtimeNs, int mode) throws IOException {
        Reusable.Kept before = reusable.linkable().get(path);
        if (before != null && before.isThere(size, mtimeNs, mode, trusted) && link(before)) {
            return true;
        }
        for (Reusable.Kept each : reusable.leftover().getOrDefault(path, List.of())) {
            if (each.isThere(size, mtimeNs, mode, trusted)
                    && Hashes.of(each.path()).equals(each.entry().stored().sha256())) {
                takeOver(each);
                return true;
            }
        }
        return false;
    }

    private boolean link(Reusable.Kept kept) throws IOException {
        Source source = kept.entry().source();
        Stored stored = new Stored(
                nameFor(Role.MEDIA, source.path()),
                kept.entry().stored().size(),
                kept.entry().stored().sha256());
        Path second = place.place(stored.name());
        try {
            disk.link(kept.path(), second);
        } catch (IOException | UnsupportedOperationException e) {
            return copy(kept); // too many links, another disk, a file system without links: all the same to us
        }
        // the same entry where it can be: tens of thousands of them are held at once
        Entry entry = stored.equals(kept.entry().stored()) ? kept.entry() : new Entry(Role.MEDIA, source, stored);
        remember(new Held(entry, true));
        return true;
    }

    private boolean copy(Reusable.Kept kept) throws IOException {
        Source source = kept.entry().source();
        try (InputStream stream = Files.newInputStream(kept.path(), LinkOption.NOFOLLOW_LINKS);
                IncomingFile incoming = create(Role.MEDIA, source.path())) {
            byte[] buffer = new byte[1 << 17];
            for (int got = stream.read(buffer); got >= 0; got = stream.read(buffer)) {
                incoming.write(buffer, 0, got);
            }
            return incoming.keep(
                            source.mtimeNs(),
                            source.mode(),
                            kept.entry().stored().sha256())
                    .isPresent();
        }
    }

    private void takeOver(Reusable.Kept kept) throws IOException {
        Source source = kept.entry().source();
        Path incoming = place.aside();
        disk.rename(kept.path(), incoming);
        put(
                Role.MEDIA,
                source,
                new Stored(
                        nameFor(Role.MEDIA, source.path()),
                        kept.entry().stored().size(),
                        kept.entry().stored().sha256()),
                incoming);
    }

    /** Begins a file. One of the same role and path that is in the snapshot already is replaced when this one is kept. */
    public IncomingFile create(Role role, SourcePath path) throws IOException {
        String name = nameFor(role, path);
        // one that is there already stays until the other has come: it may be shared with the snapshot before
        Path incoming = entry(role, path).isPresent() ? place.aside() : place.place(name);
        return new IncomingFile(this, role, path, incoming, disk.create(incoming));
    }

    String nameFor(Role role, SourcePath path) {
        return switch (role) {
            case DATABASE -> path.text();
            case SECRET -> "secret";
            case MEDIA -> names.nameFor("media", path);
            case SERVER ->
                path.toString().startsWith("/")
                        ? names.nameFor("server/files", relative(path))
                        : names.nameFor("server", path);
        };
    }

    private static SourcePath relative(SourcePath path) {
        byte[] bytes = path.bytes();
        return SourcePath.of(java.util.Arrays.copyOfRange(bytes, 1, bytes.length));
    }

    Entry put(Role role, Source source, Stored stored, Path incoming) throws IOException {
        Path target = place.place(stored.name());
        disk.seal(incoming, source.mtimeNs());
        if (!target.equals(incoming)) {
            disk.rename(incoming, target);
        }
        Entry entry = new Entry(role, source, stored);
        journal.add(entry);
        remember(new Held(entry, false));
        return entry;
    }

    void drop(Path incoming) throws IOException {
        disk.delete(incoming);
    }

    private void remember(Held held) {
        synchronized (entries) {
            entries.put(new Key(held.entry().role(), held.entry().source().path()), held);
        }
    }

    /** The file of that role and path, if it is in the snapshot. */
    public Optional<Entry> entry(Role role, SourcePath path) {
        synchronized (entries) {
            return Optional.ofNullable(entries.get(new Key(role, path))).map(Held::entry);
        }
    }

    /**
     * Completes the snapshot: everything is made to survive a power cut, then it gets its name.
     *
     * @param head makes what the manifest says, from the totals
     * @param guide makes the text of {@code RESTORE.txt}, from the manifest
     */
    public SnapshotManifest finish(Function<Totals, Head> head, Function<SnapshotManifest, String> guide)
            throws IOException {
        List<Held> all;
        synchronized (entries) {
            all = new ArrayList<>(entries.values());
        }
        SnapshotManifest manifest = new SnapshotManifest(
                head.apply(new Totals(all.size(), bytes(all, true), bytes(all, false))),
                all.stream().map(Held::entry).toList());
        new SnapshotTexts(disk, folder).write(manifest, guide.apply(manifest), sealKey);
        disk.syncTree(
                folder,
                all.stream()
                        .filter(each -> !each.shared())
                        .map(each -> folder.resolve(each.entry().stored().name()))
                        .toList());
        journal.close();
        disk.delete(folder.resolve(DraftJournal.NAME));
        place.close();
        disk.sync(folder);
        if (sealKey.isPresent()) {
            shelf.rememberSeal(id);
        }
        place.requireThere();
        disk.rename(folder, shelf.folder(id));
        disk.sync(shelf.folder());
        for (Path leftover : reusable.leftovers()) {
            Trees.delete(disk, leftover);
        }
        return manifest;
    }

    private static long bytes(List<Held> files, boolean sharedToo) {
        return files.stream()
                .filter(each -> sharedToo || !each.shared())
                .mapToLong(each -> each.entry().stored().size())
                .sum();
    }

    /** Lets go of the shelf. If the snapshot was not finished, what was fetched stays for the next run. */
    @Override
    public void close() throws IOException {
        try (lock) {
            journal.close();
            if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) && journal.written() == 0) {
                Trees.delete(disk, folder);
            }
        }
    }
}
