package app.greenroom.domain.failure;

/** Why an operation failed. Each has a sentence and an advice in the message bundle under {@code failure.NAME}. */
public enum FailureReason {
    /** The user cancelled; nothing that was begun is left half done. */
    CANCELLED,
    /** Missing or contradictory input; the argument names it. */
    INPUT_INVALID,
    /** No saved server has that name. */
    SERVER_UNKNOWN,
    /** A server with that name is saved already. */
    SERVER_EXISTS,
    /** The server holds several instances and the name says only the server; the arguments list them. */
    INSTANCE_AMBIGUOUS,
    /** The server holds no instance of that name. */
    INSTANCE_UNKNOWN,
    /** The host name does not resolve. */
    HOST_NOT_FOUND,
    /** Nothing answers at the address within the limit. */
    HOST_SILENT,
    /** The host refuses connections to that port. */
    HOST_REFUSED,
    /** Something answers that is no SSH server. */
    NOT_SSH,
    /** No key is stored for the host; the arguments are key type and fingerprint. */
    HOST_KEY_UNKNOWN,
    /** Another key is stored for the host; the arguments are the offered and the stored fingerprint. */
    HOST_KEY_CHANGED,
    /** The server refused the sign-in; the argument names the way tried. */
    SIGN_IN_REFUSED,
    /** A secret is needed that is neither stored nor given; the argument names which. */
    SECRET_MISSING,
    /** The key file is absent or unreadable. */
    KEY_FILE_UNREADABLE,
    /** The passphrase does not open the key file. */
    KEY_PASSPHRASE_WRONG,
    /** No SSH agent answers, or it holds no key. */
    AGENT_UNAVAILABLE,
    /** sudo refused the password, or wants one that is not there. */
    SUDO_REFUSED,
    /** The signed-in user may not change this server: neither root nor sudo. */
    NO_ELEVATION,
    /** The connection broke; what runs detached goes on on the server. */
    CONNECTION_LOST,
    /** A command took longer than its limit and was ended. */
    TIMED_OUT,
    /** A command on the server failed; arguments: what, exit status. */
    COMMAND_FAILED,
    /** The server's answer is not what was asked for; nothing of it is used. */
    ANSWER_UNREADABLE,
    /** The login shell prints text of its own, which would mix with data. */
    SHELL_TALKS,
    /** The server has no Python 3.9 or newer. */
    NO_PYTHON,
    /** No pretalx was found on the server. */
    NO_PRETALX,
    /** A disk on the server is full. */
    SERVER_DISK_FULL,
    /** A disk of this computer is full. */
    LOCAL_DISK_FULL,
    /** A file of this computer cannot be read or written. */
    LOCAL_FILE,
    /** The folder of the library is not there, or its disk was taken away; the argument is its path. */
    LIBRARY_GONE,
    /** The library may only be read; the argument is its path. */
    LIBRARY_READ_ONLY,
    /** The disk of the library is one of FAT, whose files are smaller than 4 GiB; the argument is the name of the file. */
    LIBRARY_FILE_TOO_LARGE,
    /** A file of this computer is damaged; the arguments are its path and the name under which it is kept aside. */
    LOCAL_FILE_DAMAGED,
    /** A file of this computer was written by a newer Greenroom; the argument is its path. */
    LOCAL_FILE_NEWER,
    /** A file of that name is there already, and replacing it was not asked for; the argument is its path. */
    LOCAL_FILE_EXISTS,
    /** A file is not of a kind that is known to be harmless when opened; the argument is its name. */
    FILE_UNSAFE,
    /** The library is in use by another Greenroom. */
    LIBRARY_BUSY,
    /** No snapshot of that name, or none at all. */
    SNAPSHOT_UNKNOWN,
    /** The snapshot was made by a newer Greenroom. */
    SNAPSHOT_NEWER,
    /** A snapshot is damaged. */
    SNAPSHOT_DAMAGED,
    /** The dump was made by a newer PostgreSQL than the server's; the arguments are both versions. */
    DUMP_NEWER,
    /** The server cannot hold a trial restore; the argument says why. */
    DRILL_IMPOSSIBLE,
    /** The locale of this computer cannot hold every file name. */
    LOCALE_UNFIT,
    /** Blockers stand against the plan. */
    BLOCKED,
    /** A consent is missing; the argument names the option. */
    CONSENT_MISSING,
    /** Another job holds the instance. */
    JOB_RUNNING,
    /** An earlier job on the instance was neither finished nor taken back; the argument names it. */
    JOB_UNFINISHED,
    /**
     * A job for another instance of the server works, and one of the two changes what all instances share: its id, who
     * began it, what that one is for.
     */
    SERVER_BUSY,
    /** A job for another instance was not finished, and one of the two changes what all share: as above. */
    SERVER_UNFINISHED,
    /** The job was started by a newer Greenroom, which this one cannot follow. */
    JOB_NEWER,
    /** No job was ever started for the instance; the argument names it. */
    JOB_NONE,
    /** No job of that name on the server. */
    JOB_UNKNOWN,
    /** The job is in a state in which this cannot be done. */
    JOB_STATE,
    /** The step that a job is in must not be ended in the middle. */
    STEP_NOT_ENDABLE,
    /** There is no schedule on the server; the argument names the instance. */
    SCHEDULE_NONE,
    /** The passphrase of the secrets file is wrong or missing. */
    SECRETS_LOCKED,
    /** The secrets file is damaged. */
    SECRETS_DAMAGED,
    /** The key of the secrets file lies in the operating system's keyring, which cannot be reached. */
    KEYRING_UNAVAILABLE,
    /** This computer cannot run the practice server; the argument says what is missing. */
    PRACTICE_UNAVAILABLE,
    /** This computer can show no window. */
    NO_DISPLAY,
    /** A window is open already, on the same files, and does not answer. */
    WINDOW_SILENT,
    /** Something that should not happen; the log holds the details. */
    INTERNAL
}
