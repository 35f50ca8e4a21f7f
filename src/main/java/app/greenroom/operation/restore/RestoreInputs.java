package app.greenroom.operation.restore;

import app.greenroom.domain.instance.InstanceFacts;
import app.greenroom.domain.instance.InstanceFacts.Counts;
import app.greenroom.domain.instance.PretalxVersion;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.restore.RestorePart;
import app.greenroom.domain.restore.VersionChoice;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the steps of a restore are made from.
 *
 * @param job name of the job
 * @param created when it was planned
 * @param by user and computer that planned it
 * @param facts what the last look found about the instance
 * @param from installed version
 * @param version what becomes of the version
 * @param parts what is brought back
 * @param databaseKind {@code postgresql} or {@code sqlite}
 * @param counts how much the database must hold afterwards, if known
 * @param databaseBytes size of the present database, as a measure of the time that restoring takes
 * @param mediaFiles number of uploaded files in the snapshot
 * @param secretFile where the secret lies
 * @param mediaStaging where uploaded files arrive; empty for none
 * @param places beginnings of the paths that a configuration may be restored to
 * @param usual how long steps usually take on this server, by the step's name; may be empty
 */
record RestoreInputs(
        JobId job,
        Instant created,
        String by,
        InstanceFacts facts,
        PretalxVersion from,
        VersionChoice version,
        Set<RestorePart> parts,
        String databaseKind,
        Optional<Counts> counts,
        long databaseBytes,
        long mediaFiles,
        String secretFile,
        String mediaStaging,
        List<String> places,
        Map<String, Duration> usual) {
    /** Copies the collections. */
    RestoreInputs {
        parts = Set.copyOf(parts);
        places = List.copyOf(places);
        usual = Map.copyOf(usual);
    }

    /** Version afterwards. */
    PretalxVersion to() {
        return version.after().orElse(from);
    }

    /** Whether single files are put in place one by one, while the site works. */
    boolean singleFiles() {
        return parts.isEmpty();
    }

    boolean has(RestorePart part) {
        return parts.contains(part);
    }
}
