package app.greenroom.domain.job;

import java.util.Locale;

/** Where a job stands. */
public enum JobState {
    /** Its runner lives and works through the steps. */
    RUNNING,
    /** Its runner lives and takes back what was begun. */
    UNDOING,
    /** All steps succeeded. */
    DONE,
    /** A step failed or a stop was asked for; everything begun was taken back, and the gate found it healthy. */
    UNDONE,
    /** Everything begun was taken back, but the gate is not content. */
    UNDONE_UNHEALTHY,
    /** Taking back failed; hands are needed. */
    UNDO_FAILED,
    /**
     * A step after the window failed. Nothing was taken back, since visitors may have written: it can be resumed, or
     * undone by somebody who knows what that loses.
     */
    STUCK,
    /** Its runner is gone in the middle and nothing was taken back yet. */
    INTERRUPTED;

    /** The word in the {@code state} file. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether a runner lives. */
    public boolean live() {
        return this == RUNNING || this == UNDOING;
    }

    /** Whether the job has ended for good. */
    public boolean ended() {
        return this == DONE || this == UNDONE || this == UNDONE_UNHEALTHY;
    }
}
