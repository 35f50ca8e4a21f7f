package app.greenroom.domain.schedule;

import app.greenroom.domain.backup.SnapshotId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One run of a server's schedule.
 *
 * @param started when, by the server's clock
 * @param finished when it ended; empty while it runs, or if it was cut
 * @param result how it ended
 * @param reason why it did not end well; NONE if it did
 * @param arguments fill the placeholders of the reason's words: for SPACE bytes needed, bytes free and the floor; for JOB
 *     the job's id
 * @param detail technical words for what went wrong; empty if nothing did
 * @param set the set that it took
 * @param files number of its files; 0 without a set
 * @param bytes of its files; 0 without a set
 * @param newBytes bytes that it does not share with the set before; 0 without a set
 * @param warnings number of things that were not perfect about the set
 * @param late how long after the oldest time that no run followed; zero if it was in time
 * @param lost number of earlier sets that were removed for want of room before anybody had collected them
 * @param mailTrouble why the mail about it could not be sent; empty if it was, or none was due
 * @param pingTrouble why the address could not be pinged; empty if it was, or none was due
 */
public record ScheduleRun(
        Instant started,
        Optional<Instant> finished,
        Result result,
        Reason reason,
        List<String> arguments,
        String detail,
        Optional<SnapshotId> set,
        long files,
        long bytes,
        long newBytes,
        int warnings,
        Duration late,
        int lost,
        String mailTrouble,
        String pingTrouble) {
    /** Copies the list. */
    public ScheduleRun {
        arguments = List.copyOf(arguments);
    }

    /** How a run ended. */
    public enum Result {
        /** It has not ended. */
        RUNNING,
        /** It took a whole set. */
        OK,
        /** It took none on purpose, for a reason that it tells. */
        SKIPPED,
        /** It should have taken one and could not. */
        FAILED
    }

    /** Why a run took no set. */
    public enum Reason {
        /** It took one. */
        NONE,
        /** It would have left less than the floor free. */
        SPACE,
        /** A job was changing the site. */
        JOB,
        /** The server was shut down, or somebody stopped the run. */
        STOPPED,
        /** The run ended without saying why: killed, or the power was cut. */
        CUT,
        /** pretalx could not say how it is configured. */
        SETTINGS,
        /** The database could not be read. */
        DATABASE,
        /** The uploaded files could not be read. */
        MEDIA,
        /** The secret could not be read. */
        SECRET,
        /** The set could not be written. */
        DISK,
        /** Something else; the details say what. */
        OTHER
    }
}
