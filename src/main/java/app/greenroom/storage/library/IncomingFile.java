package app.greenroom.storage.library;

import app.greenroom.domain.backup.SnapshotManifest.Entry;
import app.greenroom.domain.backup.SnapshotManifest.Role;
import app.greenroom.domain.backup.SnapshotManifest.Source;
import app.greenroom.domain.backup.SnapshotManifest.Stored;
import app.greenroom.domain.backup.SourcePath;
import app.greenroom.storage.disk.Hashes;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;

/** A file on its way into a half-taken snapshot, hashed while it is written. It is there when it is kept, or not at all. */
public final class IncomingFile implements AutoCloseable {
    private final SnapshotDraft draft;
    private final Role role;
    private final SourcePath path;
    private final Path place;
    private final OutputStream stream;
    private final MessageDigest digest = Hashes.sha256();
    private long size;
    private boolean open = true;

    IncomingFile(SnapshotDraft draft, Role role, SourcePath path, Path place, OutputStream stream) {
        this.draft = draft;
        this.role = role;
        this.path = path;
        this.place = place;
        this.stream = stream;
    }

    /** Takes a piece. */
    public void write(byte[] buffer, int offset, int length) throws IOException {
        draft.requireFits(path.toString(), size + length);
        stream.write(buffer, offset, length);
        digest.update(buffer, offset, length);
        size += length;
    }

    /** Bytes taken so far. */
    public long size() {
        return size;
    }

    /**
     * Puts the file in its place in the snapshot.
     *
     * @param mtimeNs modification time on the server
     * @param mode permission bits on the server
     * @param sha256 of the content, as the server found it
     * @return the entry, or empty if the content is not what the server sent; then nothing is kept
     */
    public Optional<Entry> keep(long mtimeNs, int mode, String sha256) throws IOException {
        finish();
        String mine = Hashes.hex(digest);
        if (!mine.equals(sha256)) {
            draft.drop(place);
            return Optional.empty();
        }
        Source source = new Source(path, size, mtimeNs, mode, mine);
        return Optional.of(draft.put(role, source, new Stored(draft.nameFor(role, path), size, mine), place));
    }

    private void finish() throws IOException {
        open = false;
        stream.close();
    }

    /** Throws the file away, unless it was kept. */
    @Override
    public void close() throws IOException {
        if (open) {
            finish();
            draft.drop(place);
        }
    }
}
