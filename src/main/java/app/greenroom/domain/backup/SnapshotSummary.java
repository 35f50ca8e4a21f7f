package app.greenroom.domain.backup;

import java.time.Instant;
import java.util.Optional;

/**
 * One snapshot in a list.
 *
 * @param id its name
 * @param folder absolute path of its folder on this computer
 * @param pretalx version that it was taken from
 * @param totalBytes bytes of all its files
 * @param newBytes bytes that it does not share with the snapshot before
 * @param files number of files
 * @param verified when all its hashes were last found right; empty if never
 * @param damaged number of files found damaged at the last look
 * @param manifest the whole manifest
 */
public record SnapshotSummary(
        SnapshotId id,
        String folder,
        String pretalx,
        long totalBytes,
        long newBytes,
        long files,
        Optional<Instant> verified,
        int damaged,
        SnapshotManifest manifest) {}
