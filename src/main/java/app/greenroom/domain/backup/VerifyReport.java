package app.greenroom.domain.backup;

import java.time.Instant;
import java.util.List;

/**
 * What a verification of a snapshot found.
 *
 * @param id the snapshot
 * @param at when
 * @param depth how closely it was looked at
 * @param files number of files looked at
 * @param bytes of these files; read where the depth is FULL, else only counted
 * @param problems every file that is not as the manifest says; empty if all is well
 * @param origin whether this computer can tell that it wrote the manifest
 * @param sharing other snapshots that hold one of the damaged files too, as the same file on the disk
 */
public record VerifyReport(
        SnapshotId id,
        Instant at,
        Depth depth,
        long files,
        long bytes,
        List<Problem> problems,
        Origin origin,
        List<SnapshotId> sharing) {
    /** Copies the lists. */
    public VerifyReport {
        problems = List.copyOf(problems);
        sharing = List.copyOf(sharing);
    }

    /** A full verification of a snapshot whose origin cannot be proven and that shares nothing. */
    public VerifyReport(SnapshotId id, Instant at, long files, long bytes, List<Problem> problems) {
        this(id, at, Depth.FULL, files, bytes, problems, Origin.NOT_PROVABLE, List.of());
    }

    /** Whether everything is as the manifest says, as far as the depth goes. */
    public boolean sound() {
        return problems.isEmpty();
    }

    /** How closely a verification looks. What a drill does goes further than either. */
    public enum Depth {
        /** Names and sizes; no file but the manifest is read. */
        QUICK,
        /** Every byte of every file, and the database dump's own form to its end. */
        FULL
    }

    /** Whether this computer can tell that it wrote a manifest, by its seal. */
    public enum Origin {
        /** The seal fits: the manifest is the one that this computer wrote. */
        PROVEN,
        /** There is no seal, or one made with another computer's key. That is no sign of damage. */
        NOT_PROVABLE,
        /** The seal was made with this computer's key, for other content: somebody changed the manifest. */
        CHANGED
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
        /** The manifest was changed after it was written, and its hashes with it. */
        SEAL,
        /** The database dump has no valid table of contents. */
        DUMP
    }
}
