package app.greenroom.operation.drill;

import app.greenroom.domain.backup.SnapshotManifest.Entry;
import app.greenroom.storage.library.SnapshotFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a drill sends to its server, made as it is read: the program, then the files in frames (one letter, the length of
 * the payload in four bytes, the payload). A file is sent as long as it is; whether it is the right one is told by its
 * hash on the other side.
 */
final class DrillStream extends InputStream {
    private static final int PIECE = 1 << 17;
    private static final JsonMapper JSON = new JsonMapper();

    private final Path folder;
    private final Deque<Item> items;
    private final LongConsumer sent;
    private final byte[] piece = new byte[5 + PIECE];
    private ByteBuffer ready;
    private @Nullable InputStream open;
    private boolean ended;

    /**
     * A file to be sent.
     *
     * @param entry which of the snapshot
     * @param place relative path in the scratch folder, one character for each byte
     */
    record Item(Entry entry, String place) {}

    /**
     * A stream.
     *
     * @param hello what comes first
     * @param folder of the snapshot
     * @param sent told how many bytes of files were taken
     */
    DrillStream(byte[] hello, Path folder, List<Item> items, LongConsumer sent) {
        this.folder = folder;
        this.items = new ArrayDeque<>(items);
        this.sent = sent;
        this.ready = ByteBuffer.wrap(hello);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        while (!ready.hasRemaining()) {
            if (ended) {
                return -1;
            }
            refill();
        }
        int some = Math.min(length, ready.remaining());
        ready.get(buffer, offset, some);
        return some;
    }

    private void refill() throws IOException {
        InputStream file = open;
        if (file != null) {
            int got = file.read(piece, 5, PIECE);
            if (got > 0) {
                ByteBuffer.wrap(piece).put((byte) 'D').putInt(got);
                ready = ByteBuffer.wrap(piece, 0, 5 + got);
                sent.accept(got);
            } else {
                file.close();
                open = null;
                ready = frame('C', new byte[0]);
            }
            return;
        }
        Item item = items.poll();
        if (item == null) {
            ended = true;
            ready = frame('Z', new byte[0]);
            return;
        }
        Entry entry = item.entry();
        open = SnapshotFiles.open(folder, entry.stored().name());
        ready = frame(
                'O',
                JSON.writeValueAsBytes(Map.of(
                        "role", entry.role().name(),
                        "place", item.place(),
                        "name", entry.stored().name(),
                        "sha256", entry.stored().sha256())));
    }

    private static ByteBuffer frame(char letter, byte[] payload) {
        return ByteBuffer.allocate(5 + payload.length)
                .put(String.valueOf(letter).getBytes(StandardCharsets.US_ASCII))
                .putInt(payload.length)
                .put(payload)
                .flip();
    }

    @Override
    public void close() throws IOException {
        if (open != null) {
            open.close();
        }
    }
}
