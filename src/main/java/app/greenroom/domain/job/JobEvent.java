package app.greenroom.domain.job;

import java.time.Instant;
import java.util.Optional;

/**
 * One line of a job's journal.
 *
 * @param number counts from 1 without gaps
 * @param at by the server's clock
 * @param kind what happened
 * @param step index of the step that it is about; -1 if it is about the whole job or the gate
 * @param exitStatus exit status of what ended, negative for a signal; empty where nothing ended
 * @param offset bytes in the step's output file at that moment; 0 where there is none
 * @param detail technical detail; may be empty
 */
public record JobEvent(
        long number, Instant at, Kind kind, int step, Optional<Integer> exitStatus, long offset, String detail) {
    /** What can happen. */
    public enum Kind {
        /** The runner began. */
        JOB_BEGUN,
        /** A step's run began. */
        STEP_BEGUN,
        /** A step succeeded, its check included. */
        STEP_DONE,
        /** A step had nothing to do, as an earlier one found out. */
        STEP_SKIPPED,
        /** A step failed. */
        STEP_FAILED,
        /** A step was ended on request; {@code detail} is who asked. */
        STEP_ENDED,
        /** Someone asked to stop after the current step and undo. */
        STOP_ASKED,
        /** Taking back began. */
        UNDO_BEGUN,
        /** The undo of a step began. */
        STEP_UNDO_BEGUN,
        /** The undo of a step succeeded. */
        STEP_UNDONE,
        /** The undo of a step failed. */
        STEP_UNDO_FAILED,
        /** The gate judged the undone state. */
        GATE,
        /** A step was silent for longer than it should be. */
        SILENT,
        /** A former runner is gone and another took over; {@code detail} is {@code boot} if a boot made it do so. */
        TAKEN_OVER,
        /** Processes of a former runner still live and are waited for; {@code detail} is their numbers. */
        WAITING,
        /** The job ended; {@code detail} is the state's word. */
        JOB_ENDED
    }
}
