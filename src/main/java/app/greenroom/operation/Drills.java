package app.greenroom.operation;

import app.greenroom.domain.backup.DrillReport;
import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.TargetName;
import app.greenroom.task.TaskContext;
import java.util.Optional;

/** Proving that snapshots restore, without touching the site. */
public interface Drills {
    /**
     * Restores a snapshot into a scratch database and folder on the instance's server, compares it with its manifest,
     * starts its pretalx on it in private, and removes everything again, whatever happens. What an earlier drill that was
     * cut left behind is removed first. The site goes on serving.
     *
     * @param snapshot which; the newest usable one if empty
     * @return what was found; a check that failed is no exception
     * @throws OperationFailedException if the drill could not be made; with reason SNAPSHOT_UNKNOWN, SNAPSHOT_DAMAGED,
     *     SERVER_DISK_FULL, DUMP_NEWER or DRILL_IMPOSSIBLE, or whatever reaching the server fails with
     */
    DrillReport drill(TargetName target, Optional<SnapshotId> snapshot, TaskContext context)
            throws OperationFailedException;
}
