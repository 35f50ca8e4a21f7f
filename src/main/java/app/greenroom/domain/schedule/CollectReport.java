package app.greenroom.domain.schedule;

import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.backup.SnapshotSummary;
import java.util.List;

/**
 * What came of collecting sets from a server.
 *
 * @param collected those that are on this computer now, oldest first
 * @param bytesFetched bytes of files that came over the wire for them
 * @param damaged sets that are not on the server as they were written, with the first file of each that is not; they are
 *     left there
 */
public record CollectReport(List<SnapshotSummary> collected, long bytesFetched, List<Damaged> damaged) {
    /** Copies the lists. */
    public CollectReport {
        collected = List.copyOf(collected);
        damaged = List.copyOf(damaged);
    }

    /**
     * A set that cannot be collected.
     *
     * @param id its name
     * @param file the first file that is not as it was written
     */
    public record Damaged(SnapshotId id, String file) {}
}
