package app.greenroom.domain.backup;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Name of a snapshot and of its folder: {@code 2026-11-24T02-03-04Z-l}, {@code -l} if taken by a laptop, {@code -s}
 * if by the server's own schedule.
 *
 * @param text the name
 */
public record SnapshotId(String text) implements Comparable<SnapshotId> {
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH-mm-ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** Checks the form. */
    public SnapshotId {
        if (!isSnapshotId(text)) {
            throw new IllegalArgumentException("not a snapshot: " + text);
        }
    }

    /** Whether the text has the form of a snapshot's name. */
    public static boolean isSnapshotId(String text) {
        return text.matches("\\d{4}-\\d{2}-\\d{2}T\\d{2}-\\d{2}-\\d{2}Z-[ls]");
    }

    /** The name of a snapshot taken by this computer at that moment, to the second. */
    public static SnapshotId takenHere(Instant at) {
        return new SnapshotId(FORM.format(at) + "-l");
    }

    /** When it was begun. */
    public Instant taken() {
        return Instant.from(FORM.parse(text.substring(0, text.length() - 2)));
    }

    @Override
    public int compareTo(SnapshotId other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
