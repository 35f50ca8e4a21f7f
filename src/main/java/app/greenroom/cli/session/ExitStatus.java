package app.greenroom.cli.session;

import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.job.JobState;

/** What the program's exit status says to a script. */
public enum ExitStatus {
    /** Done as asked. */
    DONE(0),
    /** Failed; nothing was changed. */
    FAILED(1),
    /** Something in the command is wrong or missing; nothing was begun. */
    USAGE(2),
    /** Looked, and found a problem. */
    PROBLEM(3),
    /** Something stands in the way; nothing was begun. */
    BLOCKED(4),
    /** Failed, and taken back: the former state is there and healthy. */
    UNDONE(5),
    /** Somebody has to look at the server. */
    NEEDS_HANDS(6),
    /** The job goes on on the server. */
    GOES_ON(7),
    /** Could not look. */
    NOT_LOOKED(8),
    /** Cancelled by the user. */
    CANCELLED(130);

    private final int number;

    ExitStatus(int number) {
        this.number = number;
    }

    /** The number that the program ends with. */
    public int number() {
        return number;
    }

    /**
     * The status for a failure.
     *
     * @param looking whether the command only looks at a server
     */
    public static ExitStatus of(OperationFailedException failure, boolean looking) {
        return switch (failure.reason()) {
            case CANCELLED -> CANCELLED;
            case INPUT_INVALID,
                    SERVER_UNKNOWN,
                    SERVER_EXISTS,
                    INSTANCE_AMBIGUOUS,
                    INSTANCE_UNKNOWN,
                    SECRET_MISSING,
                    SECRETS_LOCKED,
                    SNAPSHOT_UNKNOWN,
                    CONSENT_MISSING,
                    JOB_NONE,
                    JOB_UNKNOWN,
                    SCHEDULE_NONE -> USAGE;
            case SNAPSHOT_DAMAGED -> PROBLEM;
            case BLOCKED,
                    DRILL_IMPOSSIBLE,
                    DUMP_NEWER,
                    LIBRARY_BUSY,
                    LOCAL_FILE_EXISTS,
                    FILE_UNSAFE,
                    JOB_RUNNING,
                    JOB_UNFINISHED,
                    SERVER_BUSY,
                    SERVER_UNFINISHED,
                    JOB_STATE,
                    STEP_NOT_ENDABLE -> BLOCKED;
            default -> looking ? NOT_LOOKED : FAILED;
        };
    }

    /** The status for the state in which a job was left. */
    public static ExitStatus of(JobState state) {
        return switch (state) {
            case DONE -> DONE;
            case UNDONE -> UNDONE;
            case UNDONE_UNHEALTHY, UNDO_FAILED, STUCK, INTERRUPTED -> NEEDS_HANDS;
            case RUNNING, UNDOING -> GOES_ON;
        };
    }
}
