package app.greenroom.domain.upgrade;

import app.greenroom.domain.instance.PretalxVersion;
import app.greenroom.domain.job.JobPlan;
import app.greenroom.domain.server.TargetName;
import java.time.Duration;
import java.util.List;

/**
 * What an upgrade will do; shown before anything is done.
 *
 * @param target server and instance
 * @param from installed version
 * @param to version to reach
 * @param hops the releases to walk through, the last one being {@code to}
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
        List<PretalxVersion> hops,
        List<PreflightNote> notes,
        List<JobPlan.Step> steps,
        Duration window,
        Duration total,
        long diskBytes) {
    /** Copies the lists. */
    public UpgradePlan {
        hops = List.copyOf(hops);
        notes = List.copyOf(notes);
        steps = List.copyOf(steps);
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
