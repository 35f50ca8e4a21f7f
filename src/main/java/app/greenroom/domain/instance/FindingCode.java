package app.greenroom.domain.instance;

/** What a finding is about. Each has words in the bundle for every severity that it can take. */
public enum FindingCode {
    /** Web service: arguments unit, state. */
    WEB_SERVICE,
    /** Worker service: arguments unit, state. */
    WORKER_SERVICE,
    /** A service that does not start at boot: arguments unit. */
    STARTS_AT_BOOT,
    /** A service that systemd had to restart again and again: arguments unit, number. */
    RESTARTS,
    /** Answer of the healthcheck: arguments status, milliseconds. */
    HEALTHCHECK,
    /** Installed against newest release: arguments installed, newest. */
    VERSION,
    /** Running against installed version: arguments running, installed. */
    RUNNING_VERSION,
    /** Migrations not applied: argument number. */
    MIGRATIONS,
    /** The database answers: arguments kind, version, size in bytes. */
    DATABASE,
    /** redis answers: argument {@code configured} or {@code absent}. */
    REDIS,
    /** Disk space where there is least: arguments path, free bytes, percent free, free inodes or -1. */
    DISK,
    /** Plugins: arguments number, their names. */
    PLUGINS,
    /** Debug mode is on. */
    DEBUG_MODE,
    /** An unfinished job of Greenroom: arguments id, state. */
    UNFINISHED_JOB,
    /** The clock of the server is off: argument seconds. */
    CLOCK,
    /** The look could not be made as root, so parts are unknown. No arguments. */
    NOT_ELEVATED,
    /** The last snapshot on this computer: argument age in seconds, empty if there is none. */
    LAST_SNAPSHOT,
    /** The server's own schedule does what it should: argument age in seconds of its last good run, empty if none. */
    SCHEDULE,
    /**
     * The last run of the server's schedule failed: arguments the reason, age in seconds of the run, technical detail, age
     * of the last good run.
     */
    SCHEDULE_FAILED,
    /**
     * The last run of the server's schedule was skipped: arguments the reason, age in seconds of the run, its last
     * argument, age of the last good run.
     */
    SCHEDULE_SKIPPED,
    /** Its last run took a set, but earlier ones went for want of room before anybody had collected them: their number. */
    SCHEDULE_LOST,
    /** A run of the server's schedule did not come: arguments age in seconds of the last good run, what starts it. */
    SCHEDULE_LATE
}
