package app.greenroom.domain.instance;

import app.greenroom.domain.schedule.ServerSchedule;
import java.util.List;
import java.util.Optional;

/**
 * What one look found about one instance.
 *
 * @param id lasting short name within the server
 * @param installation where and how
 * @param settings what pretalx says about its configuration
 * @param runtime the interpreter that runs it, and its pip
 * @param installed version on disk
 * @param running version that answers; unknown before 2026.1
 * @param available every release that the package index offers, whatever the server's Python
 * @param services web and worker
 * @param healthcheck answer of {@code /healthcheck/} on the service's own address
 * @param pendingMigrations names of migrations not applied
 * @param database the database as it answers
 * @param redisAnswers whether redis answers a ping; known only where configured
 * @param disks disk space, one entry for each folder that matters
 * @param packages every distribution in the virtual environment
 * @param plugins pretalx plugins
 * @param counts how much the site holds
 * @param upgrade what only an upgrade asks
 * @param schedule what its schedule on the server tells; known also if there is none
 * @param webLoopback address to ask on the server itself, such as {@code http://127.0.0.1:8345}
 */
public record InstanceFacts(
        String id,
        Installation installation,
        Fact<PretalxSettings> settings,
        Fact<PythonRuntime> runtime,
        Fact<PretalxVersion> installed,
        Fact<PretalxVersion> running,
        Fact<List<PretalxVersion>> available,
        Fact<List<Service>> services,
        Fact<HealthAnswer> healthcheck,
        Fact<List<String>> pendingMigrations,
        Fact<DatabaseState> database,
        Fact<Boolean> redisAnswers,
        Fact<List<DiskSpace>> disks,
        Fact<List<PythonPackage>> packages,
        Fact<List<PythonPackage>> plugins,
        Fact<Counts> counts,
        UpgradeFacts upgrade,
        Fact<ServerSchedule> schedule,
        String webLoopback) {

    /**
     * A systemd service.
     *
     * @param unit its name
     * @param role web or worker
     * @param active systemd's ActiveState
     * @param sub systemd's SubState
     * @param enabled whether it starts at boot
     * @param restarts how often systemd restarted it
     * @param since seconds since it became active; empty if it is not
     */
    public record Service(
            String unit, Role role, String active, String sub, boolean enabled, int restarts, Optional<Long> since) {}

    /** What a service is for. */
    public enum Role {
        /** Answers visitors. */
        WEB,
        /** Works through the queue. */
        WORKER
    }

    /**
     * An HTTP answer.
     *
     * @param status HTTP status, 0 if nothing answered
     * @param milliseconds how long it took
     */
    public record HealthAnswer(int status, long milliseconds) {}

    /** What its jobs lock on the server: the data directory, the same for whoever looks; empty while it is unknown. */
    public String lockKey() {
        return settings.value().map(PretalxSettings::dataDirectory).orElse("");
    }

    /** The same facts under another id. */
    public InstanceFacts withId(String lasting) {
        return with(lasting, installation, runtime, upgrade, schedule);
    }

    /** The same facts with what another schedule tells. */
    public InstanceFacts withSchedule(Fact<ServerSchedule> other) {
        return with(id, installation, runtime, upgrade, other);
    }

    /** The same facts about another place. */
    public InstanceFacts withInstallation(Installation other) {
        return with(id, other, runtime, upgrade, schedule);
    }

    /** The same facts with other ones for an upgrade. */
    public InstanceFacts withUpgrade(UpgradeFacts other) {
        return with(id, installation, runtime, other, schedule);
    }

    /** The same facts with another interpreter. */
    public InstanceFacts withRuntime(Fact<PythonRuntime> other) {
        return with(id, installation, other, upgrade, schedule);
    }

    /** The one place that copies: what may be exchanged is given, the rest stays. */
    private InstanceFacts with(
            String newId,
            Installation newInstallation,
            Fact<PythonRuntime> newRuntime,
            UpgradeFacts newUpgrade,
            Fact<ServerSchedule> newSchedule) {
        return new InstanceFacts(
                newId,
                newInstallation,
                settings,
                newRuntime,
                installed,
                running,
                available,
                services,
                healthcheck,
                pendingMigrations,
                database,
                redisAnswers,
                disks,
                packages,
                plugins,
                counts,
                newUpgrade,
                newSchedule,
                webLoopback);
    }

    /**
     * The database as it answers.
     *
     * @param version such as {@code 17.6}, or the SQLite library's version; empty if it does not answer
     * @param bytes size on disk
     * @param users other database users connected, for information
     * @param mayCopy whether pretalx' own role may make a copy of the database: superuser, or owner with CREATEDB;
     *     always so for SQLite
     * @param mayCreate whether that role may make databases at all; always so for SQLite
     */
    public record DatabaseState(String version, long bytes, int users, boolean mayCopy, boolean mayCreate) {
        /** A database that does not answer. */
        public static DatabaseState silent() {
            return new DatabaseState("", 0, 0, false, false);
        }

        /** Whether it answers. */
        public boolean answers() {
            return !version.isEmpty();
        }

        /** The major version; 0 if it does not answer. */
        public int major() {
            return major(version);
        }

        /** The first number of a version; 0 if it has none that a version could have. */
        public static int major(String version) {
            String digits = version.replaceFirst("(?s)\\D.*$", "");
            return digits.matches("\\d{1,9}") ? Integer.parseInt(digits) : 0;
        }
    }

    /**
     * Space of the file system below a folder.
     *
     * @param path the folder
     * @param purpose which of pretalx' or Greenroom's folders this is: data, media, venv, database, jobs
     * @param totalBytes size of the file system
     * @param freeBytes free for ordinary users
     * @param usedBytes bytes used by the folder itself, or -1 if not measured
     * @param freeInodes inodes left, or -1 where the file system has none
     */
    public record DiskSpace(
            String path, String purpose, long totalBytes, long freeBytes, long usedBytes, long freeInodes) {}

    /**
     * An installed distribution.
     *
     * @param name normalized name
     * @param version installed version
     * @param origin empty for the index, else the URL or folder (editable and direct installs)
     */
    public record PythonPackage(String name, String version, String origin) {}

    /**
     * The interpreter that runs pretalx.
     *
     * @param version such as {@code 3.13.5}
     * @param base the interpreter that the virtual environment was made with, absolute
     * @param pip version of its pip; empty if it has none
     * @param packageDirectory where the pretalx package lies
     * @param overrideSettings whether an {@code override_settings.py} lies there, which a new environment would lose
     */
    public record PythonRuntime(
            String version, String base, String pip, String packageDirectory, boolean overrideSettings) {}

    /**
     * How much the site holds.
     *
     * @param events number of events
     * @param proposals number of proposals
     * @param users number of users
     */
    public record Counts(long events, long proposals, long users) {}
}
