package app.greenroom.domain.backup;

import app.greenroom.domain.instance.InstanceFacts.Counts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a snapshot holds: format v1, {@code manifest.json}.
 *
 * @param head what, when, from where, how much
 * @param entries every file
 */
public record SnapshotManifest(Head head, List<Entry> entries) {
    /** Number of the format that this program writes. */
    public static final int SCHEMA = 1;

    /** Copies the list. */
    public SnapshotManifest {
        entries = List.copyOf(entries);
    }

    /** Name of the snapshot. */
    public SnapshotId id() {
        return head.id();
    }

    /**
     * Everything but the files: small, whatever the size of the snapshot.
     *
     * @param schema number of the format
     * @param id name of the snapshot
     * @param taken when it was begun
     * @param finished when it was complete
     * @param greenroom version of the program that made it
     * @param origin where it comes from
     * @param counts how much the site held at the moment of the database dump, if known
     * @param totals how much the snapshot holds
     * @param warnings what was not perfect, in plain technical words
     */
    public record Head(
            int schema,
            SnapshotId id,
            Instant taken,
            Instant finished,
            String greenroom,
            Origin origin,
            Optional<Counts> counts,
            Totals totals,
            List<String> warnings) {
        /** Copies the list. */
        public Head {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * How much a snapshot holds.
     *
     * @param files number of files
     * @param bytes of all files as stored
     * @param newBytes bytes of the files that it does not share with the snapshot before
     */
    public record Totals(long files, long bytes, long newBytes) {}

    /**
     * Where a snapshot comes from.
     *
     * @param server name of the saved server
     * @param host its address
     * @param instance id of the instance
     * @param siteUrl public address of the site
     * @param operatingSystem of the server
     * @param pretalx installed version
     * @param python version of the interpreter
     * @param databaseKind {@code postgresql} or {@code sqlite}
     * @param databaseVersion version of the database server or library
     * @param databaseName name, or path for SQLite
     * @param mediaRoot absolute path
     * @param serviceUser who owns the files
     */
    public record Origin(
            String server,
            String host,
            String instance,
            String siteUrl,
            String operatingSystem,
            String pretalx,
            String python,
            String databaseKind,
            String databaseVersion,
            String databaseName,
            String mediaRoot,
            String serviceUser) {}

    /**
     * One file.
     *
     * @param role what it is
     * @param source the file on the server
     * @param stored the file in the snapshot's folder
     */
    public record Entry(Role role, Source source, Stored stored) {}

    /** What an entry is. */
    public enum Role {
        /** The database dump. */
        DATABASE,
        /** An uploaded file. */
        MEDIA,
        /** The {@code .secret} file. */
        SECRET,
        /** Configuration, units, cron, web server site, package list. */
        SERVER
    }

    /**
     * A file as it was on the server.
     *
     * @param path for media relative to the media root, else absolute or a name for what was made
     * @param size bytes
     * @param mtimeNs modification time, nanoseconds since 1970
     * @param mode permission bits
     * @param sha256 of the content, hexadecimal
     */
    public record Source(SourcePath path, long size, long mtimeNs, int mode, String sha256) {
        /** Whether a file with these properties is the same one, unchanged. */
        public boolean unchanged(long otherSize, long otherMtimeNs, int otherMode) {
            return size == otherSize && mtimeNs == otherMtimeNs && mode == otherMode;
        }
    }

    /**
     * A file in the snapshot's folder.
     *
     * @param name relative path with forward slashes
     * @param size bytes
     * @param sha256 of the content, hexadecimal
     */
    public record Stored(String name, long size, String sha256) {}
}
