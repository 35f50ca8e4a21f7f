package app.greenroom.storage.library;

import app.greenroom.storage.disk.DiskTraits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Set;

/**
 * Opens files of a snapshot for reading. No link is followed on the way from the snapshot's folder to the file, even if
 * somebody plants one at the very moment: each folder is opened from the one above it, where the system can do that.
 */
public final class SnapshotFiles {
    private static final Set<java.nio.file.OpenOption> READ =
            Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    private SnapshotFiles() {}

    /**
     * Opens a file.
     *
     * @param folder of the snapshot
     * @param name stored name, relative with forward slashes
     * @throws NoSuchFileException if there is no such file, or a link or something else that is no regular file lies at
     *     its place or on the way
     * @throws IllegalArgumentException if the name could lead out of the folder
     */
    public static InputStream open(Path folder, String name) throws IOException {
        if (!app.greenroom.domain.backup.SourcePath.of(name).staysBelow()) {
            throw new IllegalArgumentException("leads out of the snapshot: " + name);
        }
        if (!DiskTraits.localeHolds(name)) {
            throw new NoSuchFileException(name, null, "this computer's language setting cannot hold the name");
        }
        Path file = folder.resolve(name);
        try (DirectoryStream<Path> above = Files.newDirectoryStream(Objects.requireNonNull(folder.getParent()))) {
            if (above instanceof SecureDirectoryStream<Path> secure) {
                return Channels.newInputStream(opened(secure, folder.getParent().relativize(file), 0));
            }
        } catch (java.nio.file.FileSystemException e) {
            throw e instanceof NoSuchFileException ? e : missing(file, e);
        }
        return openedByItsRealPath(folder, file);
    }

    private static SeekableByteChannel opened(SecureDirectoryStream<Path> folder, Path path, int depth)
            throws IOException {
        Path name = path.getName(depth);
        if (depth + 1 < path.getNameCount()) {
            try (SecureDirectoryStream<Path> below = folder.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
                return opened(below, path, depth + 1);
            }
        }
        // a pipe would keep whoever opens it waiting for ever
        BasicFileAttributes found = folder.getFileAttributeView(
                        name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes();
        if (!found.isRegularFile()) {
            throw new NotLinkException(path.toString());
        }
        return folder.newByteChannel(name, READ);
    }

    /** Where folders cannot be opened from each other, the best there is. */
    private static InputStream openedByItsRealPath(Path folder, Path file) throws IOException {
        Path above = Objects.requireNonNull(file.getParent());
        boolean inside = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && above.toRealPath().startsWith(folder.toRealPath());
        if (!inside) {
            throw missing(file, null);
        }
        return Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
    }

    private static NoSuchFileException missing(
            Path file, java.nio.file.@org.jspecify.annotations.Nullable FileSystemException cause) {
        NoSuchFileException missing = new NoSuchFileException(file.toString(), null, "not there, or no regular file");
        if (cause != null) {
            missing.initCause(cause);
        }
        return missing;
    }
}
