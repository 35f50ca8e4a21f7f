package app.greenroom.storage.disk;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.DosFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The disks of this computer. */
public final class LocalDisk implements Disk {
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    /** What Linux, macOS and Windows call the file systems whose sizes have 32 bits. */
    private static final Set<String> FAT = Set.of("vfat", "msdos", "fat", "fat16", "fat32", "fuse.fusefat");

    private static final long LARGEST_ON_FAT = 0xFFFF_FFFFL;

    @Override
    public void makeFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        if (folder.getParent() != null) {
            makeFolder(folder.getParent());
        }
        try {
            Files.createDirectory(folder, owner("rwx------"));
        } catch (java.nio.file.FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
        if (!POSIX) {
            ownerOnly(folder);
        }
    }

    @Override
    public OutputStream create(Path file) throws IOException {
        FileChannel channel = FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), owner("r--------"));
        return java.nio.channels.Channels.newOutputStream(channel);
    }

    @Override
    public void link(Path existing, Path second) throws IOException {
        Files.createLink(second, existing);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void sync(Path fileOrFolder) throws IOException {
        boolean folder = Files.isDirectory(fileOrFolder, LinkOption.NOFOLLOW_LINKS);
        if (folder && !POSIX) {
            return; // Windows keeps names by its own journal and opens no folder as a file
        }
        // reading is enough on POSIX, and a sealed file may be opened for nothing else; Windows wants writing
        try (FileChannel channel =
                FileChannel.open(fileOrFolder, POSIX ? StandardOpenOption.READ : StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    @Override
    public void syncTree(Path folder, List<Path> files) throws IOException {
        if (!syncedAtOnce(folder)) {
            for (Path file : files) {
                sync(file);
            }
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path each : all.filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                        .toList()) {
                    sync(each);
                }
            }
        }
    }

    /** Linux writes out a whole file system faster than thousands of files one by one. */
    private static boolean syncedAtOnce(Path folder) throws IOException {
        if (!"Linux".equals(System.getProperty("os.name"))) {
            return false;
        }
        try {
            Process sync = new ProcessBuilder("sync", "-f", folder.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            sync.getOutputStream().close();
            return sync.waitFor() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("while the disk was written");
        } catch (IOException e) {
            return false; // no such program: one by one then
        }
    }

    @Override
    public void seal(Path file, long mtimeNs) throws IOException {
        if (mtimeNs != 0) {
            Files.setLastModifiedTime(file, FileTime.from(mtimeNs, TimeUnit.NANOSECONDS));
        }
        if (!POSIX) {
            DosFileAttributeView view = Files.getFileAttributeView(file, DosFileAttributeView.class);
            if (view != null) {
                view.setReadOnly(true);
            }
        }
    }

    @Override
    public void delete(Path fileOrFolder) throws IOException {
        if (!POSIX && Files.exists(fileOrFolder, LinkOption.NOFOLLOW_LINKS)) {
            DosFileAttributeView view = Files.getFileAttributeView(fileOrFolder, DosFileAttributeView.class);
            if (view != null) {
                view.setReadOnly(false);
            }
        }
        Files.deleteIfExists(fileOrFolder);
    }

    @Override
    public long usableBytes(Path folder) throws IOException {
        FileStore store = Files.getFileStore(folder);
        return store.getUsableSpace();
    }

    @Override
    public long largestFile(Path folder) throws IOException {
        String type = Files.getFileStore(folder).type().toLowerCase(Locale.ROOT);
        return FAT.contains(type) ? LARGEST_ON_FAT : Long.MAX_VALUE;
    }

    private static FileAttribute<?>[] owner(String permissions) {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /** What lies in a folder of Windows inherits its access list. */
    private static void ownerOnly(Path folder) throws IOException {
        AclFileAttributeView view = Files.getFileAttributeView(folder, AclFileAttributeView.class);
        if (view != null) {
            view.setAcl(List.of(AclEntry.newBuilder()
                    .setType(AclEntryType.ALLOW)
                    .setPrincipal(view.getOwner())
                    .setPermissions(EnumSet.allOf(AclEntryPermission.class))
                    .setFlags(
                            java.nio.file.attribute.AclEntryFlag.FILE_INHERIT,
                            java.nio.file.attribute.AclEntryFlag.DIRECTORY_INHERIT)
                    .build()));
        }
    }
}
