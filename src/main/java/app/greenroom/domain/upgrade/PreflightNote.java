package app.greenroom.domain.upgrade;

import java.util.List;

/**
 * Something that the preflight found, with words and remedy in the bundle under {@code preflight.CODE}.
 *
 * @param code what
 * @param level whether it forbids the upgrade
 * @param arguments fill the placeholders
 */
public record PreflightNote(Code code, Level level, List<String> arguments) {
    /** Copies the list. */
    public PreflightNote {
        arguments = List.copyOf(arguments);
    }

    /** A note with its arguments. */
    public static PreflightNote of(Code code, Level level, String... arguments) {
        return new PreflightNote(code, level, List.of(arguments));
    }

    /** Whether a note forbids the upgrade. */
    public enum Level {
        /** Forbids it. */
        BLOCKER,
        /** Worth knowing before. */
        WARNING,
        /** For information, such as a required action of a release. */
        INFO
    }

    /** What a note is about. */
    public enum Code {
        /** Python too old for a hop: hop, needed, found. */
        PYTHON_TOO_OLD,
        /** The newest release that the server could take as it is, where the wanted one is too far: release. */
        REACHABLE,
        /** PostgreSQL too old for a hop: hop, needed, found. */
        POSTGRESQL_TOO_OLD,
        /** The database system is not supported any more: hop, kind. */
        DATABASE_UNSUPPORTED,
        /** redis missing for a hop: hop. */
        REDIS_MISSING,
        /** celery missing for a hop: hop. */
        CELERY_MISSING,
        /** node or npm missing for the final hop: hop. */
        NODE_MISSING,
        /** Not enough disk space: path, needed bytes, free bytes. */
        DISK_SPACE,
        /** Another job is not finished: id, state. */
        OTHER_JOB,
        /** A folder that an upgrade replaces serves another instance, too: path, that one's web unit. */
        SHARED_FOLDER,
        /** Migrations of an earlier upgrade are pending: number. */
        PENDING_MIGRATIONS,
        /** A service does not run: unit, state. */
        SERVICE_DOWN,
        /** The site is not healthy before the upgrade: status. */
        SITE_UNHEALTHY,
        /** Editable or direct install, which cannot be taken along: name, origin. */
        DIRECT_INSTALL,
        /** The data directory lies inside the virtual environment: path. */
        DATA_IN_VENV,
        /** An {@code override_settings.py} lies inside the package, which a new environment would lose: path. */
        OVERRIDE_SETTINGS,
        /** The layout cannot be upgraded: layout. */
        LAYOUT,
        /** Neither root nor sudo. */
        NO_ELEVATION,
        /** The installed version is unknown. */
        VERSION_UNKNOWN,
        /** The target is not newer: installed, target. */
        NOT_NEWER,
        /** The target is no known release: target. */
        TARGET_UNKNOWN,
        /** The releases offered by the index are unknown; the bundled table is used: its date. */
        RELEASES_FROM_TABLE,
        /** The release was not reviewed by this Greenroom: version. */
        NOT_REVIEWED,
        /** A plugin comes along: name, version, newest version. */
        PLUGIN,
        /** Tool missing on the server: tool, what for. */
        TOOL_MISSING,
        /** An action that a release asks for: hop, text key. */
        REQUIRED_ACTION,
        /** A fact that the preflight needs is unknown: which, why. */
        FACT_UNKNOWN,
        /** The server cannot undo by itself after a power cut. */
        NO_BOOT_UNDO,
        /** Only bugfixes lie between: mostly nothing is to migrate, and the site is only restarted. */
        RESTART_ONLY,
        /** Something could not be checked before, and is checked by the steps only: what, why. */
        NOT_CHECKED,
        /** The database does not answer. */
        DATABASE_SILENT,
        /** A newer version than the installed one has changed the database: its migrations. */
        DATABASE_AHEAD,
        /** Accounts whose addresses differ in upper and lower case only: hop, number, examples. */
        DUPLICATE_EMAILS,
        /** Events whose short names differ in upper and lower case only: hop, number, examples. */
        DUPLICATE_SLUGS,
        /** The same tag twice in an event: hop, number, examples. */
        DUPLICATE_TAGS,
        /** The preferences of an account twice for an event: hop, number. */
        DUPLICATE_PREFERENCES,
        /** Deleted proposals that a hop deletes for good: hop, number. */
        DELETED_PROPOSALS,
        /** Rows of a plugin that is not there hold on to deleted proposals: hop, table, rows. */
        DELETED_HELD,
        /** Tables that no installed app owns: number, examples. */
        STRAY_TABLES,
        /** The server's clock differs from this computer's: seconds. */
        CLOCK_OFF,
        /** The package manager is at work: programs. */
        PACKAGES_BUSY,
        /** The package manager was cut off. */
        PACKAGES_INTERRUPTED,
        /** pretalx cannot write what it must: path. */
        UNWRITABLE,
        /** Files of the site belong to others: number, example. */
        FOREIGN_FILES,
        /** An error of {@code check --deploy}: id, text. */
        CHECK_ERROR,
        /** A warning of {@code check --deploy}: id, text. */
        CHECK_WARNING,
        /** A package of a version control or of an archive, installed again as it is: name, origin. */
        REPEATED_INSTALL,
        /** The newest release of a plugin is older than the target: name, its version, its day, target. */
        PLUGIN_OLD,
        /** The package index does not have a plugin: name, version. */
        PLUGIN_NOT_OFFERED,
        /** A plugin is left behind, as wished: name. */
        PLUGIN_LEFT_OUT,
        /** A plugin that is to be left behind is not there: name. */
        PLUGIN_NOT_INSTALLED,
        /** The package index does not tell when releases came out. */
        DAYS_UNKNOWN,
        /** node is too old for the final hop: hop, found. */
        NODE_TOO_OLD,
        /** Too few inodes: path, needed, free. */
        INODES,
        /** What earlier jobs have set aside is still there: number of jobs, bytes, name of the target. */
        KEPT_STATE
    }
}
