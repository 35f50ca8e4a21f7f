package app.greenroom.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * A log of bounded size that several Greenrooms write at once: {@code name.log}, and older ones {@code name.1.log} and
 * up. Made when first written to, for its owner only. Thread-safe.
 */
public final class LogFile implements AutoCloseable {
    private final Path folder;
    private final String name;
    private final long most;
    private final int older;
    private final LockFile lock;
    private @Nullable FileChannel channel;

    /**
     * A log, whose folder need not exist.
     *
     * @param folder where
     * @param name of the files, without ending
     * @param most bytes of one file; a single longer entry is cut
     * @param older how many older files are kept
     */
    public LogFile(Path folder, String name, int most, int older) {
        this.folder = folder;
        this.name = name;
        this.most = most;
        this.older = older;
        this.lock = new LockFile(path());
    }

    /** The file that is written to. */
    public Path path() {
        return path(0);
    }

    /**
     * Adds an entry.
     *
     * @throws IOException if that cannot be done; the next entry is tried anew
     */
    public synchronized void append(String entry) throws IOException {
        byte[] whole = entry.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.wrap(whole, 0, (int) Math.min(whole.length, most));
        FileChannel open = channel();
        if (open.size() > 0 && open.size() + bytes.remaining() > most) {
            close();
            makeRoom(bytes.remaining());
            open = channel();
        }
        try {
            while (bytes.hasRemaining()) {
                open.write(bytes);
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    @Override
    public synchronized void close() throws IOException {
        FileChannel open = channel;
        channel = null;
        if (open != null) {
            open.close();
        }
    }

    private FileChannel channel() throws IOException {
        FileChannel open = channel;
        if (open == null || !open.isOpen()) {
            OwnerOnly.makeFolder(folder);
            open = OwnerOnly.openToAppend(path());
            channel = open;
        }
        return open;
    }

    /** Moves the files on by one, unless another Greenroom just did. */
    private void makeRoom(int needed) throws IOException {
        try (LockFile.Held _ = lock.hold()) {
            if (sizeNow() + needed <= most) {
                return;
            }
            for (int number = older; number >= 1; number--) {
                Path newer = path(number - 1);
                if (Files.exists(newer)) {
                    Files.move(newer, path(number), StandardCopyOption.REPLACE_EXISTING);
                }
            }
            Files.deleteIfExists(path());
        }
    }

    private long sizeNow() throws IOException {
        try {
            return Files.size(path());
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    private Path path(int number) {
        return folder.resolve(number == 0 ? name + ".log" : name + "." + number + ".log");
    }
}
