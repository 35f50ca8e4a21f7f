package app.greenroom.domain.system;

import app.greenroom.domain.upgrade.PreflightNote.Level;
import java.util.List;

/**
 * Something to know before a change of the system, with words and advice under {@code system.note.CODE}.
 *
 * @param code what
 * @param level whether it forbids the change
 * @param arguments fill the placeholders
 */
public record SystemNote(Code code, Level level, List<String> arguments) {
    /** Copies the list. */
    public SystemNote {
        arguments = List.copyOf(arguments);
    }

    /** A note with its arguments. */
    public static SystemNote of(Code code, Level level, String... arguments) {
        return new SystemNote(code, level, List.of(arguments));
    }

    /** What a note is about. */
    public enum Code {
        /** The package manager is none that this program knows. */
        NO_APT,
        /** Neither root nor sudo. */
        NO_ELEVATION,
        /** No package is newer, and the index is fresh. */
        NOTHING_TO_DO,
        /** The index is old or was never asked for: more can be found when it was. */
        INDEX_OLD,
        /** Another program uses the package manager: which. It is waited for. */
        BUSY,
        /** An installation was cut off: it is finished first. */
        INTERRUPTED,
        /** Updates of packages cannot be taken back. */
        NO_WAY_BACK,
        /** The site is closed while these are updated or started again: packages or services. */
        WINDOW,
        /** Other pretalx of the server notice it as well: their names. */
        OTHER_INSTANCES,
        /** Held packages stay: their names. */
        HELD,
        /** Packages that would remove others stay: their names. */
        KEPT_BACK,
        /** The machine must start again, now or after this: why. */
        REBOOT,
        /** Another job is not finished: id, state. */
        OTHER_JOB,
        /** The settings of pretalx or its web service are not known. */
        SITE_UNKNOWN,
        /** Nothing is missing there: the remedy. */
        NOT_MISSING,
        /** The distribution has no newer Python: version wanted. */
        NO_NEWER_PYTHON,
        /** A Python is installed beside the present one: version. */
        PYTHON_BESIDE,
        /** redis comes first. */
        REDIS_FIRST,
        /** Packages that this job installs are removed again if it is taken back. */
        PACKAGES_GO_AGAIN,
        /** Once it is done, packages and configuration stay: what. */
        STAYS
    }
}
