package app.greenroom.domain.rollback;

import app.greenroom.domain.upgrade.PreflightNote.Level;
import java.util.List;

/**
 * Something worth knowing before going back, with words and remedy in the bundle under {@code rollback.CODE}.
 *
 * @param code what
 * @param level whether it forbids going back
 * @param arguments fill the placeholders
 */
public record RollbackNote(Code code, Level level, List<String> arguments) {
    /** Copies the list. */
    public RollbackNote {
        arguments = List.copyOf(arguments);
    }

    /** A note with its arguments. */
    public static RollbackNote of(Code code, Level level, String... arguments) {
        return new RollbackNote(code, level, List.of(arguments));
    }

    /** What a note is about. */
    public enum Code {
        /** The job has not ended well, so there is nothing to go back behind: id, state. */
        NOT_DONE,
        /** The job is of a kind that cannot be rolled back: id. */
        NOT_AN_UPGRADE,
        /** A later job changed the site: id of the job, id of the later one. */
        LATER_JOB,
        /** Another job is not finished: id, state. */
        OTHER_JOB,
        /** Something that was kept is no longer there: kind of thing, name. */
        KEPT_GONE,
        /** The database was kept as a dump, which takes longer than a window should last: folder. */
        KEPT_AS_DUMP,
        /** The packages lie in the home of the service user, where versions cannot change places in one moment. */
        USER_SITE,
        /** The layout is one that this program does not change: layout. */
        LAYOUT,
        /** Neither root nor sudo. */
        NO_ELEVATION,
        /** The installed version is not the one that the job left: installed one, the job's. */
        VERSION_OTHER,
        /** What came since is not on the site afterwards. */
        LOSES,
        /** What came since could not be counted: why. */
        LOSS_UNKNOWN,
        /** The job left the data as it was: nothing is lost. */
        DATA_STAYS,
        /** The site does not work now. */
        SITE_UNHEALTHY,
        /** A power cut in the window waits for somebody, as this server has no boot unit of ours. */
        NO_BOOT_UNDO
    }
}
