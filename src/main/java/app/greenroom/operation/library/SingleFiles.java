package app.greenroom.operation.library;

import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.backup.SnapshotManifest.Entry;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.storage.disk.Hashes;
import app.greenroom.storage.library.SnapshotFiles;
import app.greenroom.storage.library.SnapshotShelf;
import app.greenroom.task.Progress;
import app.greenroom.task.TaskContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Copies single files out of a snapshot. A copy gets its name only after it was compared with its hash. */
final class SingleFiles {
    private static final int PIECE = 1 << 17;

    private final SnapshotShelf shelf;
    private final SnapshotId id;
    private final TaskContext context;

    SingleFiles(SnapshotShelf shelf, SnapshotId id, TaskContext context) {
        this.shelf = shelf;
        this.id = id;
        this.context = context;
    }

    /**
     * Copies a file to a place.
     *
     * @param replace whether a file that is there may be replaced; a folder never is
     */
    void copy(Entry file, Path to, boolean replace) throws OperationFailedException, IOException {
        Path place = to.toAbsolutePath();
        if (Files.isDirectory(place) || (!replace && Files.exists(place, LinkOption.NOFOLLOW_LINKS))) {
            throw exists(place, new FileAlreadyExistsException(place.toString()));
        }
        Path fresh = Files.createTempFile(Objects.requireNonNull(place.getParent()), ".greenroom-", ".part");
        try {
            write(file, fresh);
            if (file.source().mtimeNs() != 0) {
                Files.setLastModifiedTime(fresh, FileTime.from(file.source().mtimeNs(), TimeUnit.NANOSECONDS));
            }
            if (replace) {
                Files.move(fresh, place, StandardCopyOption.REPLACE_EXISTING);
            } else {
                Files.move(fresh, place);
            }
        } catch (FileAlreadyExistsException e) {
            throw exists(place, e);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static OperationFailedException exists(Path place, FileAlreadyExistsException cause) {
        return new OperationFailedException(
                FailureReason.LOCAL_FILE_EXISTS, "already there: " + place, cause, place.toString());
    }

    private void write(Entry file, Path fresh) throws OperationFailedException, IOException {
        MessageDigest digest = Hashes.sha256();
        byte[] buffer = new byte[PIECE];
        long done = 0;
        try (InputStream from = open(file);
                OutputStream stream = Files.newOutputStream(fresh)) {
            for (int got = from.read(buffer); got >= 0; got = from.read(buffer)) {
                context.cancellation().throwIfCancelled();
                digest.update(buffer, 0, got);
                stream.write(buffer, 0, got);
                done += got;
                context.report(Progress.bytes(
                        "library-save", done, Math.max(done, file.stored().size())));
            }
        }
        if (!Hashes.hex(digest).equals(file.stored().sha256())) {
            throw damaged(file, "it has another content than when it was taken");
        }
    }

    private InputStream open(Entry file) throws OperationFailedException, IOException {
        try {
            return SnapshotFiles.open(shelf.folder(id), file.stored().name());
        } catch (NoSuchFileException e) {
            throw damaged(file, "it is missing");
        }
    }

    private OperationFailedException damaged(Entry file, String how) {
        return new OperationFailedException(
                FailureReason.SNAPSHOT_DAMAGED, file.stored().name() + ": " + how, id.text());
    }
}
