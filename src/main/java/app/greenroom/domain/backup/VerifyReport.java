package app.greenroom.domain.backup;

import java.time.Instant;
import java.util.List;

/**
 * What a full verification of a snapshot found.
 *
 * @param id the snapshot
 * @param at when
 * @param files number of files read
 * @param bytes number of bytes read
 * @param problems every file that is not as the manifest says; empty if all is well
 */
public record VerifyReport(SnapshotId id, Instant at, long files, long bytes, List<Problem> problems) {
    /** Copies the list. */
    public VerifyReport {
        problems = List.copyOf(problems);
    }

    /** Whether everything is as the manifest says. */
    public boolean sound() {
        return problems.isEmpty();
    }

    /**
     * A file that is not as it should be.
     *
     * @param file relative name
     * @param kind what is wrong
     * @param detail technical detail
     */
    public record Problem(String file, Kind kind, String detail) {}

    /** What can be wrong with a file. */
    public enum Kind {
        /** Not there. */
        MISSING,
        /** Shorter or longer. */
        SIZE,
        /** Other content. */
        CONTENT,
        /** There, but not in the manifest. */
        ADDED,
        /** Cannot be read. */
        UNREADABLE,
        /** The manifest itself is damaged. */
        MANIFEST,
        /** The database dump has no valid table of contents. */
        DUMP
    }
}
