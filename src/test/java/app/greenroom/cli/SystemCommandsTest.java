package app.greenroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.job.JobState;
import app.greenroom.domain.server.TargetName;
import app.greenroom.domain.system.Remedy;
import app.greenroom.domain.system.RemedyOffer;
import app.greenroom.domain.system.SystemChange;
import app.greenroom.domain.system.SystemNote;
import app.greenroom.domain.system.SystemPlan;
import app.greenroom.domain.system.SystemState;
import app.greenroom.domain.system.SystemState.PackageUpdate;
import app.greenroom.domain.system.SystemState.StaleService;
import app.greenroom.domain.upgrade.PreflightNote.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Updates and remedies as text commands. */
class SystemCommandsTest {
    private final World world = new World();

    @BeforeEach
    void prepare() {
        world.servers.with("talks", "main");
    }

    private static SystemState state(PackageUpdate... updates) {
        return new SystemState(
                World.NOW,
                "apt",
                List.of(updates),
                List.of("nodejs"),
                List.of(),
                Optional.of("linux-image-6.12.57"),
                List.of(new StaleService("cron.service", false), new StaleService("dbus.service", true)),
                List.of(),
                Optional.of(World.NOW.minus(Duration.ofHours(3))),
                false,
                List.of(),
                1000);
    }

    private static SystemPlan plan(SystemChange change, SystemNote... notes) {
        boolean blocked = List.of(notes).stream().anyMatch(note -> note.level() == Level.BLOCKER);
        return new SystemPlan(
                TargetName.parse("talks/main"),
                change,
                List.of(),
                List.of(),
                List.of(notes),
                blocked ? List.of() : Samples.steps(),
                0);
    }

    @Test
    void updatesAreListedWithEverythingThatIsToBeKnown() {
        world.system.state = state(
                new PackageUpdate("libexpat1", "2.7.1-1", "2.7.1-2", true, false),
                new PackageUpdate("cron", "3.0-1", "3.0-2", false, false));
        assertThat(world.run("updates", "talks")).isZero();
        assertThat(world.terminal.result())
                .contains(
                        "2 packages can be updated, one of them a security fix",
                        "libexpat1 2.7.1-1 to 2.7.1-2 (security fix)",
                        "linux-image-6.12.57",
                        "cron.service",
                        "Only a reboot renews: dbus.service",
                        "nodejs",
                        "greenroom updates talks --apply --plan");
    }

    @Test
    void theListIsThereAsJson() {
        world.system.state = state(new PackageUpdate("libexpat1", "2.7.1-1", "2.7.1-2", true, false));
        assertThat(world.run("updates", "talks", "--json")).isZero();
        assertThat(world.terminal.result())
                .contains("\"security\" : true", "\"held\" : [ \"nodejs\" ]", "\"reboot\" : \"linux-image-6.12.57\"");
    }

    @Test
    void aPlanIsShownAndNothingBegins() {
        world.system.planning = change -> plan(change, SystemNote.of(SystemNote.Code.NO_WAY_BACK, Level.WARNING));
        assertThat(world.run("updates", "talks", "--apply", "--security", "--plan"))
                .isZero();
        assertThat(world.terminal.result())
                .contains("Security updates of the system", "Updates of the system cannot be taken back.");
        assertThat(world.system.started).isEmpty();
    }

    @Test
    void whatStandsInTheWayHasItsOwnExitStatus() {
        world.system.planning = change -> plan(change, SystemNote.of(SystemNote.Code.NOTHING_TO_DO, Level.BLOCKER));
        assertThat(world.run("updates", "talks", "--apply", "--yes")).isEqualTo(4);
        assertThat(world.system.started).isEmpty();
    }

    @Test
    void withoutConsentNothingBegins() {
        world.system.planning = SystemCommandsTest::plan;
        assertThat(world.run("fix", "talks", "gettext")).isEqualTo(2);
        assertThat(world.system.started).isEmpty();
    }

    @Test
    void withConsentTheJobIsStartedAndFollowed() {
        world.system.planning = SystemCommandsTest::plan;
        world.jobs.journal = (planned, listener, context) -> {
            planned.accept(Samples.job());
            Samples.successful().forEach(listener::event);
            return JobState.DONE;
        };
        assertThat(world.run("fix", "talks", "redis", "--yes")).isZero();
        assertThat(world.system.started)
                .singleElement()
                .extracting(SystemPlan::change)
                .isEqualTo(new SystemChange.Fix(Remedy.REDIS));
    }

    @Test
    void whatCanBePutRightIsListed() {
        world.system.remedies = List.of(
                new RemedyOffer(Remedy.GETTEXT, true, List.of()),
                new RemedyOffer(
                        Remedy.CELERY, true, List.of(SystemNote.of(SystemNote.Code.REDIS_FIRST, Level.BLOCKER))));
        assertThat(world.run("fix", "talks")).isZero();
        assertThat(world.terminal.result())
                .contains("gettext: Install gettext", "redis does not answer", "greenroom fix talks gettext --plan");
    }
}
