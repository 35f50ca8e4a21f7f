package app.greenroom.domain.rollback;

import app.greenroom.domain.job.JobId;
import app.greenroom.domain.job.JobPlan;
import app.greenroom.domain.server.TargetName;
import app.greenroom.domain.upgrade.PreflightNote.Level;
import java.time.Duration;
import java.util.List;

/**
 * What going back behind a job will do; shown before anything is done.
 *
 * @param target server and instance that will be changed
 * @param behind the job whose former state comes back
 * @param from version that the site has now
 * @param to version that it has afterwards
 * @param since what came into the site since and is set aside
 * @param notes blockers, warnings and information
 * @param steps the job's steps in order
 * @param window how long the site will be closed, as an estimate
 * @param total how long all of it takes, as an estimate
 */
public record RollbackPlan(
        TargetName target,
        JobId behind,
        String from,
        String to,
        SinceThen since,
        List<RollbackNote> notes,
        List<JobPlan.Step> steps,
        Duration window,
        Duration total) {
    /** Copies the lists. */
    public RollbackPlan {
        notes = List.copyOf(notes);
        steps = List.copyOf(steps);
    }

    /** Whether a blocker forbids it. */
    public boolean blocked() {
        return notes.stream().anyMatch(note -> note.level() == Level.BLOCKER);
    }
}
