package app.greenroom.domain.restore;

import app.greenroom.domain.upgrade.PreflightNote.Level;
import java.util.List;

/**
 * Something worth knowing before a restore, with words and remedy in the bundle under {@code restore.CODE}.
 *
 * @param code what
 * @param level whether it forbids the restore
 * @param arguments fill the placeholders
 */
public record RestoreNote(Code code, Level level, List<String> arguments) {
    /** Copies the list. */
    public RestoreNote {
        arguments = List.copyOf(arguments);
    }

    /** A note with its arguments. */
    public static RestoreNote of(Code code, Level level, String... arguments) {
        return new RestoreNote(code, level, List.of(arguments));
    }

    /** What a note is about. */
    public enum Code {
        /** The snapshot is damaged and nothing of it is used: its name, number of damaged files. */
        SNAPSHOT_DAMAGED,
        /** The snapshot was not verified since it was taken; it is before anything is changed: its name. */
        NOT_VERIFIED,
        /** What came into the site since the snapshot is set aside with the present state: age of the snapshot in seconds. */
        NEWER_DATA,
        /** The snapshot has no such file or folder: path. */
        PATH_UNKNOWN,
        /** The snapshot does not hold the part: part. */
        PART_MISSING,
        /** The snapshot's pretalx is another one and comes back with it: its version, installed version. */
        VERSION_COMES_BACK,
        /** Its data is taken forward to the installed version: its version, installed version. */
        VERSION_GOES_FORWARD,
        /** A database alone of a version that is not installed: its version, installed version. */
        VERSION_DIFFERS,
        /** The data is of a newer pretalx than the installed one and cannot be taken back: its version, installed version. */
        VERSION_NEWER,
        /** No interpreter on the server fits the snapshot's pretalx: version, needed Python, found ones. */
        PYTHON_MISSING,
        /** The snapshot's pretalx is installed with another Python than it had: the former, the one chosen. */
        PYTHON_OTHER,
        /** The database server is older than the one that the dump is from: its major version, the server's. */
        POSTGRESQL_OLDER,
        /** The database systems are different: the snapshot's, the server's. */
        DATABASE_OTHER,
        /** Neither the superuser of the database here nor a role that may make databases: role. */
        DATABASE_RIGHTS,
        /** A program is missing on the server: tool, what for. */
        TOOL_MISSING,
        /** Not enough disk space: path, needed bytes, free bytes. */
        DISK_SPACE,
        /** A folder among the uploaded files is a file system of its own and cannot be set aside: path. */
        MOUNT_POINT,
        /** The uploaded files are a file system of their own; they are set aside within it: path. */
        MOUNT_WITHIN,
        /** Another job is not finished: id, state. */
        OTHER_JOB,
        /** The layout cannot be restored to: layout. */
        LAYOUT,
        /** Neither root nor sudo. */
        NO_ELEVATION,
        /** A fact that is needed is unknown: which, why. */
        FACT_UNKNOWN,
        /** The site does not work now; there may be nothing to go back to: status. */
        SITE_UNHEALTHY,
        /** A file of the configuration will change: path. */
        CONFIGURATION_CHANGES,
        /** A file of the configuration is left out, because its place is not the site's: path. */
        CONFIGURATION_LEFT,
        /** Without the secret everybody has to sign in again: nothing. */
        SESSIONS_END,
        /** The server is empty: packages, service user, database and units will be made: operating system. */
        EMPTY_SERVER,
        /** The operating system of an empty server is not one that can be set up: name. */
        SYSTEM_UNKNOWN,
        /** Something of the same name is on the empty server already: what, name. */
        IN_THE_WAY,
        /** Only a whole snapshot can be restored to an empty server. */
        NEEDS_EVERYTHING,
        /** A quiet copy can be made on an empty server only. */
        COPY_NEEDS_EMPTY,
        /** The copy sends no mail and runs nothing by itself: nothing. */
        QUIET_COPY,
        /** The other server would send mail and run schedules beside the original: nothing. */
        LIVE_TWICE
    }
}
