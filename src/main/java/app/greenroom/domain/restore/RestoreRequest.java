package app.greenroom.domain.restore;

import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.server.TargetName;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be brought back, and where.
 *
 * @param source server and instance that the snapshot was taken from
 * @param snapshot which one; the newest that can be used if empty
 * @param parts what of it; without media if {@code mediaPaths} names single files
 * @param mediaPaths files and folders below the media root, relative with forward slashes, that are to be brought back
 *     one by one; empty unless nothing else is wanted
 * @param destination another server, or an instance on it; the source itself if empty
 * @param copy whether it is to live beside the original: with outgoing mail, worker and schedules off
 * @param migrate whether the data of an older pretalx is taken forward to the installed version, instead of bringing its
 *     own version back
 */
public record RestoreRequest(
        TargetName source,
        Optional<SnapshotId> snapshot,
        Set<RestorePart> parts,
        List<String> mediaPaths,
        Optional<TargetName> destination,
        boolean copy,
        boolean migrate) {
    /** Copies the collections and checks that files one by one come alone. */
    public RestoreRequest {
        parts = parts.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(parts));
        mediaPaths = List.copyOf(mediaPaths);
        if (parts.isEmpty() == mediaPaths.isEmpty()) {
            throw new IllegalArgumentException("either parts or single files: " + parts + ", " + mediaPaths);
        }
    }

    /** Everything of a snapshot, back to where it came from. */
    public static RestoreRequest everything(TargetName source, Optional<SnapshotId> snapshot) {
        return new RestoreRequest(
                source, snapshot, EnumSet.allOf(RestorePart.class), List.of(), Optional.empty(), false, false);
    }

    /** Some parts of a snapshot, back to where they came from. */
    public static RestoreRequest only(TargetName source, Optional<SnapshotId> snapshot, Set<RestorePart> parts) {
        return new RestoreRequest(source, snapshot, parts, List.of(), Optional.empty(), false, false);
    }

    /** Single uploaded files or folders of a snapshot, back to where they came from. */
    public static RestoreRequest files(TargetName source, Optional<SnapshotId> snapshot, List<String> mediaPaths) {
        return new RestoreRequest(source, snapshot, Set.of(), mediaPaths, Optional.empty(), false, false);
    }

    /** The same for another server. */
    public RestoreRequest to(TargetName other, boolean asCopy) {
        return new RestoreRequest(source, snapshot, parts, mediaPaths, Optional.of(other), asCopy, migrate);
    }

    /** The same, with the data taken forward to the installed version. */
    public RestoreRequest migrating() {
        return new RestoreRequest(source, snapshot, parts, mediaPaths, destination, copy, true);
    }

    /** The same of a certain snapshot. */
    public RestoreRequest of(SnapshotId id) {
        return new RestoreRequest(source, Optional.of(id), parts, mediaPaths, destination, copy, migrate);
    }

    /** Whether a part is wanted as a whole. */
    public boolean wants(RestorePart part) {
        return parts.contains(part);
    }

    /** Whether database, uploaded files and secret are wanted, which only work with each other's pretalx. */
    public boolean wantsAllData() {
        return wants(RestorePart.DATABASE) && wants(RestorePart.MEDIA) && wants(RestorePart.SECRET);
    }

    /** The same without a part. */
    public RestoreRequest without(RestorePart part) {
        EnumSet<RestorePart> fewer = EnumSet.copyOf(parts);
        fewer.remove(part);
        return new RestoreRequest(source, snapshot, fewer, mediaPaths, destination, copy, migrate);
    }

    /** Whether everything is wanted. */
    public boolean whole() {
        return parts.size() == RestorePart.values().length;
    }
}
