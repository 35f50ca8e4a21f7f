package app.greenroom.domain.backup;

import java.util.List;

/**
 * What a removal did.
 *
 * @param removed snapshots that are gone for good, newest first
 * @param spared snapshots that were planned to go and stay, because something changed since the plan was shown or somebody
 *     reads them
 * @param freedBytes bytes on this computer's disk that were given back
 */
public record PruneReport(List<SnapshotId> removed, List<SnapshotId> spared, long freedBytes) {
    /** Copies the lists. */
    public PruneReport {
        removed = List.copyOf(removed);
        spared = List.copyOf(spared);
    }
}
