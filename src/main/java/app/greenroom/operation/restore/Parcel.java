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
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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

    /** All that travels, one file after the other; says how far it is. */
    Content content(TaskContext context) {
        return new Content(context);
    }

    /** The stream of all that travels. */
    final class Content extends InputStream {
        private final TaskContext context;
        private final Iterator<Item> rest = items.stream().filter(Item::travels).iterator();
        private final long total = bytes();
        private long sent;
        private long left;
        private @Nullable InputStream open;
        private @Nullable IOException failure;

        Content(TaskContext context) {
            this.context = context;
            context.report(Progress.bytes("restore-send", 0, total));
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
                if (!rest.hasNext()) {
                    return -1;
                }
                next(rest.next().entry());
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

        private void next(Entry entry) throws IOException {
            try {
                open = SnapshotFiles.open(snapshot, entry.stored().name());
            } catch (IOException e) {
                failure = e;
                throw e;
            }
            left = entry.stored().size();
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
