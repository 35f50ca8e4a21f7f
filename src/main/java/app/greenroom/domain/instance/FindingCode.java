package app.greenroom.domain.instance;

/** What a finding is about. Each has words in the bundle for every severity that it can take. */
public enum FindingCode {
    /** Web service: arguments unit, state. */
    WEB_SERVICE,
    /** Worker service: arguments unit, state. */
    WORKER_SERVICE,
    /** Answer of the healthcheck: argument status, milliseconds. */
    HEALTHCHECK,
    /** Installed against newest release: arguments installed, newest. */
    VERSION,
    /** Running against installed version: arguments running, installed. */
    RUNNING_VERSION,
    /** Migrations not applied: argument number. */
    MIGRATIONS,
    /** The database answers: arguments kind, version. */
    DATABASE,
    /** redis answers. */
    REDIS,
    /** Disk space: arguments path, free bytes, percent free. */
    DISK,
    /** Plugins: argument number. */
    PLUGINS,
    /** Debug mode is on. */
    DEBUG_MODE,
    /** An unfinished job of Greenroom: arguments id, state. */
    UNFINISHED_JOB,
    /** The clock of the server is off: argument seconds. */
    CLOCK,
    /** The look could not be made as root, so parts are unknown. */
    NOT_ELEVATED,
    /** The last snapshot on this computer: arguments age in seconds. */
    LAST_SNAPSHOT
}
