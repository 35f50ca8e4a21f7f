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
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Facts about a healthy documented installation, to be varied by tests. Immutable; every {@code with} gives a copy. */
public final class SampleFacts {
    /** When every fact was read. */
    public static final Instant READ_AT = Instant.parse("2026-11-24T12:00:00Z");

    private String installed = "2026.2.1";
    private String running = "2026.2.1";
    private String newest = "2026.2.1";
    private List<Service> services = List.of(service(Role.WEB, "active"), service(Role.WORKER, "active"));
    private Fact<HealthAnswer> healthcheck = known(new HealthAnswer(200, 12));
    private Fact<List<String>> pending = known(List.of());
    private Fact<DatabaseState> database = known(new DatabaseState("17.6", 13_891_251, 2, false, false));
    private Fact<PretalxSettings> settings = known(settings(PretalxSettings.Kind.POSTGRESQL, true, false));
    private Fact<Boolean> redis = known(true);
    private Fact<List<DiskSpace>> disks =
            known(List.of(disk("/var/pretalx/data", 500_000_000_000L, 80_000_000_000L, 1_000_000)));
    private List<PythonPackage> plugins = List.of(new PythonPackage("pretalx-pages", "1.10.0", ""));

    private SampleFacts() {}

    /** pretalx 2026.2.1 in the documented layout, everything fine. */
    public static SampleFacts healthy() {
        return new SampleFacts();
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
        return with(other -> {
            other.installed = version;
            other.running = version;
        });
    }

    /** With another running version; empty for unknown. */
    public SampleFacts withRunning(String version) {
        return with(other -> other.running = version);
    }

    /** With another newest release; empty for unknown. */
    public SampleFacts withNewest(String version) {
        return with(other -> other.newest = version);
    }

    /** With other services. */
    public SampleFacts withServices(Service... others) {
        return with(other -> other.services = List.of(others));
    }

    /** With another status of the healthcheck. */
    public SampleFacts withHealth(int status) {
        return with(other -> other.healthcheck = known(new HealthAnswer(status, 5)));
    }

    /** With pending migrations. */
    public SampleFacts withPending(String... migrations) {
        return with(other -> other.pending = known(List.of(migrations)));
    }

    /** With another database. */
    public SampleFacts withDatabase(DatabaseState state) {
        return with(other -> other.database = known(state));
    }

    /** With other settings. */
    public SampleFacts withSettings(PretalxSettings others) {
        return with(other -> other.settings = known(others));
    }

    /** With another answer of redis. */
    public SampleFacts withRedis(Fact<Boolean> answer) {
        return with(other -> other.redis = answer);
    }

    /** With other disks. */
    public SampleFacts withDisks(DiskSpace... others) {
        return with(other -> other.disks = known(List.of(others)));
    }

    /** With other plugins. */
    public SampleFacts withPlugins(List<PythonPackage> others) {
        return with(other -> other.plugins = List.copyOf(others));
    }

    /** With everything unknown that only pretalx itself can tell, as after a look without root. */
    public SampleFacts withoutSettings() {
        return with(other -> {
            other.pending = unknown();
            other.database = unknown();
            other.settings = unknown();
            other.redis = unknown();
        });
    }

    private SampleFacts with(Consumer<SampleFacts> change) {
        SampleFacts other = new SampleFacts();
        other.installed = installed;
        other.running = running;
        other.newest = newest;
        other.services = services;
        other.healthcheck = healthcheck;
        other.pending = pending;
        other.database = database;
        other.settings = settings;
        other.redis = redis;
        other.disks = disks;
        other.plugins = plugins;
        change.accept(other);
        return other;
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
