package app.greenroom.lab;

import app.greenroom.domain.job.JobPlan.Step;

/** What goes wrong at a step of the window, as far as the step itself takes part in it. */
enum WindowFault {
    /** It ends with a status of its own. */
    FAILS,
    /** It says nothing any more, and is ended by somebody. */
    SILENT,
    /** Its process is killed; while it works, the largest one of it, as a kernel without memory does. */
    KILLED,
    /** The runner is killed. */
    RUNNER_KILLED,
    /** The server loses power and is booted again. */
    POWER_CUT,
    /** No packet comes through for a while. */
    NETWORK_DROPPED,
    /** Nothing can be written any more until the job has ended. */
    DISK_FULL,
    /** PostgreSQL is stopped for a few seconds. */
    DATABASE_STOPPED,
    /** pretalx gets no connection to PostgreSQL for a few seconds. */
    DATABASE_CROWDED,
    /** The database can only be read until the job has ended. */
    DATABASE_READ_ONLY,
    /** Whoever follows is killed. */
    CLIENT_KILLED,
    /** Somebody else follows as well, and wants to begin a job of their own. */
    SECOND_CLIENT;

    /** What a step says when it is time. */
    static final String HERE = "sweep: here";

    private static final String WAIT = "until [ -e \"$GREENROOM_JOB/go\" ]; do sleep 0.05; done";

    /** When in the work of a step it comes. */
    enum Moment {
        BEFORE,
        AMID,
        AFTER
    }

    /** Whether the job goes on to its end as if nothing had happened. */
    boolean harmless() {
        return this == NETWORK_DROPPED || this == CLIENT_KILLED || this == SECOND_CLIENT;
    }

    /** Whether it keeps what the steps need from them for a while: then it depends on the step whether that matters. */
    boolean withholds() {
        return switch (this) {
            case DISK_FULL, DATABASE_STOPPED, DATABASE_CROWDED, DATABASE_READ_ONLY -> true;
            default -> false;
        };
    }

    /** A step that says when it is time, and does its part then; once, so that it can be repeated. */
    Step at(Step step, boolean inUndo, Moment moment, double seconds) {
        String changed = script(inUndo ? step.undo() : step.run(), moment, seconds);
        return StagedUpgrade.with(
                step, inUndo ? step.run() : changed, inUndo ? changed : step.undo(), this == SILENT && !inUndo);
    }

    private String script(String work, Moment moment, double seconds) {
        String body = work.substring(work.indexOf('\n') + 1).strip();
        return "#!/bin/sh\n"
                + switch (moment) {
                    case BEFORE -> "echo '%s'\n%s\n%s\n%s\n".formatted(HERE, WAIT, once(part()), body);
                    case AFTER -> "( %s ) || exit $?\necho '%s'\n%s\n%s\n".formatted(body, HERE, WAIT, once(part()));
                    case AMID ->
                        "( %s ) & work=$!\nsleep %.2f\necho '%s'\n%s\nwait $work\n"
                                .formatted(body, seconds, HERE, once(partAmid()));
                };
    }

    private static String once(String part) {
        return part.isEmpty() ? ":" : "if mkdir \"$GREENROOM_JOB/struck\" 2>/dev/null; then " + part + "; fi";
    }

    private String part() {
        return switch (this) {
            case FAILS -> "exit 1";
            case SILENT -> "sleep 100000";
            case KILLED -> "kill -9 $$";
            default -> "";
        };
    }

    private String partAmid() {
        String largest = "$(ps -o pid= --sid $$ --sort=-rss | grep -vw $$ | head -1)";
        return switch (this) {
            case FAILS -> "kill -TERM " + largest + "; wait $work; exit 1";
            case SILENT -> "kill -STOP " + largest;
            case KILLED -> "kill -KILL " + largest;
            default -> "";
        };
    }
}
