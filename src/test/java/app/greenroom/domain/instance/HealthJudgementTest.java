package app.greenroom.domain.instance;

import static app.greenroom.domain.instance.FindingCode.CLOCK;
import static app.greenroom.domain.instance.FindingCode.DATABASE;
import static app.greenroom.domain.instance.FindingCode.DEBUG_MODE;
import static app.greenroom.domain.instance.FindingCode.DISK;
import static app.greenroom.domain.instance.FindingCode.HEALTHCHECK;
import static app.greenroom.domain.instance.FindingCode.MIGRATIONS;
import static app.greenroom.domain.instance.FindingCode.NOT_ELEVATED;
import static app.greenroom.domain.instance.FindingCode.REDIS;
import static app.greenroom.domain.instance.FindingCode.RESTARTS;
import static app.greenroom.domain.instance.FindingCode.RUNNING_VERSION;
import static app.greenroom.domain.instance.FindingCode.STARTS_AT_BOOT;
import static app.greenroom.domain.instance.FindingCode.VERSION;
import static app.greenroom.domain.instance.FindingCode.WEB_SERVICE;
import static app.greenroom.domain.instance.FindingCode.WORKER_SERVICE;
import static app.greenroom.domain.instance.SampleFacts.disk;
import static app.greenroom.domain.instance.SampleFacts.known;
import static app.greenroom.domain.instance.SampleFacts.service;
import static app.greenroom.domain.instance.SampleFacts.settings;
import static app.greenroom.domain.instance.SampleFacts.unknown;
import static app.greenroom.domain.instance.Severity.ATTENTION;
import static app.greenroom.domain.instance.Severity.OK;
import static app.greenroom.domain.instance.Severity.PROBLEM;
import static app.greenroom.domain.instance.Severity.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import app.greenroom.domain.instance.InstanceFacts.DatabaseState;
import app.greenroom.domain.instance.InstanceFacts.Role;
import app.greenroom.domain.instance.InstanceFacts.Service;
import app.greenroom.domain.instance.PretalxSettings.Kind;
import app.greenroom.text.FindingText;
import app.greenroom.text.Messages;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The judgement as a table: one deviation from a healthy server, and what is said about it. */
class HealthJudgementTest {
    private static final SampleFacts HEALTHY = SampleFacts.healthy();
    private static final long GB = 1_000_000_000L;

    private final FindingText words = new FindingText(new Messages(Locale.ENGLISH));

    static Stream<Arguments> deviations() {
        return Stream.of(services(), answers(), versions(), stores(), disks()).flatMap(each -> each);
    }

    private static Stream<Arguments> services() {
        Service worker = service(Role.WORKER, "active");
        Service web = service(Role.WEB, "active");
        Service loose = new Service("pretalx-web.service", Role.WEB, "active", "running", false, 7, Optional.of(9L));
        return Stream.of(
                arguments(
                        "web stopped",
                        HEALTHY.withServices(service(Role.WEB, "inactive"), worker),
                        WEB_SERVICE,
                        PROBLEM),
                arguments(
                        "web failed", HEALTHY.withServices(service(Role.WEB, "failed"), worker), WEB_SERVICE, PROBLEM),
                arguments(
                        "web starting",
                        HEALTHY.withServices(service(Role.WEB, "activating"), worker),
                        WEB_SERVICE,
                        ATTENTION),
                arguments("no web unit", HEALTHY.withServices(worker), WEB_SERVICE, UNKNOWN),
                arguments(
                        "odd state",
                        HEALTHY.withServices(service(Role.WEB, "maintenance"), worker),
                        WEB_SERVICE,
                        UNKNOWN),
                arguments(
                        "worker stopped",
                        HEALTHY.withServices(web, service(Role.WORKER, "inactive")),
                        WORKER_SERVICE,
                        PROBLEM),
                arguments("no worker unit", HEALTHY.withServices(web), WORKER_SERVICE, UNKNOWN),
                arguments("not at boot", HEALTHY.withServices(loose, worker), STARTS_AT_BOOT, ATTENTION),
                arguments("restarted", HEALTHY.withServices(loose, worker), RESTARTS, ATTENTION));
    }

    private static Stream<Arguments> answers() {
        SampleFacts old = HEALTHY.withVersion("2025.2.2");
        SampleFacts oldWithoutRedis = old.withSettings(settings(Kind.POSTGRESQL, false, false));
        return Stream.of(
                arguments("healthy", HEALTHY, HEALTHCHECK, OK),
                arguments("silent", HEALTHY.withHealth(0), HEALTHCHECK, PROBLEM),
                arguments("error", HEALTHY.withHealth(500), HEALTHCHECK, PROBLEM),
                arguments("bad host", HEALTHY.withHealth(400), HEALTHCHECK, ATTENTION),
                arguments("404 before 2025.2", HEALTHY.withVersion("2025.1.0").withHealth(404), HEALTHCHECK, OK),
                arguments("404 since 2025.2", HEALTHY.withHealth(404), HEALTHCHECK, PROBLEM),
                arguments("503 without redis", oldWithoutRedis.withHealth(503), HEALTHCHECK, OK),
                arguments("503 with redis", old.withHealth(503), HEALTHCHECK, PROBLEM),
                arguments("503 since 2026.2", HEALTHY.withHealth(503), HEALTHCHECK, PROBLEM),
                arguments("503, settings unknown", old.withoutSettings().withHealth(503), HEALTHCHECK, UNKNOWN));
    }

    private static Stream<Arguments> versions() {
        return Stream.of(
                arguments("newest", HEALTHY, VERSION, OK),
                arguments("newer is out", HEALTHY.withNewest("2026.3.0"), VERSION, ATTENTION),
                arguments("newer than the index", HEALTHY.withNewest("2026.1.2"), VERSION, OK),
                arguments("index silent", HEALTHY.withNewest(""), VERSION, UNKNOWN),
                arguments("not readable", HEALTHY.withVersion(""), VERSION, UNKNOWN),
                arguments("only a pre-release is newer", HEALTHY.withNewest("2026.3.0.dev0"), VERSION, UNKNOWN),
                arguments("restart forgotten", HEALTHY.withRunning("2026.1.2"), RUNNING_VERSION, ATTENTION),
                arguments("running unknown", HEALTHY.withRunning(""), RUNNING_VERSION, UNKNOWN));
    }

    private static Stream<Arguments> stores() {
        DatabaseState fifteen = new DatabaseState("15.8", 1, 1, true, true);
        SampleFacts withoutRedis = HEALTHY.withSettings(settings(Kind.POSTGRESQL, false, false));
        SampleFacts sqlite = HEALTHY.withSettings(settings(Kind.SQLITE, true, false));
        return Stream.of(
                arguments("migrations", HEALTHY.withPending("event.0042_x"), MIGRATIONS, PROBLEM),
                arguments("database", HEALTHY, DATABASE, OK),
                arguments("database down", HEALTHY.withDatabase(DatabaseState.silent()), DATABASE, PROBLEM),
                arguments("old database", HEALTHY.withDatabase(fifteen), DATABASE, ATTENTION),
                arguments("old, still fine", HEALTHY.withVersion("2025.2.2").withDatabase(fifteen), DATABASE, OK),
                arguments("SQLite", sqlite.withDatabase(new DatabaseState("3.46.1", 1, 0, true, true)), DATABASE, OK),
                arguments("MySQL", HEALTHY.withSettings(settings(Kind.MYSQL, true, false)), DATABASE, ATTENTION),
                arguments("redis down", HEALTHY.withRedis(known(false)), REDIS, PROBLEM),
                arguments("redis unknown", HEALTHY.withRedis(unknown()), REDIS, UNKNOWN),
                arguments("redis not set up", withoutRedis.withRedis(unknown()), REDIS, ATTENTION),
                arguments("debug", HEALTHY.withSettings(settings(Kind.POSTGRESQL, true, true)), DEBUG_MODE, PROBLEM),
                arguments("settings unknown", HEALTHY.withoutSettings(), DATABASE, UNKNOWN),
                arguments("settings unknown", HEALTHY.withoutSettings(), MIGRATIONS, UNKNOWN));
    }

    private static Stream<Arguments> disks() {
        return Stream.of(
                arguments("room", HEALTHY, DISK, OK),
                arguments("under a gigabyte", HEALTHY.withDisks(disk("/d", 5 * GB, GB - 1, 100_000)), DISK, ATTENTION),
                arguments("under a tenth", HEALTHY.withDisks(disk("/d", 100 * GB, 9 * GB, 100_000)), DISK, ATTENTION),
                arguments("a tenth of much", HEALTHY.withDisks(disk("/d", 4000 * GB, 90 * GB, 100_000)), DISK, OK),
                arguments("full", HEALTHY.withDisks(disk("/d", 100 * GB, 0, 100_000)), DISK, PROBLEM),
                arguments("no inodes", HEALTHY.withDisks(disk("/d", 100 * GB, 50 * GB, 3)), DISK, PROBLEM),
                arguments("inodes not counted", HEALTHY.withDisks(disk("/d", 100 * GB, 50 * GB, -1)), DISK, OK),
                arguments("none known", HEALTHY.withDisks(), DISK, UNKNOWN));
    }

    @ParameterizedTest(name = "{0}: {2} {3}")
    @MethodSource("deviations")
    void everyDeviationIsJudgedAndWorded(String name, SampleFacts sample, FindingCode code, Severity severity) {
        List<Finding> findings = HealthJudgement.of(sample.facts());
        assertThat(findings)
                .filteredOn(each -> each.code() == code)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(severity);
                    assertThat(words.title(finding)).isNotBlank();
                });
        assertThat(findings).allSatisfy(finding -> {
            assertThat(words.has(finding)).as(finding.toString()).isTrue();
            assertThat(words.title(finding) + words.advice(finding)).doesNotContain("{");
        });
    }

    @Test
    void aHealthyInstanceHasOnlyFineFindings() {
        assertThat(HealthJudgement.of(HEALTHY.facts())).allMatch(finding -> finding.severity() == OK);
    }

    @Test
    void whatCannotBeKnownAtAVersionIsNotSaid() {
        assertThat(HealthJudgement.of(
                        HEALTHY.withVersion("2025.2.2").withRunning("").facts()))
                .noneMatch(finding -> finding.code() == RUNNING_VERSION);
    }

    @Test
    void theGravestComesFirst() {
        SampleFacts sample = HEALTHY.withNewest("2026.3.0").withRedis(known(false));
        assertThat(HealthJudgement.of(sample.facts()))
                .extracting(Finding::severity)
                .startsWith(PROBLEM, ATTENTION, OK);
    }

    @Test
    void theDiskWithLeastIsNamed() {
        SampleFacts sample = HEALTHY.withDisks(disk("/a", 100 * GB, 50 * GB, -1), disk("/b", 100 * GB, 2 * GB, -1));
        assertThat(HealthJudgement.of(sample.facts()))
                .contains(Finding.of(DISK, ATTENTION, "/b", String.valueOf(2 * GB), "2", "-1"));
    }

    @Test
    void aServerIsJudgedAsAWhole() {
        ServerFacts server = SampleFacts.server();
        assertThat(HealthJudgement.of(server)).containsExactly(Finding.of(CLOCK, OK, "0"));
        ServerFacts late = new ServerFacts(
                server.readAt(),
                server.operatingSystem(),
                server.hostName(),
                true,
                Duration.ofSeconds(-90),
                false,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                PackageManager.apt(),
                List.of());
        assertThat(HealthJudgement.of(late))
                .containsExactly(Finding.of(CLOCK, ATTENTION, "-90"), Finding.of(NOT_ELEVATED, ATTENTION));
        assertThat(HealthJudgement.of(late)).allMatch(words::has);
    }
}
