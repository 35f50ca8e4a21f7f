package app.greenroom.domain.backup;

import java.time.Instant;
import java.util.Optional;

/**
 * One snapshot in a list.
 *
 * @param id its name
 * @param folder absolute path of its folder on this computer
 * @param condition whether its manifest can be used
 * @param head what its manifest says, without the files; empty unless the condition is WHOLE
 * @param verified when all its hashes were last found right; empty if never, or if the last look found damage
 * @param damaged number of files found damaged at the last look
 * @param proven when a drill last restored it completely; empty if never, or if damage was found since
 * @param pin the wish that it never goes, if there is one
 */
public record SnapshotSummary(
        SnapshotId id,
        String folder,
        Condition condition,
        Optional<SnapshotManifest.Head> head,
        Optional<Instant> verified,
        int damaged,
        Optional<Instant> proven,
        Optional<Pin> pin) {
    /** One that is not pinned. */
    public SnapshotSummary(
            SnapshotId id,
            String folder,
            Condition condition,
            Optional<SnapshotManifest.Head> head,
            Optional<Instant> verified,
            int damaged,
            Optional<Instant> proven) {
        this(id, folder, condition, head, verified, damaged, proven, Optional.empty());
    }

    /** One that no drill has restored, and that is not pinned. */
    public SnapshotSummary(
            SnapshotId id,
            String folder,
            Condition condition,
            Optional<SnapshotManifest.Head> head,
            Optional<Instant> verified,
            int damaged) {
        this(id, folder, condition, head, verified, damaged, Optional.empty());
    }

    /** The same with another wish about its staying. */
    public SnapshotSummary withPin(Optional<Pin> other) {
        return new SnapshotSummary(id, folder, condition, head, verified, damaged, proven, other);
    }

    /** Whether it can be used: its manifest is whole and no file of it is known to be damaged. */
    public boolean usable() {
        return condition == Condition.WHOLE && damaged == 0;
    }

    /** Version of pretalx that it was taken from; empty text if its manifest cannot be used. */
    public String pretalx() {
        return head.map(each -> each.origin().pretalx()).orElse("");
    }

    /** Bytes of all its files; 0 if its manifest cannot be used. */
    public long totalBytes() {
        return head.map(each -> each.totals().bytes()).orElse(0L);
    }

    /** Bytes that it does not share with the snapshot before; 0 if its manifest cannot be used. */
    public long newBytes() {
        return head.map(each -> each.totals().newBytes()).orElse(0L);
    }

    /** Number of its files; 0 if its manifest cannot be used. */
    public long files() {
        return head.map(each -> each.totals().files()).orElse(0L);
    }

    /** Whether a manifest can be used. */
    public enum Condition {
        /** It is as it was written. */
        WHOLE,
        /** It is missing, cut or changed. */
        DAMAGED,
        /** It was written by a newer Greenroom in a format that this one does not know. */
        NEWER
    }
}
