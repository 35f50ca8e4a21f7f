package app.greenroom.storage.library;

import app.greenroom.domain.backup.SnapshotManifest.Entry;
import app.greenroom.domain.backup.SnapshotManifest.Role;
import app.greenroom.domain.backup.SourcePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Media files that are on this computer already.
 *
 * @param linkable those of the snapshot before, by path
 * @param leftover those fetched by runs that were cut, by path, the latest run first: what an earlier one fetched may have
 *     been taken over by a later one that was cut, too
 * @param leftovers folders of these runs
 */
record Reusable(Map<SourcePath, Kept> linkable, Map<SourcePath, List<Kept>> leftover, List<Path> leftovers) {
    static Reusable of(SnapshotShelf shelf, List<Path> leftovers) throws IOException {
        Map<SourcePath, Kept> linkable = new HashMap<>();
        Optional<SnapshotShelf.Sound> before = shelf.newestSound();
        if (before.isPresent()) {
            for (Entry entry : media(before.get().entries())) {
                linkable.put(entry.source().path(), new Kept(before.get().folder(), entry));
            }
        }
        Map<SourcePath, List<Kept>> leftover = new HashMap<>();
        for (Path folder : leftovers) {
            for (Entry entry : media(DraftJournal.read(folder))) {
                leftover.computeIfAbsent(entry.source().path(), path -> new ArrayList<>(1))
                        .add(new Kept(folder, entry));
            }
        }
        return new Reusable(linkable, leftover, leftovers);
    }

    private static List<Entry> media(List<Entry> entries) {
        return entries.stream().filter(entry -> entry.role() == Role.MEDIA).toList();
    }

    /**
     * A file kept from before.
     *
     * @param folder of its snapshot
     * @param entry what was written about it
     */
    record Kept(Path folder, Entry entry) {
        Path path() {
            return folder.resolve(entry.stored().name());
        }

        /**
         * Whether it is the unchanged file that is wanted, and is there with its size and as no link to somewhere else.
         *
         * @param trusted folders known to lie really below that of the snapshot; added to
         */
        boolean isThere(long size, long mtimeNs, int mode, Set<Path> trusted) throws IOException {
            if (!entry.source().unchanged(size, mtimeNs, mode)) {
                return false;
            }
            Path file = path();
            Path above = Objects.requireNonNull(file.getParent());
            if (!trusted.contains(above)) {
                if (!Files.isDirectory(above) || !above.toRealPath().startsWith(folder.toRealPath())) {
                    return false;
                }
                trusted.add(above);
            }
            try {
                BasicFileAttributes found =
                        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                return found.isRegularFile() && found.size() == entry.stored().size();
            } catch (NoSuchFileException e) {
                return false;
            }
        }
    }
}
