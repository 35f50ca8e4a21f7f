package app.greenroom.domain.system;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.instance.Fact;
import app.greenroom.domain.instance.InstanceFacts;
import app.greenroom.domain.instance.PackageManager;
import app.greenroom.domain.instance.PretalxSettings;
import app.greenroom.domain.instance.SampleFacts;
import app.greenroom.domain.instance.ServerFacts;
import app.greenroom.domain.system.SystemNote.Code;
import app.greenroom.domain.system.SystemState.PackageUpdate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What updates and remedies meet, from facts alone. */
class SystemRulesTest {
    private static final PackageUpdate CRON = new PackageUpdate("cron", "1", "2", false, false);
    private static final PackageUpdate DATABASE = new PackageUpdate("postgresql-17", "17.5", "17.6", false, true);
    private static final PackageUpdate FIX = new PackageUpdate("libexpat1", "1", "2", true, false);

    private final InstanceFacts healthy = SampleFacts.healthy().facts();
    private final SystemRules rules = new SystemRules(SampleFacts.server(healthy), healthy);

    private static SystemState state(List<String> affected, Duration indexAge, PackageUpdate... updates) {
        Instant now = SampleFacts.READ_AT;
        return new SystemState(
                now,
                "apt",
                List.of(updates),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                affected,
                Optional.of(now.minus(indexAge)),
                false,
                List.of(),
                0);
    }

    private static List<Code> codes(List<SystemNote> notes) {
        return notes.stream().map(SystemNote::code).toList();
    }

    @Test
    void theSiteStaysOpenForWhatItDoesNotUse() {
        SystemState state = state(List.of("cron.service"), Duration.ofHours(1), CRON);
        assertThat(rules.closesTheSite(state, false)).isFalse();
        assertThat(codes(rules.updateNotes(state, false))).containsExactly(Code.NO_WAY_BACK);
    }

    @Test
    void itIsClosedForItsDatabaseForItselfAndForWhatAnOldIndexHides() {
        assertThat(rules.closesTheSite(state(List.of(), Duration.ofHours(1), DATABASE), false))
                .isTrue();
        assertThat(rules.closesTheSite(state(List.of("pretalx-web.service"), Duration.ofHours(1), CRON), false))
                .isTrue();
        assertThat(rules.closesTheSite(state(List.of("postgresql@17-main.service"), Duration.ofHours(1), CRON), false))
                .isTrue();
        SystemState old = state(List.of(), Duration.ofDays(3), CRON);
        assertThat(rules.closesTheSite(old, false)).isTrue();
        assertThat(codes(rules.updateNotes(old, false))).contains(Code.INDEX_OLD, Code.WINDOW);
    }

    @Test
    void onlySecurityFixesAreChosenWhereOnlyTheyAreWanted() {
        SystemState state = state(List.of(), Duration.ofHours(1), DATABASE, FIX);
        assertThat(state.updates(true)).containsExactly(FIX);
        assertThat(rules.closesTheSite(state, true)).isFalse();
        assertThat(codes(rules.updateNotes(state(List.of(), Duration.ofHours(1), DATABASE), true)))
                .contains(Code.NOTHING_TO_DO);
    }

    @Test
    void otherInstancesOfTheServerAreNamed() {
        InstanceFacts other = healthy.withId("second");
        SystemRules two = new SystemRules(SampleFacts.server(healthy, other), healthy);
        assertThat(two.updateNotes(state(List.of(), Duration.ofHours(1), DATABASE), false))
                .filteredOn(note -> note.code() == Code.OTHER_INSTANCES)
                .singleElement()
                .extracting(note -> note.arguments().getFirst())
                .isEqualTo("second");
    }

    @Test
    void whatIsThereIsNotOfferedAgain() {
        assertThat(rules.offer(Remedy.REDIS).wanted()).isFalse();
        assertThat(codes(rules.offer(Remedy.REDIS).notes())).contains(Code.NOT_MISSING);
        assertThat(rules.offer(Remedy.GETTEXT).wanted())
                .as("the sample has no msgfmt")
                .isTrue();
        assertThat(rules.offer(Remedy.GETTEXT).possible()).isTrue();
    }

    @Test
    void redisIsSetUpWhereItIsNotConfiguredAndOnlyStartedWhereItIs() {
        InstanceFacts without = SampleFacts.healthy()
                .withSettings(SampleFacts.settings(PretalxSettings.Kind.POSTGRESQL, false, false))
                .withRedis(Fact.unknown("not configured", SampleFacts.READ_AT))
                .facts();
        SystemRules unset = new SystemRules(SampleFacts.server(without), without);
        assertThat(unset.offer(Remedy.REDIS).wanted()).isTrue();
        assertThat(unset.closesTheSite(Remedy.REDIS)).isTrue();
        assertThat(codes(unset.offer(Remedy.CELERY).notes())).contains(Code.REDIS_FIRST);
        InstanceFacts silent =
                SampleFacts.healthy().withRedis(SampleFacts.known(false)).facts();
        SystemRules down = new SystemRules(SampleFacts.server(silent), silent);
        assertThat(down.offer(Remedy.REDIS).wanted()).isTrue();
        assertThat(down.closesTheSite(Remedy.REDIS)).isFalse();
    }

    @Test
    void theNewestPythonOfTheDistributionIsOfferedWhereItIsNewer() {
        assertThat(rules.offer(Remedy.PYTHON).wanted()).isFalse();
        assertThat(codes(rules.offer(Remedy.PYTHON).notes())).contains(Code.NO_NEWER_PYTHON);
        SystemRules newer =
                new SystemRules(with(new PackageManager("apt", List.of(), false, List.of("3.9", "3.14"))), healthy);
        assertThat(newer.packages(Remedy.PYTHON)).containsExactly("python3.14", "python3.14-venv");
        assertThat(newer.offer(Remedy.PYTHON).possible()).isTrue();
        SystemRules foreign = new SystemRules(with(new PackageManager("", List.of(), false, List.of())), healthy);
        assertThat(codes(foreign.offer(Remedy.GETTEXT).notes())).contains(Code.NO_APT);
    }

    private ServerFacts with(PackageManager packages) {
        ServerFacts sample = SampleFacts.server(healthy);
        return new ServerFacts(
                sample.readAt(),
                sample.operatingSystem(),
                sample.hostName(),
                true,
                sample.clockOffset(),
                true,
                sample.interpreters(),
                sample.node(),
                sample.npm(),
                sample.tools(),
                packages,
                List.of(healthy));
    }
}
