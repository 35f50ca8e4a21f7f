package app.greenroom.domain.instance;

import app.greenroom.domain.instance.InstanceFacts.Counts;
import app.greenroom.domain.instance.InstanceFacts.DatabaseState;
import app.greenroom.domain.instance.InstanceFacts.DiskSpace;
import app.greenroom.domain.instance.InstanceFacts.HealthAnswer;
import app.greenroom.domain.instance.InstanceFacts.PythonPackage;
import app.greenroom.domain.instance.InstanceFacts.PythonRuntime;
import app.greenroom.domain.instance.InstanceFacts.Role;
import app.greenroom.domain.instance.InstanceFacts.Service;
import app.greenroom.domain.schedule.ServerSchedule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Facts about a healthy documented installation, to be varied by tests. Immutable; every {@code with} gives a copy. */
public record SampleFacts(
        String installed,
        String running,
        String newest,
        List<Service> services,
        Fact<HealthAnswer> healthcheck,
        Fact<List<String>> pending,
        Fact<DatabaseState> database,
        Fact<PretalxSettings> settings,
        Fact<Boolean> redis,
        Fact<List<DiskSpace>> disks,
        List<PythonPackage> plugins) {
    /** When every fact was read. */
    public static final Instant READ_AT = Instant.parse("2026-11-24T12:00:00Z");

    /** pretalx 2026.2.1 in the documented layout, everything fine. */
    public static SampleFacts healthy() {
        return new SampleFacts(
                "2026.2.1",
                "2026.2.1",
                "2026.2.1",
                List.of(service(Role.WEB, "active"), service(Role.WORKER, "active")),
                known(new HealthAnswer(200, 12)),
                known(List.of()),
                known(new DatabaseState("17.6", 13_891_251, 2, false, false)),
                known(settings(PretalxSettings.Kind.POSTGRESQL, true, false)),
                known(true),
                known(List.of(disk("/var/pretalx/data", 500_000_000_000L, 80_000_000_000L, 1_000_000))),
                List.of(new PythonPackage("pretalx-pages", "1.10.0", "")));
    }

    /** A known fact. */
    public static <T> Fact<T> known(T value) {
        return Fact.known(value, READ_AT);
    }

    /** An unknown fact. */
    public static <T> Fact<T> unknown() {
        return Fact.unknown("not asked", READ_AT);
    }

    /** One of the documented services. */
    public static Service service(Role role, String state) {
        String unit = role == Role.WEB ? "pretalx-web.service" : "pretalx-worker.service";
        boolean active = state.equals("active");
        return new Service(
                unit,
                role,
                state,
                active ? "running" : "dead",
                true,
                0,
                Optional.of(600L).filter(x -> active));
    }

    /** A disk. */
    public static DiskSpace disk(String path, long total, long free, long inodes) {
        return new DiskSpace(path, "data", total, free, -1, inodes);
    }

    /** Settings of the documented layout. */
    public static PretalxSettings settings(PretalxSettings.Kind kind, boolean redis, boolean debug) {
        return new PretalxSettings(
                "https://talks.example.org",
                debug,
                "/var/pretalx/data",
                "/var/pretalx/data/media",
                "/var/pretalx/static",
                "/var/pretalx/data/logs",
                List.of("/etc/pretalx/pretalx.cfg"),
                Optional.of("/var/pretalx/data/.secret"),
                new PretalxSettings.Database(
                        kind,
                        kind == PretalxSettings.Kind.SQLITE ? "/var/pretalx/data/db.sqlite3" : "pretalx",
                        "",
                        "",
                        "pretalx",
                        false),
                redis,
                redis);
    }

    /** With another installed and running version. */
    public SampleFacts withVersion(String version) {
        return new SampleFacts(
                version, version, newest, services, healthcheck, pending, database, settings, redis, disks, plugins);
    }

    /** With another running version; empty for unknown. */
    public SampleFacts withRunning(String version) {
        return new SampleFacts(
                installed, version, newest, services, healthcheck, pending, database, settings, redis, disks, plugins);
    }

    /** With another newest release; empty for unknown. */
    public SampleFacts withNewest(String version) {
        return new SampleFacts(
                installed, running, version, services, healthcheck, pending, database, settings, redis, disks, plugins);
    }

    /** With other services. */
    public SampleFacts withServices(Service... others) {
        return new SampleFacts(
                installed,
                running,
                newest,
                List.of(others),
                healthcheck,
                pending,
                database,
                settings,
                redis,
                disks,
                plugins);
    }

    /** With another status of the healthcheck. */
    public SampleFacts withHealth(int status) {
        return new SampleFacts(
                installed,
                running,
                newest,
                services,
                known(new HealthAnswer(status, 5)),
                pending,
                database,
                settings,
                redis,
                disks,
                plugins);
    }

    /** With pending migrations. */
    public SampleFacts withPending(String... migrations) {
        return new SampleFacts(
                installed,
                running,
                newest,
                services,
                healthcheck,
                known(List.of(migrations)),
                database,
                settings,
                redis,
                disks,
                plugins);
    }

    /** With another database. */
    public SampleFacts withDatabase(DatabaseState state) {
        return new SampleFacts(
                installed,
                running,
                newest,
                services,
                healthcheck,
                pending,
                known(state),
                settings,
                redis,
                disks,
                plugins);
    }

    /** With other settings. */
    public SampleFacts withSettings(PretalxSettings others) {
        return new SampleFacts(
                installed,
                running,
                newest,
                services,
                healthcheck,
                pending,
                database,
                known(others),
                redis,
                disks,
                plugins);
    }

    /** With another answer of redis. */
    public SampleFacts withRedis(Fact<Boolean> answer) {
        return new SampleFacts(
                installed, running, newest, services, healthcheck, pending, database, settings, answer, disks, plugins);
    }

    /** With other disks. */
    public SampleFacts withDisks(DiskSpace... others) {
        return new SampleFacts(
                installed,
                running,
                newest,
                services,
                healthcheck,
                pending,
                database,
                settings,
                redis,
                known(List.of(others)),
                plugins);
    }

    /** With other plugins. */
    public SampleFacts withPlugins(List<PythonPackage> others) {
        return new SampleFacts(
                installed,
                running,
                newest,
                services,
                healthcheck,
                pending,
                database,
                settings,
                redis,
                disks,
                List.copyOf(others));
    }

    /** With everything unknown that only pretalx itself can tell, as after a look without root. */
    public SampleFacts withoutSettings() {
        return new SampleFacts(
                installed,
                running,
                newest,
                services,
                healthcheck,
                unknown(),
                unknown(),
                unknown(),
                unknown(),
                disks,
                plugins);
    }

    /** The facts. */
    public InstanceFacts facts() {
        return new InstanceFacts(
                "pretalx",
                installation(),
                settings,
                known(new PythonRuntime("3.13.5", "/usr/bin/python3.13", "26.3", "/var/pretalx/venv/pretalx", false)),
                version(installed),
                version(running),
                version(newest).map(List::of),
                known(services),
                healthcheck,
                pending,
                database,
                redis,
                disks,
                known(Stream.concat(Stream.of(new PythonPackage("pretalx", installed, "")), plugins.stream())
                        .distinct()
                        .toList()),
                known(plugins),
                known(new Counts(3, 190, 166)),
                upgrade(),
                known(ServerSchedule.none(READ_AT)),
                "http://127.0.0.1:8345");
    }

    /** Facts about a server that holds these instances. */
    public static ServerFacts server(InstanceFacts... instances) {
        return new ServerFacts(
                READ_AT,
                "Debian GNU/Linux 13 (trixie)",
                "talks",
                true,
                Duration.ZERO,
                true,
                List.of(new ServerFacts.Interpreter("/usr/bin/python3.13", "3.13.5")),
                Optional.of("v20.19.2"),
                Optional.of("9.2.0"),
                List.of("pg_dump", "pg_restore", "psql", "redis-cli", "crontab"),
                PackageManager.apt(),
                List.of(instances));
    }

    /** Nothing that would stop an upgrade. */
    public static UpgradeFacts upgrade() {
        return new UpgradeFacts(
                known(List.of()),
                known(new UpgradeFacts.DeletedProposals(0, List.of())),
                known(List.of()),
                known(List.of()),
                known(List.of()),
                known(new UpgradeFacts.Owners(0, true, List.of())),
                known(List.of()),
                known(List.of(new UpgradeFacts.PluginRelease("pretalx-pages", "1.10.0", "2026-08-14"))),
                known("https://index.example.org/project/pretalx/"));
    }

    private static Installation installation() {
        return new Installation(
                Installation.Layout.VENV,
                "pretalx",
                "pretalx",
                "/var/pretalx",
                "/var/pretalx/venv/bin/python",
                Optional.of("/var/pretalx/venv"),
                "/var/pretalx",
                Map.of(),
                "pretalx-web.service",
                "pretalx-worker.service",
                "127.0.0.1:8345",
                List.of("/var/pretalx/venv/bin/gunicorn", "pretalx.wsgi", "--bind=127.0.0.1:8345"),
                List.of("/var/pretalx/venv/bin/celery", "-A", "pretalx.celery_app", "worker"),
                List.of("*/10 * * * * /var/pretalx/venv/bin/python -m pretalx runperiodic"),
                List.of());
    }

    private static Fact<PretalxVersion> version(String text) {
        return text.isEmpty() ? unknown() : known(PretalxVersion.of(text));
    }
}
