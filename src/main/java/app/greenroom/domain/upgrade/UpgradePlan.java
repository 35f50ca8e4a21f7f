package app.greenroom.domain.upgrade;

import app.greenroom.domain.instance.PretalxVersion;
import app.greenroom.domain.job.JobPlan;
import app.greenroom.domain.server.TargetName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What an upgrade will do; shown before anything is done.
 *
 * @param target server and instance
 * @param from installed version
 * @param to version to reach
 * @param without plugins that do not come along
 * @param hops the releases to walk through, the last one being {@code to}
 * @param releases what there is to read about each of them
 * @param notes blockers, warnings and information
 * @param steps the job's steps in order
 * @param window how long the site will be closed, as an estimate
 * @param total how long all of it takes, as an estimate
 * @param diskBytes bytes needed on the server for the time of the upgrade
 */
public record UpgradePlan(
        TargetName target,
        PretalxVersion from,
        PretalxVersion to,
        List<String> without,
        List<PretalxVersion> hops,
        List<ReleaseNotes> releases,
        List<PreflightNote> notes,
        List<JobPlan.Step> steps,
        Duration window,
        Duration total,
        long diskBytes) {
    /** Copies the lists. */
    public UpgradePlan {
        without = List.copyOf(without);
        hops = List.copyOf(hops);
        releases = List.copyOf(releases);
        notes = List.copyOf(notes);
        steps = List.copyOf(steps);
    }

    /** The same plan with more to read. */
    public UpgradePlan withReleases(List<ReleaseNotes> read) {
        return new UpgradePlan(target, from, to, without, hops, read, notes, steps, window, total, diskBytes);
    }

    /** The wish that this plan answers, with the version that was chosen. */
    public UpgradeChoice choice() {
        return new UpgradeChoice(Optional.of(to), without);
    }

    /** Whether a blocker forbids it. */
    public boolean blocked() {
        return notes.stream().anyMatch(note -> note.level() == PreflightNote.Level.BLOCKER);
    }

    /** Whether a release on the way wants a typed confirmation. */
    public boolean needsReviewConsent() {
        return notes.stream().anyMatch(note -> note.code() == PreflightNote.Code.NOT_REVIEWED);
    }
}
