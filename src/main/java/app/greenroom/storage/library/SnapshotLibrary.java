package app.greenroom.storage.library;

import app.greenroom.domain.backup.SnapshotManifest;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.storage.disk.Disk;
import app.greenroom.storage.disk.LocalDisk;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** All snapshots on this computer: {@code LIBRARY/server/instance/snapshot}. */
public final class SnapshotLibrary {
    private final Path root;
    private final Disk disk;
    private final Seals seals;
    /** Shelves that this program writes to now. */
    private final Set<Path> held = ConcurrentHashMap.newKeySet();

    private final Readers readers = new Readers();

    /** The library in a folder, which is made when the first snapshot is taken. Nothing in it is sealed. */
    public SnapshotLibrary(Path root) {
        this(root, new LocalDisk());
    }

    /** The library in a folder of some disk. Nothing in it is sealed. */
    public SnapshotLibrary(Path root, Disk disk) {
        this(root, disk, Seals.none());
    }

    /** The library in a folder of some disk, with the seals of this computer. */
    public SnapshotLibrary(Path root, Disk disk, Seals seals) {
        this.root = root.toAbsolutePath();
        this.disk = disk;
        this.seals = seals;
    }

    /** Its folder. */
    public Path root() {
        return root;
    }

    /** Whether anything can be written to it, or to the folder that it would be made in. */
    public boolean writable() throws IOException {
        Path there = existing();
        return Files.isWritable(there) && !Files.getFileStore(there).isReadOnly();
    }

    /** Bytes that may still be written to its disk. */
    public long freeBytes() throws IOException {
        return disk.usableBytes(existing());
    }

    /** Its folder, or the nearest one above that is there. */
    private Path existing() throws IOException {
        for (Path each = root; each != null; each = each.getParent()) {
            if (Files.isDirectory(each)) {
                return each;
            }
        }
        throw new IOException("no folder above " + root);
    }

    /**
     * The snapshots of one instance.
     *
     * @throws IllegalArgumentException if one of the names could lead out of the library
     */
    public SnapshotShelf shelf(String server, String instance) {
        if (!ServerProfile.isName(server) || !ServerProfile.isName(instance)) {
            throw new IllegalArgumentException(server + "/" + instance);
        }
        return new SnapshotShelf(root.resolve(server).resolve(instance), disk, held, readers, seals);
    }

    /** Names of the servers that have a shelf, in order. */
    public List<String> servers() throws IOException {
        return namesIn(root);
    }

    /**
     * What a snapshot holds that lies anywhere, such as one that is being fetched.
     *
     * @param folder its folder, which bears its name
     * @throws UnusableManifestException if its manifest is damaged or newer
     */
    public static SnapshotManifest manifestIn(Path folder) throws IOException {
        return ManifestFile.read(folder);
    }

    /** Ids of the instances of a server that have a shelf, by name. */
    public List<String> instances(String server) throws IOException {
        return ServerProfile.isName(server) ? namesIn(root.resolve(server)) : List.of();
    }

    private static List<String> namesIn(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        List<String> ids = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (ServerProfile.isName(name) && Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                    ids.add(name);
                }
            }
        }
        Collections.sort(ids);
        return ids;
    }
}
