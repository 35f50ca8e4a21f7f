package app.greenroom.viewmodel.backup;

import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.viewmodel.Tone;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A snapshot as the list shows it.
 *
 * @param snapshot the snapshot
 * @param taken when, in words
 * @param pretalx version that it was taken from
 * @param size of all its files
 * @param added size of what the snapshot before did not have
 * @param badges what is known about it, most important first; the first says whether it is sound
 * @param pin note of its pin; empty if it is not pinned
 * @param details names and values of what it holds
 */
public record SnapshotRow(
        SnapshotSummary snapshot,
        String taken,
        String pretalx,
        String size,
        String added,
        List<Mark> badges,
        Optional<String> pin,
        List<Detail> details) {
    /** Copies the lists. */
    public SnapshotRow {
        badges = List.copyOf(badges);
        details = List.copyOf(details);
    }

    /** All of it in one line, for those who listen. */
    public String spoken() {
        return taken + ", " + pretalx + ", " + size + ", "
                + badges.stream().map(Mark::text).collect(Collectors.joining(", "));
    }

    /**
     * Something known about a snapshot.
     *
     * @param text in a word or two
     * @param tone how good it is; waiting for what is neither
     */
    public record Mark(String text, Tone tone) {}

    /**
     * Something that a snapshot holds.
     *
     * @param label what
     * @param value how much
     */
    public record Detail(String label, String value) {}
}
