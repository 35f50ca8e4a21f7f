package app.greenroom.storage;

import app.greenroom.storage.disk.DiskFullException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/**
 * A file that is replaced as a whole or not at all: written beside it, synced, moved over it. Its writers hold its
 * {@link LockFile}, so there is one of them at a time; readers need no lock.
 */
public final class AtomicFile {
    /** More than any file of ours holds; what is longer is not one. */
    private static final long LONGEST = 64L << 20;

    private final Path file;
    private final Steps steps;

    public AtomicFile(Path file) {
        this(file, new Steps() {});
    }

    public AtomicFile(Path file, Steps steps) {
        this.file = file.toAbsolutePath();
        this.steps = steps;
    }

    public Path path() {
        return file;
    }

    public boolean exists() {
        return Files.exists(file);
    }

    /**
     * Reads all of it.
     *
     * @throws DamagedFileException if it is longer than any file of ours
     */
    public byte[] read() throws IOException {
        if (Files.size(file) > LONGEST) {
            throw new DamagedFileException(file, aside(), "longer than " + LONGEST + " bytes", null);
        }
        return Files.readAllBytes(file);
    }

    /**
     * Replaces it. A link is followed, so that a file kept elsewhere by its user stays there.
     *
     * @throws DiskFullException if there is no room; the file is as it was
     */
    public void write(byte[] content) throws IOException {
        Path target = Files.isSymbolicLink(file) ? file.toRealPath() : file;
        Path temporary = target.resolveSibling(target.getFileName() + ".new");
        OwnerOnly.makeFolder(folder(target));
        Files.deleteIfExists(temporary);
        try {
            steps.write(temporary, content);
            steps.move(temporary, target);
        } catch (IOException e) {
            remove(temporary, e);
            throw lacksRoom(e, folder(target), content.length) ? new DiskFullException(file, e) : e;
        }
        OwnerOnly.syncFolder(folder(target));
    }

    /** Moves it to {@link #aside()}, so that a new one can be begun. */
    public void setAside() throws IOException {
        Files.move(file, aside());
        OwnerOnly.syncFolder(folder(file));
    }

    /** The first free name beside it for what is damaged. */
    public Path aside() {
        Path name = file.resolveSibling(file.getFileName() + ".damaged");
        for (int number = 2; Files.exists(name); number++) {
            name = file.resolveSibling(file.getFileName() + ".damaged-" + number);
        }
        return name;
    }

    private static Path folder(Path file) {
        Path folder = file.getParent();
        return folder == null ? file : folder;
    }

    private static void remove(Path temporary, IOException reason) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }

    /** The system's own words come in the user's language, so the disk is asked as well. */
    private static boolean lacksRoom(IOException e, Path folder, int needed) {
        String words = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        if (words.contains("no space left on device") || words.contains("disk quota exceeded")) {
            return true;
        }
        try {
            return Files.getFileStore(folder).getUsableSpace() < needed;
        } catch (IOException unknown) {
            e.addSuppressed(unknown);
            return false;
        }
    }

    /** What is done to the disk; a seam for tests that fill the disk or stop between two steps. */
    public interface Steps {
        /** Makes a file with this content that survives a power cut. */
        default void write(Path temporary, byte[] content) throws IOException {
            try (FileChannel channel = OwnerOnly.create(temporary)) {
                ByteBuffer left = ByteBuffer.wrap(content);
                while (left.hasRemaining()) {
                    channel.write(left);
                }
                channel.force(true);
            }
        }

        /** Replaces a file at once. */
        default void move(Path from, Path to) throws IOException {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
