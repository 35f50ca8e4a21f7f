package app.greenroom.operation.backup;

import app.greenroom.domain.backup.SourcePath;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Hears the listing of uploaded files. */
final class MediaListing implements FrameReader.Handler {
    private static final int LARGEST_BLOCK = 1 << 20;
    private static final int MOST_FILES = 5_000_000;
    private static final int FIXED = 4 + 8 + 8 + 2;

    private final List<Listed> files = new ArrayList<>();
    private final byte[] block = new byte[LARGEST_BLOCK];

    /**
     * A file as it is on the server.
     *
     * @param path relative to the media folder, and never out of it
     * @param size bytes
     * @param mtimeNs modification time, nanoseconds since 1970
     * @param mode permission bits
     */
    record Listed(SourcePath path, long size, long mtimeNs, int mode) {}

    List<Listed> files() {
        return files;
    }

    @Override
    public void frame(char letter, byte[] buffer, int offset, int length) throws IOException {
        if (letter != 'L') {
            throw new BadAnswerException("frame " + letter + " in a listing");
        }
        ByteBuffer entries = ByteBuffer.wrap(block, 0, inflate(buffer, offset, length));
        while (entries.hasRemaining()) {
            read(entries);
        }
    }

    private int inflate(byte[] buffer, int offset, int length) throws BadAnswerException {
        try (Inflater inflater = new Inflater()) {
            inflater.setInput(buffer, offset, length);
            int size = inflater.inflate(block);
            if (!inflater.finished() || inflater.getRemaining() > 0) {
                throw new BadAnswerException("a block of a listing is cut or too large");
            }
            return size;
        } catch (DataFormatException e) {
            throw new BadAnswerException("a block of a listing is garbled: " + e.getMessage());
        }
    }

    private void read(ByteBuffer entries) throws BadAnswerException {
        if (entries.remaining() < FIXED || files.size() >= MOST_FILES) {
            throw new BadAnswerException("an entry of a listing is cut, or there are too many");
        }
        int mode = entries.getInt();
        long size = entries.getLong();
        long mtimeNs = entries.getLong();
        int length = entries.getShort() & 0xffff;
        if (entries.remaining() < length || size < 0 || mode < 0 || mode > 07777) {
            throw new BadAnswerException("an entry of a listing is garbled");
        }
        byte[] bytes = new byte[length];
        entries.get(bytes);
        SourcePath path = SourcePath.of(bytes);
        if (!path.staysBelow()) {
            throw new BadAnswerException("a path that leads out of the media folder");
        }
        files.add(new Listed(path, size, mtimeNs, mode));
    }
}
