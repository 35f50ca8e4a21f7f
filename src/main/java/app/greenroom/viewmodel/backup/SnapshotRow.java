package app.greenroom.viewmodel.backup;

import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.viewmodel.Tone;
import java.util.List;

/**
 * A snapshot as the list shows it.
 *
 * @param snapshot the snapshot
 * @param taken when, in words
 * @param pretalx version that it was taken from
 * @param size of all its files
 * @param added size of what the snapshot before did not have
 * @param tone whether it is verified, unverified or damaged
 * @param state the same in words
 * @param details names and values of what it holds
 */
public record SnapshotRow(
        SnapshotSummary snapshot,
        String taken,
        String pretalx,
        String size,
        String added,
        Tone tone,
        String state,
        List<Detail> details) {
    /** Copies the list. */
    public SnapshotRow {
        details = List.copyOf(details);
    }

    /**
     * Something that a snapshot holds.
     *
     * @param label what
     * @param value how much
     */
    public record Detail(String label, String value) {}
}
