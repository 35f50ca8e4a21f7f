package app.greenroom.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Files and folders for their owner's eyes only: mode 0600 and 0700, and where there are no modes (Windows) an access
 * list with one entry.
 */
public final class OwnerOnly {
    private static final FileAttribute<?> FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<?> FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private OwnerOnly() {}

    /** Makes a folder and those above it; one that is there already stays as it is. */
    public static void makeFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Path above = folder.toAbsolutePath().getParent();
        if (above != null) {
            makeFolder(above);
        }
        try {
            if (hasModes(folder)) {
                Files.createDirectory(folder, FOLDER);
            } else {
                Files.createDirectory(folder);
                restrict(folder);
            }
        } catch (FileAlreadyExistsException e) {
            // another Greenroom may have made it in between
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
    }

    /** Makes a new, empty file and opens it for writing. Fails if the name is taken, by a link too. */
    public static FileChannel create(Path file) throws IOException {
        return open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    }

    /** Opens a file for writing without changing it; makes it, for its owner only, if it is not there. */
    public static FileChannel openOrCreate(Path file) throws IOException {
        return open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE));
    }

    /** Opens a file for adding at its end; makes it, for its owner only, if it is not there. */
    static FileChannel openToAppend(Path file) throws IOException {
        return open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    }

    private static FileChannel open(Path file, Set<StandardOpenOption> how) throws IOException {
        if (hasModes(file)) {
            return FileChannel.open(file, how, FILE);
        }
        FileChannel channel = FileChannel.open(file, how);
        try {
            restrict(file);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        return channel;
    }

    /** Makes sure that the names in a folder survive a power cut, where the operating system lets one ask for that. */
    public static void syncFolder(Path folder) throws IOException {
        if (hasModes(folder)) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static boolean hasModes(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static void restrict(Path path) throws IOException {
        AclFileAttributeView view = Files.getFileAttributeView(path, AclFileAttributeView.class);
        if (view != null) {
            view.setAcl(List.of(AclEntry.newBuilder()
                    .setType(AclEntryType.ALLOW)
                    .setPrincipal(user(path))
                    .setPermissions(EnumSet.allOf(AclEntryPermission.class))
                    .build()));
        }
    }

    /** The user rather than the file's owner: what an elevated process makes belongs to a group of administrators. */
    private static UserPrincipal user(Path path) throws IOException {
        try {
            return path.getFileSystem()
                    .getUserPrincipalLookupService()
                    .lookupPrincipalByName(System.getProperty("user.name"));
        } catch (UserPrincipalNotFoundException e) {
            return Files.getOwner(path);
        }
    }
}
