package app.greenroom.operation;

import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.domain.server.TargetName;
import app.greenroom.storage.ServerProfileRepository;
import app.greenroom.storage.library.FileTooLargeException;
import app.greenroom.storage.library.LibraryBusyException;
import app.greenroom.storage.library.LibraryGoneException;
import app.greenroom.storage.library.SnapshotLibrary;
import app.greenroom.storage.library.SnapshotShelf;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the snapshots that a name means, without a look at a server. */
public final class Shelves {
    private static final long NOTHING_LEFT = 4 << 20;

    private final SnapshotLibrary library;
    private final ServerProfileRepository profiles;

    /**
     * Finds shelves of a library.
     *
     * @param profiles saved servers, whose instances have names without a look
     */
    public Shelves(SnapshotLibrary library, ServerProfileRepository profiles) {
        this.library = library;
        this.profiles = profiles;
    }

    /**
     * A shelf and whose it is.
     *
     * @param name full name of the instance
     * @param shelf its snapshots
     */
    public record Found(TargetName name, SnapshotShelf shelf) {}

    /** The shelf that a name means; empty if there is no snapshot yet and the name does not say which instance. */
    public Optional<Found> find(TargetName name) throws OperationFailedException {
        Set<String> ids = new LinkedHashSet<>();
        try {
            Optional<ServerProfile> profile = profiles.all().stream()
                    .filter(each -> each.name().equals(name.server()))
                    .findFirst();
            ids.addAll(library.instances(name.server()));
            profile.ifPresent(each -> each.instances().forEach(instance -> ids.add(instance.id())));
            if (profile.isEmpty() && ids.isEmpty()) {
                throw new OperationFailedException(
                        FailureReason.SERVER_UNKNOWN, "neither saved nor with snapshots", name.server());
            }
        } catch (IOException e) {
            throw new OperationFailedException(FailureReason.LOCAL_FILE, e.toString(), e);
        }
        if (ids.isEmpty() && name.instance().isEmpty()) {
            return Optional.empty();
        }
        String id = Targets.pick(name, List.copyOf(ids));
        return Optional.of(new Found(new TargetName(name.server(), Optional.of(id)), library.shelf(name.server(), id)));
    }

    /**
     * The shelf that holds a snapshot.
     *
     * @throws OperationFailedException with reason SNAPSHOT_UNKNOWN if there is none of that name
     */
    public Found holding(TargetName name, SnapshotId snapshot) throws OperationFailedException {
        return find(name).filter(found -> found.shelf().has(snapshot)).orElseThrow(() -> unknown(snapshot.text()));
    }

    /** The failure for a snapshot that is not there. */
    public static OperationFailedException unknown(String name) {
        return new OperationFailedException(FailureReason.SNAPSHOT_UNKNOWN, "no snapshot " + name, name);
    }

    /** Does something with the files of a shelf, and says what is wrong with them if it fails. */
    public static <T> T with(SnapshotShelf shelf, Work<T> work) throws OperationFailedException {
        try {
            return work.run();
        } catch (IOException e) {
            throw failure(shelf, e);
        }
    }

    /**
     * Work with files of this computer.
     *
     * @param <T> its result
     */
    @FunctionalInterface
    public interface Work<T> {
        /** Does it. */
        T run() throws OperationFailedException, IOException;
    }

    /** The failure for an error with the files of a shelf. */
    public static OperationFailedException failure(SnapshotShelf shelf, IOException error) {
        return switch (error) {
            case LibraryBusyException busy ->
                new OperationFailedException(FailureReason.LIBRARY_BUSY, busy.toString(), busy);
            case FileTooLargeException large ->
                new OperationFailedException(
                        FailureReason.LIBRARY_FILE_TOO_LARGE, large.toString(), large, large.name());
            default -> ofDisk(shelf, error);
        };
    }

    private static OperationFailedException ofDisk(SnapshotShelf shelf, IOException error) {
        // once it was there, and whoever works with it has found it
        if (error instanceof LibraryGoneException || !Files.isDirectory(shelf.folder())) {
            return new OperationFailedException(
                    FailureReason.LIBRARY_GONE,
                    error.toString(),
                    error,
                    shelf.folder().toString());
        }
        return new OperationFailedException(
                isFull(shelf) ? FailureReason.LOCAL_DISK_FULL : FailureReason.LOCAL_FILE, error.toString(), error);
    }

    /** Refuses if nothing can be written to a library, before anybody is asked for anything. */
    public static void requireWritable(SnapshotLibrary library) throws OperationFailedException {
        try {
            if (!library.writable()) {
                throw new OperationFailedException(
                        FailureReason.LIBRARY_READ_ONLY,
                        "not writable: " + library.root(),
                        library.root().toString());
            }
        } catch (IOException e) {
            throw new OperationFailedException(
                    FailureReason.LIBRARY_GONE, e.toString(), e, library.root().toString());
        }
    }

    /** The system words a full disk in its own language, so the disk is asked. */
    private static boolean isFull(SnapshotShelf shelf) {
        try {
            return shelf.usableBytes() < NOTHING_LEFT;
        } catch (IOException e) {
            return false; // then it is not the room that is the trouble
        }
    }
}
