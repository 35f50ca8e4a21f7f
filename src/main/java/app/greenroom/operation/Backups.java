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
     * Compares a snapshot with its manifest, and the manifest with its seal; reads only this computer.
     *
     * @param snapshot which; the newest if empty
     * @param depth how closely
     * @throws OperationFailedException with reason SECRETS_LOCKED if the snapshot has a seal whose key is locked
     */
    VerifyReport verify(TargetName target, Optional<SnapshotId> snapshot, VerifyReport.Depth depth, TaskContext context)
            throws OperationFailedException;

    /** Verifies a snapshot in full. */
    default VerifyReport verify(TargetName target, Optional<SnapshotId> snapshot, TaskContext context)
            throws OperationFailedException {
        return verify(target, snapshot, VerifyReport.Depth.FULL, context);
    }
}
