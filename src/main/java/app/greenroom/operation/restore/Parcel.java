package app.greenroom.operation.restore;

import app.greenroom.domain.backup.SnapshotManifest.Entry;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.storage.library.SnapshotFiles;
import app.greenroom.task.Progress;
import app.greenroom.task.TaskContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Files of a snapshot on their way to a server.
 *
 * @param snapshot folder of the snapshot on this computer
 * @param folder where they go on the server; only root can enter it
 * @param mediaFolder where uploaded files go, on the file system where they are to live; empty for none
 * @param items every file that is wanted, in the order in which they are sent
 */
record Parcel(Path snapshot, String folder, String mediaFolder, List<Item> items) {
    /** Copies the list. */
    Parcel {
        items = List.copyOf(items);
    }

    /**
     * A file that is wanted.
     *
     * @param entry the file
     * @param travels whether the server lacks it
     */
    record Item(Entry entry, boolean travels) {}

    /** Bytes that travel. */
    long bytes() {
        return items.stream()
                .filter(Item::travels)
                .mapToLong(item -> item.entry().stored().size())
                .sum();
    }

    /** Number of files that travel. */
    long files() {
        return items.stream().filter(Item::travels).count();
    }

    /**
     * What a server says that it has of them, which is untrusted.
     *
     * @return by the number of the item: bytes of its beginning
     */
    static Map<Integer, Long> arrived(JsonNode said, List<Item> items) throws OperationFailedException {
        Map<Integer, Long> here = new HashMap<>();
        for (JsonNode each : said.path("have")) {
            int number = each.path(0).asInt(-1);
            long bytes = each.path(1).asLong(-1);
            if (number < 0
                    || number >= items.size()
                    || bytes < 0
                    || bytes > items.get(number).entry().stored().size()) {
                throw new OperationFailedException(
                        FailureReason.ANSWER_UNREADABLE, "not a part of a file that travels: " + each);
            }
            here.put(number, bytes);
        }
        return here;
    }

    /**
     * All that travels, one file after the other; says how far it is.
     *
     * @param here by the number of an item: bytes of its beginning that are there already
     */
    Content content(Map<Integer, Long> here, TaskContext context) {
        return new Content(here, context);
    }

    /** The stream of all that travels. */
    final class Content extends InputStream {
        private final TaskContext context;
        private final Map<Integer, Long> here;
        private int number;
        private final long total = bytes();
        private long sent;
        private long left;
        private @Nullable InputStream open;
        private @Nullable IOException failure;

        Content(Map<Integer, Long> here, TaskContext context) {
            this.here = Map.copyOf(here);
            this.context = context;
            this.sent = here.values().stream().mapToLong(Long::longValue).sum();
            context.report(Progress.bytes("restore-send", sent, total));
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, buffer.length);
            while (left == 0) {
                close();
                while (number < items.size() && !items.get(number).travels()) {
                    number++;
                }
                if (number == items.size()) {
                    return -1;
                }
                next(items.get(number).entry(), here.getOrDefault(number, 0L));
                number++;
            }
            int read = Objects.requireNonNull(open).read(buffer, offset, (int) Math.min(left, length));
            if (read < 0) {
                failure = new IOException("a file of the snapshot is shorter than its manifest says");
                throw failure;
            }
            left -= read;
            sent += read;
            context.report(Progress.bytes("restore-send", sent, total));
            return read;
        }

        private void next(Entry entry, long skipped) throws IOException {
            try {
                InputStream file = SnapshotFiles.open(snapshot, entry.stored().name());
                open = file;
                file.skipNBytes(skipped);
            } catch (IOException e) {
                failure = e;
                throw e;
            }
            left = entry.stored().size() - skipped;
        }

        /**
         * Tells a file of the snapshot that could not be read from whatever the server made of its absence.
         *
         * @throws OperationFailedException with reason SNAPSHOT_DAMAGED
         */
        void requireWhole() throws OperationFailedException {
            IOException why = failure;
            if (why != null) {
                throw new OperationFailedException(
                        FailureReason.SNAPSHOT_DAMAGED, why.toString(), why, String.valueOf(snapshot.getFileName()));
            }
        }

        @Override
        public void close() throws IOException {
            InputStream file = open;
            open = null;
            if (file != null) {
                file.close();
            }
        }
    }
}
