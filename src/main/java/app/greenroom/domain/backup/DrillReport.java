package app.greenroom.domain.backup;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a drill found: a snapshot was restored to a scratch place on the server, looked at, and removed again.
 *
 * @param id the snapshot
 * @param at when it ended
 * @param took from its begin
 * @param pretalx version that the snapshot was taken from
 * @param seed chose the sample of uploaded files; the same seed chooses the same files of the same snapshot
 * @param checks in the order in which they were made
 * @param removed whether nothing of the drill is left on the server; else the last check says what
 */
public record DrillReport(
        SnapshotId id, Instant at, Duration took, String pretalx, long seed, List<Check> checks, boolean removed) {
    /** Copies the list. */
    public DrillReport {
        checks = List.copyOf(checks);
    }

    /** Whether a restore is proven: every check was made and passed, and nothing is left. This dates the badge. */
    public boolean proven() {
        return worst() == Outcome.PASSED && removed;
    }

    /** The gravest outcome of all checks. */
    public Outcome worst() {
        return checks.stream().map(Check::outcome).max(Outcome::compareTo).orElse(Outcome.LIMITED);
    }

    /**
     * One thing that was looked at.
     *
     * @param code what; worded by {@code drill.CODE}
     * @param outcome what came of it; worded by {@code drill.CODE.OUTCOME} with the two figures
     * @param expected figure or name that the snapshot says; empty if there is none
     * @param found figure or name that was found; empty if there is none
     * @param detail technical detail; empty if there is none
     */
    public record Check(Code code, Outcome outcome, String expected, String found, String detail) {}

    /** What came of a check, the gravest last. */
    public enum Outcome {
        /** As the snapshot says. */
        PASSED,
        /** It could not be made here, which says nothing against the snapshot; the detail says why. */
        LIMITED,
        /** Not as the snapshot says. */
        FAILED
    }

    /** What is looked at, in this order. */
    public enum Code {
        /** The files of the snapshot on this computer: names and sizes, and the hash of all that is sent. */
        SNAPSHOT,
        /** The dump was restored into a database of its own; figures: bytes of the dump, bytes of the database. */
        DATABASE,
        /** Number of events. */
        EVENTS,
        /** Number of proposals. */
        PROPOSALS,
        /** Number of users. */
        USERS,
        /** Tables that this version of pretalx works with; figures: how many there should be and are. */
        TABLES,
        /** Migrations of this version; figures: how many there should be and are applied. */
        MIGRATIONS,
        /** Uploaded files of the sample, hashed on the server; figures: how many there should be and are right. */
        MEDIA,
        /** The secret, byte for byte. */
        SECRET,
        /** This version of pretalx starts on the restored data and its healthcheck is content. */
        HEALTHCHECK,
        /** A page of it loads; figures: its path, its status. */
        PAGE,
        /** Everything that the drill made is gone. */
        REMOVED
    }
}
