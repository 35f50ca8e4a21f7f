package app.greenroom.operation.restore;

import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.backup.SnapshotManifest;
import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.domain.backup.SnapshotSummary.Condition;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.TargetName;
import app.greenroom.operation.LocalFailure;
import app.greenroom.operation.Targets;
import app.greenroom.storage.library.SnapshotLibrary;
import app.greenroom.storage.library.SnapshotShelf;
import app.greenroom.storage.library.UnusableManifestException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The snapshot that a request means, with its manifest.
 *
 * @param source server and instance that it was taken from
 * @param summary as in a list
 * @param manifest what it holds
 */
record ChosenSnapshot(TargetName source, SnapshotSummary summary, SnapshotManifest manifest) {
    /**
     * Finds it in the library.
     *
     * @param wanted which; the newest that can be used if empty
     * @throws OperationFailedException with reason SNAPSHOT_UNKNOWN, SNAPSHOT_NEWER or SNAPSHOT_DAMAGED
     */
    static ChosenSnapshot of(SnapshotLibrary library, TargetName name, Optional<SnapshotId> wanted)
            throws OperationFailedException {
        try {
            String instance = Targets.pick(name, library.instances(name.server()));
            TargetName source = new TargetName(name.server(), Optional.of(instance));
            SnapshotShelf shelf = library.shelf(name.server(), instance);
            SnapshotSummary summary = wanted.isPresent()
                    ? named(shelf, wanted.get())
                    : shelf.list().stream()
                            .filter(SnapshotSummary::usable)
                            .findFirst()
                            .orElseThrow(() -> unknown(source.toString()));
            return new ChosenSnapshot(source, summary, manifest(shelf, summary));
        } catch (IOException e) {
            throw LocalFailure.of("looking for the snapshot", e);
        }
    }

    private static SnapshotSummary named(SnapshotShelf shelf, SnapshotId id)
            throws IOException, OperationFailedException {
        if (!shelf.has(id)) {
            throw unknown(id.text());
        }
        return shelf.summary(id);
    }

    private static SnapshotManifest manifest(SnapshotShelf shelf, SnapshotSummary summary)
            throws IOException, OperationFailedException {
        try {
            return shelf.manifest(summary.id());
        } catch (UnusableManifestException e) {
            throw new OperationFailedException(
                    e.condition() == Condition.NEWER ? FailureReason.SNAPSHOT_NEWER : FailureReason.SNAPSHOT_DAMAGED,
                    e.toString(),
                    e,
                    summary.id().text());
        }
    }

    private static OperationFailedException unknown(String name) {
        return new OperationFailedException(FailureReason.SNAPSHOT_UNKNOWN, "no snapshot " + name, name);
    }

    /** Its folder on this computer. */
    Path folder() {
        return Path.of(summary.folder());
    }
}
