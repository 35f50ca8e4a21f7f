package app.greenroom.domain.restore;

import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.backup.SnapshotManifest;
import app.greenroom.domain.job.JobPlan;
import app.greenroom.domain.server.TargetName;
import app.greenroom.domain.upgrade.PreflightNote.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a restore will do; shown before anything is done.
 *
 * @param request what was asked for, with the snapshot that it means
 * @param target server and instance that will be changed
 * @param head what the snapshot is
 * @param installed pretalx that the target has now; empty text if none or unknown
 * @param after pretalx that the target has afterwards
 * @param notes blockers, warnings and information
 * @param changes what becomes of the data
 * @param steps the job's steps in order
 * @param window how long the site will be closed, as an estimate; zero if it stays open
 * @param total how long all of it takes, without the transfer, as an estimate
 * @param uploadBytes bytes of the snapshot that the server lacks
 * @param uploadFiles files of the snapshot that the server lacks
 * @param diskBytes bytes needed on the server until the former state is cleaned up
 */
public record RestorePlan(
        RestoreRequest request,
        TargetName target,
        SnapshotManifest.Head head,
        String installed,
        String after,
        List<RestoreNote> notes,
        RestoreChanges changes,
        List<JobPlan.Step> steps,
        Duration window,
        Duration total,
        long uploadBytes,
        long uploadFiles,
        long diskBytes) {
    /** Copies the lists; the request must name its snapshot. */
    public RestorePlan {
        notes = List.copyOf(notes);
        steps = List.copyOf(steps);
        if (!request.snapshot().equals(Optional.of(head.id()))) {
            throw new IllegalArgumentException("a plan for another snapshot: " + request.snapshot() + ", " + head.id());
        }
    }

    /** The snapshot. */
    public SnapshotId snapshot() {
        return head.id();
    }

    /** Whether a blocker forbids it. */
    public boolean blocked() {
        return notes.stream().anyMatch(note -> note.level() == Level.BLOCKER);
    }

    /** Whether visitors notice: the site is closed for a while. */
    public boolean closesTheSite() {
        return steps.stream().anyMatch(step -> step.phase() == JobPlan.Phase.WINDOW);
    }
}
