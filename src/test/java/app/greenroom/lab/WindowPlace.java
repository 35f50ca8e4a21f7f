package app.greenroom.lab;

import app.greenroom.domain.job.JobEvent;
import app.greenroom.domain.job.JobPlan;
import app.greenroom.domain.job.JobPlan.Step;
import app.greenroom.domain.job.JobState;
import app.greenroom.support.JobRecorder;
import java.util.Set;

/** A step of the window of an upgrade over two releases, or the undo of one after the gate was not content. */
enum WindowPlace {
    QUIET("quiet", Part.UNTOUCHED),
    STOP("stop", Part.UNTOUCHED),
    COPY("copy", Part.UNTOUCHED),
    MIGRATE_FIRST("migrate-2026.1.2", Part.WRITTEN),
    MIGRATE_LAST("migrate-2026.2.1", Part.WRITTEN),
    SWITCH("switch", Part.WRITTEN),
    GATE("gate", Part.WRITTEN),
    OPEN("open", Part.OPENED),
    RESUME("resume", Part.OPENED),
    UNDO_OF_SWITCH("switch", Part.UNDO),
    UNDO_OF_COPY("copy", Part.UNDO),
    UNDO_OF_STOP("stop", Part.UNDO),
    UNDO_OF_QUIET("quiet", Part.UNDO);

    private final String step;
    private final Part part;

    WindowPlace(String step, Part part) {
        this.step = step;
        this.part = part;
    }

    /** How far the change has come there. */
    enum Part {
        UNTOUCHED,
        WRITTEN,
        OPENED,
        UNDO
    }

    Part part() {
        return part;
    }

    boolean inUndo() {
        return part == Part.UNDO;
    }

    boolean is(Step one) {
        return one.name().equals(step);
    }

    int index(JobPlan plan) {
        return plan.steps().stream().map(Step::name).toList().indexOf(step);
    }

    /** Whether the struck part of the step says that it is time. */
    boolean reached(JobPlan plan, JobRecorder told) {
        return told.output(index(plan)).contains(WindowFault.HERE);
    }

    /** Whether the step was begun without being reached, and that cannot come any more. */
    boolean passed(JobPlan plan, JobRecorder told) {
        return told.events().stream().anyMatch(each -> each.kind() == JobEvent.Kind.JOB_ENDED) && !reached(plan, told);
    }

    /** How a job can end, or where it can stand without anybody having come, after a fault here. */
    Set<JobState> ends(WindowFault fault) {
        if (fault.harmless()) {
            return Set.of(inUndo() ? JobState.UNDONE : JobState.DONE);
        }
        if (fault.withholds()) {
            return inUndo()
                    ? Set.of(JobState.UNDONE, JobState.UNDO_FAILED, JobState.INTERRUPTED)
                    : Set.of(
                            JobState.DONE, JobState.UNDONE, JobState.STUCK, JobState.UNDO_FAILED, JobState.INTERRUPTED);
        }
        boolean runnerGone = fault == WindowFault.RUNNER_KILLED || fault == WindowFault.POWER_CUT;
        return switch (part) {
            case UNTOUCHED, WRITTEN -> Set.of(JobState.UNDONE);
            case UNDO -> Set.of(runnerGone ? JobState.UNDONE : JobState.UNDO_FAILED);
            case OPENED -> endsOpened(fault);
        };
    }

    private Set<JobState> endsOpened(WindowFault fault) {
        if (this == OPEN && fault == WindowFault.FAILS) {
            return Set.of(JobState.UNDONE);
        }
        if (this == OPEN && fault == WindowFault.RUNNER_KILLED) {
            return Set.of(JobState.DONE);
        }
        // a step can die an instant before its runner
        return fault == WindowFault.RUNNER_KILLED || fault == WindowFault.POWER_CUT
                ? Set.of(JobState.INTERRUPTED, JobState.STUCK)
                : Set.of(JobState.STUCK);
    }
}
