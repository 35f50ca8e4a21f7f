package app.greenroom.domain.restore;

import app.greenroom.domain.instance.InstanceFacts.Counts;
import java.util.Optional;

/**
 * What a restore changes in the data of a site, as far as it can be known beforehand.
 *
 * @param now how much the site holds now, if it can be counted
 * @param then how much it held when the snapshot was taken, if it was counted
 * @param mediaSame uploaded files that are on the server as in the snapshot
 * @param mediaBack uploaded files of the snapshot that are missing there, or are others now
 * @param mediaAside uploaded files there that the snapshot does not have: they are set aside
 */
public record RestoreChanges(
        Optional<Counts> now, Optional<Counts> then, long mediaSame, long mediaBack, long mediaAside) {
    /** Nothing is known, or nothing changes. */
    public static RestoreChanges none() {
        return new RestoreChanges(Optional.empty(), Optional.empty(), 0, 0, 0);
    }
}
