package app.greenroom.operation;

import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.domain.backup.VerifyReport;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.TargetName;
import app.greenroom.task.TaskContext;
import java.util.List;
import java.util.Optional;

/** Snapshots of instances on this computer. */
public interface Backups {
    /** Takes a snapshot: database, media, secret, configuration, package list. A cancelled one leaves nothing that looks whole. */
    SnapshotSummary create(TargetName target, TaskContext context) throws OperationFailedException;

    /** The snapshots of an instance, newest first; reads only this computer. */
    List<SnapshotSummary> list(TargetName target) throws OperationFailedException;

    /**
     * Reads every file of a snapshot again and compares it with the manifest.
     *
     * @param snapshot which; the newest if empty
     */
    VerifyReport verify(TargetName target, Optional<SnapshotId> snapshot, TaskContext context)
            throws OperationFailedException;
}
