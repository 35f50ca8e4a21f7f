package app.greenroom.domain.system;

import app.greenroom.domain.job.JobPlan.Phase;
import app.greenroom.domain.job.JobPlan.Step;
import app.greenroom.domain.server.TargetName;
import app.greenroom.domain.system.SystemState.PackageUpdate;
import app.greenroom.domain.upgrade.PreflightNote.Level;
import java.time.Duration;
import java.util.List;

/**
 * What a change of the system will do; shown before anything is done.
 *
 * @param target server and instance
 * @param change what was asked for
 * @param updates packages that are to be updated, as far as the index knows them
 * @param packages names of packages that are to be installed
 * @param notes blockers, warnings and information
 * @param steps the job's steps in order; empty if it is blocked
 * @param downloadBytes bytes to be fetched; 0 if not known
 */
public record SystemPlan(
        TargetName target,
        SystemChange change,
        List<PackageUpdate> updates,
        List<String> packages,
        List<SystemNote> notes,
        List<Step> steps,
        long downloadBytes) {
    /** Copies the lists. */
    public SystemPlan {
        updates = List.copyOf(updates);
        packages = List.copyOf(packages);
        notes = List.copyOf(notes);
        steps = List.copyOf(steps);
    }

    /** Whether a blocker forbids it. */
    public boolean blocked() {
        return notes.stream().anyMatch(note -> note.level() == Level.BLOCKER);
    }

    /** Whether the site is closed for a time. */
    public boolean closesTheSite() {
        return steps.stream().anyMatch(step -> step.phase() == Phase.WINDOW);
    }

    /** How long the site will be closed, as an estimate. */
    public Duration window() {
        return usual(step -> step.phase() == Phase.WINDOW);
    }

    /** How long all of it takes, as an estimate. */
    public Duration total() {
        return usual(step -> true);
    }

    private Duration usual(java.util.function.Predicate<Step> some) {
        return steps.stream().filter(some).map(Step::usual).reduce(Duration.ZERO, Duration::plus);
    }
}
