package app.greenroom.domain.restore;

import app.greenroom.domain.job.JobId;
import java.time.Instant;
import java.util.List;

/**
 * What one job left on a server so that one could go back: former data and environments, set aside by rename. Or what a
 * restore brought there that was cut off before it began.
 *
 * @param job which
 * @param at when it was kept
 * @param things what is still there
 */
public record KeptState(JobId job, Instant at, List<Thing> things) {
    /** Copies the list. */
    public KeptState {
        things = List.copyOf(things);
    }

    /** Bytes of all of it. */
    public long bytes() {
        return things.stream().mapToLong(Thing::bytes).sum();
    }

    /**
     * One kept thing.
     *
     * @param kind what it is
     * @param name path of a folder or file, or name of a database
     * @param bytes on disk
     */
    public record Thing(Kind kind, String name, long bytes) {}

    /** What a kept thing is. */
    public enum Kind {
        /** A file, or a folder with all below it. */
        PATH,
        /** A PostgreSQL database. */
        DATABASE
    }
}
