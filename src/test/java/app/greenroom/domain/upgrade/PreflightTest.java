package app.greenroom.domain.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.instance.Fact;
import app.greenroom.domain.instance.InstanceFacts;
import app.greenroom.domain.instance.InstanceFacts.DatabaseState;
import app.greenroom.domain.instance.InstanceFacts.Role;
import app.greenroom.domain.instance.PretalxSettings.Kind;
import app.greenroom.domain.instance.PretalxVersion;
import app.greenroom.domain.instance.SampleFacts;
import app.greenroom.domain.instance.ServerFacts;
import app.greenroom.domain.instance.ServerFacts.Interpreter;
import app.greenroom.domain.upgrade.PreflightNote.Code;
import app.greenroom.domain.upgrade.PreflightNote.Level;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every blocker and warning, one by one. */
class PreflightTest {
    private static final UpgradeChoice NEWEST = UpgradeChoice.newest();
    private static final SampleFacts OLD = SampleFacts.healthy().withVersion("2025.2.2");

    @Test
    void nothingStandsAgainstAHealthySite() {
        Preflight.Result result = check(OLD.facts(), server(OLD.facts()), NEWEST);
        assertThat(result.blocked()).as(result.notes().toString()).isFalse();
        assertThat(result.hops()).containsExactly(PretalxVersion.of("2026.1.2"), PretalxVersion.of("2026.2.1"));
        assertThat(result.interpreters()).hasSize(2).containsValue(new Interpreter("/usr/bin/python3.13", "3.13.5"));
        assertThat(result.notes()).extracting(PreflightNote::code).contains(Code.PLUGIN, Code.REQUIRED_ACTION);
        assertThat(result.diskBytes()).isGreaterThan(2 * DiskNeeds.ENVIRONMENT_BYTES);
    }

    static Stream<Arguments> blockers() {
        DatabaseState old = new DatabaseState("15.4", 1, 0, true, true);
        return Stream.of(
                Arguments.of(OLD.withDatabase(old), note(Code.POSTGRESQL_TOO_OLD, "2026.1.2", "16", "15")),
                Arguments.of(
                        OLD.withSettings(SampleFacts.settings(Kind.MYSQL, true, false)),
                        note(Code.DATABASE_UNSUPPORTED, "2026.1.2", "MYSQL")),
                Arguments.of(
                        OLD.withSettings(SampleFacts.settings(Kind.POSTGRESQL, false, false)),
                        note(Code.REDIS_MISSING, "2026.2.1")),
                Arguments.of(
                        OLD.withSettings(SampleFacts.settings(Kind.POSTGRESQL, false, false)),
                        note(Code.CELERY_MISSING, "2026.2.1")),
                Arguments.of(OLD.withRedis(SampleFacts.known(false)), note(Code.REDIS_MISSING, "2026.2.1")),
                Arguments.of(OLD.withRedis(SampleFacts.unknown()), note(Code.REDIS_MISSING, "2026.2.1")),
                Arguments.of(OLD.withPending("a.1", "b.2"), note(Code.PENDING_MIGRATIONS, "2")),
                Arguments.of(
                        OLD.withServices(
                                SampleFacts.service(Role.WEB, "failed"), SampleFacts.service(Role.WORKER, "active")),
                        note(Code.SERVICE_DOWN, "pretalx-web.service", "failed")),
                Arguments.of(OLD.withHealth(500), note(Code.SITE_UNHEALTHY, "500")),
                Arguments.of(OLD.withHealth(503), note(Code.SITE_UNHEALTHY, "503")),
                Arguments.of(OLD.withVersion(""), note(Code.VERSION_UNKNOWN)),
                Arguments.of(OLD.withVersion("1.0.0"), note(Code.VERSION_UNKNOWN)),
                Arguments.of(OLD.withVersion("2026.2.1"), note(Code.NOT_NEWER, "2026.2.1", "2026.2.1")),
                Arguments.of(OLD.withoutSettings(), note(Code.FACT_UNKNOWN, "settings", "not asked")),
                Arguments.of(
                        OLD.withDisks(SampleFacts.disk("/var/pretalx/data", 1_000_000_000, 20_000_000, 1000)),
                        note(Code.DISK_SPACE, "/var/pretalx/data", "27782502", "20000000")));
    }

    @ParameterizedTest
    @MethodSource("blockers")
    void stands(SampleFacts facts, PreflightNote expected) {
        SampleFacts sized =
                facts.facts().disks().value().orElseThrow().getFirst().totalBytes() > 1_000_000_000
                        ? facts
                        : facts.withDisks(new InstanceFacts.DiskSpace(
                                "/var/pretalx/data", "database", 1_000_000_000, 20_000_000, -1, 9));
        Preflight.Result result = check(sized.facts(), server(sized.facts()), NEWEST);
        assertThat(result.notes()).contains(expected);
        assertThat(result.blocked()).isTrue();
    }

    @Test
    void theFirstHopThatThisPythonCannotRunIsNamed() {
        ServerFacts bare = server(OLD.facts(), "3.11.2");
        InstanceFacts facts = withPython(OLD.facts(), "3.11.2");
        Preflight.Result result = check(facts, bare, NEWEST);
        assertThat(result.notes()).contains(note(Code.PYTHON_TOO_OLD, "2026.1.2", "3.12", "3.11"));
        assertThat(result.notes())
                .filteredOn(each -> each.code() == Code.PYTHON_TOO_OLD)
                .hasSize(1);
    }

    @Test
    void saysHowFarTheServerGoesAsItIs() {
        SampleFacts older = OLD.withVersion("2025.1.0");
        Preflight.Result result = check(withPython(older.facts(), "3.11.2"), server(older.facts(), "3.11.2"), NEWEST);
        assertThat(result.notes()).contains(PreflightNote.of(Code.REACHABLE, Level.INFO, "2025.2.2"));
        assertThat(check(withPython(OLD.facts(), "3.11.2"), server(OLD.facts(), "3.11.2"), NEWEST)
                        .notes())
                .as("there is no release on this side of the obstacle")
                .extracting(PreflightNote::code)
                .doesNotContain(Code.REACHABLE);
        SampleFacts ill = older.withHealth(500);
        assertThat(check(withPython(ill.facts(), "3.11.2"), server(ill.facts(), "3.11.2"), NEWEST)
                        .notes())
                .as("something else stands in the way of every release")
                .extracting(PreflightNote::code)
                .contains(Code.SITE_UNHEALTHY)
                .doesNotContain(Code.REACHABLE);
    }

    @Test
    void anotherInterpreterOfTheServerServesWhereThePresentOneIsTooOld() {
        InstanceFacts facts = withPython(OLD.facts(), "3.12.3");
        Preflight.Result result = check(facts, server(OLD.facts(), "3.13.5"), NEWEST);
        assertThat(result.blocked()).as(result.notes().toString()).isFalse();
        assertThat(result.interpreters().get(PretalxVersion.of("2026.1.2")))
                .isEqualTo(new Interpreter("/usr/bin/base", "3.12.3"));
        assertThat(result.interpreters().get(PretalxVersion.of("2026.2.1")))
                .isEqualTo(new Interpreter("/usr/bin/other", "3.13.5"));
    }

    @Test
    void anEnvironmentThatServesAnotherInstanceTooIsNotReplaced() {
        InstanceFacts first = OLD.facts();
        InstanceFacts second = first.withId("second");
        String venv = first.installation().venv().orElseThrow();
        ServerFacts both = server(first).withInstances(List.of(first, second));
        assertThat(check(first, both, NEWEST).notes())
                .contains(note(Code.SHARED_FOLDER, venv, second.installation().webUnit()));
        assertThat(check(first, both.withInstances(List.of(first)), NEWEST).notes())
                .extracting(PreflightNote::code)
                .doesNotContain(Code.SHARED_FOLDER);
    }

    @Test
    void withoutRootOrWithAnotherJobNothingIsStarted() {
        ServerFacts server = server(OLD.facts());
        Preflight.Result result = Preflight.check(
                new Preflight.Situation(
                        server,
                        OLD.facts(),
                        SampleTable.table(),
                        List.of(new Preflight.UnfinishedJob("up-1", "running"))),
                NEWEST);
        assertThat(result.notes()).contains(note(Code.OTHER_JOB, "up-1", "running"));
    }

    @Test
    void aTargetThatNobodyOffersIsRefused() {
        Preflight.Result result =
                check(OLD.facts(), server(OLD.facts()), UpgradeChoice.to(PretalxVersion.of("2031.1.0")));
        assertThat(result.notes()).contains(note(Code.TARGET_UNKNOWN, "2031.1.0"));
        assertThat(result.hops()).isEmpty();
    }

    @Test
    void withoutAnIndexTheTableServes() {
        SampleFacts facts = OLD.withNewest("");
        Preflight.Result result = check(facts.facts(), server(facts.facts()), NEWEST);
        assertThat(result.notes()).contains(PreflightNote.of(Code.RELEASES_FROM_TABLE, Level.WARNING, "2026-08-22"));
        assertThat(result.to()).contains(PretalxVersion.of("2026.2.1"));
        assertThat(result.blocked()).as(result.notes().toString()).isFalse();
    }

    @Test
    void aReleaseNewerThanTheTableWantsConsent() {
        SampleFacts facts = OLD.withNewest("2027.1.0");
        Preflight.Result result = check(facts.facts(), server(facts.facts()), NEWEST);
        assertThat(result.notes()).contains(PreflightNote.of(Code.NOT_REVIEWED, Level.WARNING, "2027.1.0"));
    }

    @Test
    void nodeIsNeededWhereTheLastHopBuildsItsPages() {
        ServerFacts with = server(OLD.facts());
        ServerFacts without = new ServerFacts(
                with.readAt(),
                with.operatingSystem(),
                with.hostName(),
                true,
                with.clockOffset(),
                true,
                with.interpreters(),
                Optional.empty(),
                Optional.empty(),
                with.tools(),
                with.packageManager(),
                with.instances());
        SampleFacts facts = OLD.withNewest("2026.1.2");
        assertThat(check(facts.facts(), without, NEWEST).notes()).contains(note(Code.NODE_MISSING, "2026.1.2"));
        assertThat(check(facts.facts(), with, NEWEST).notes())
                .extracting(PreflightNote::code)
                .doesNotContain(Code.NODE_MISSING);
    }

    private static Preflight.Result check(InstanceFacts facts, ServerFacts server, UpgradeChoice wish) {
        return Preflight.check(new Preflight.Situation(server, facts, SampleTable.table(), List.of()), wish);
    }

    private static PreflightNote note(Code code, String... arguments) {
        return PreflightNote.of(code, Level.BLOCKER, arguments);
    }

    private static ServerFacts server(InstanceFacts facts) {
        return server(facts, "3.13.5");
    }

    private static ServerFacts server(InstanceFacts facts, String python) {
        ServerFacts sample = SampleFacts.server(facts);
        return new ServerFacts(
                sample.readAt(),
                sample.operatingSystem(),
                sample.hostName(),
                true,
                sample.clockOffset(),
                true,
                List.of(new Interpreter("/usr/bin/other", python)),
                sample.node(),
                sample.npm(),
                List.of("msgfmt"),
                sample.packageManager(),
                List.of(facts));
    }

    private static InstanceFacts withPython(InstanceFacts facts, String version) {
        return new InstanceFacts(
                facts.id(),
                facts.installation(),
                facts.settings(),
                Fact.known(
                        new InstanceFacts.PythonRuntime(version, "/usr/bin/base", "23.2", "/x", false),
                        SampleFacts.READ_AT),
                facts.installed(),
                facts.running(),
                facts.available(),
                facts.services(),
                facts.healthcheck(),
                facts.pendingMigrations(),
                facts.database(),
                facts.redisAnswers(),
                facts.disks(),
                facts.packages(),
                facts.plugins(),
                facts.counts(),
                facts.upgrade(),
                facts.schedule(),
                facts.webLoopback());
    }
}
