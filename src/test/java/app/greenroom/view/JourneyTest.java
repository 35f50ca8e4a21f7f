package app.greenroom.view;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.instance.SampleFacts;
import app.greenroom.domain.job.JobEvent.Kind;
import app.greenroom.domain.job.JobState;
import app.greenroom.task.Progress;
import app.greenroom.viewmodel.fake.FakeServers;
import app.greenroom.viewmodel.fake.FakeWorld;
import app.greenroom.viewmodel.fake.Sample;
import app.greenroom.viewmodel.fake.Scenes;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A user adds a server, takes snapshots and upgrades. */
class JourneyTest {
    private final Person person = new Person();

    @BeforeAll
    static void toolkit() throws Exception {
        FxToolkit.start();
    }

    @AfterEach
    void close() throws Exception {
        person.close();
    }

    @Test
    void addsAServerThatThisComputerNeverMet() throws Exception {
        FakeWorld world = new FakeWorld();
        world.inspections.finds(
                Sample.report("talks.example.org", SampleFacts.healthy().facts()));
        person.open(world);

        person.click("Add your server");
        person.click("#host");
        person.write("talks.example.org");
        person.click("#askIdentity");
        person.click("#pasted");
        person.paste(FakeServers.KEY.fingerprint());
        person.waitForText("#match", "They are the same");
        person.click("#trust");
        person.click("#testConnection");
        person.click("#goOn");
        person.click("#saveServer");

        person.waitForText(".label", "The site works. Nothing wants your attention.");
        assertThat(world.servers.trusted()).containsExactly(FakeServers.KEY);
        assertThat(world.servers.list()).hasSize(1);
    }

    @Test
    void addsAnEmptyServerThatASnapshotIsToBeRestoredTo() throws Exception {
        FakeWorld world = new FakeWorld();
        world.servers.stored("spare.example.org", 22, FakeServers.KEY);
        world.servers.checks(
                List.of(
                        FakeServers.passed("SIGN_IN"),
                        FakeServers.failed("PRETALX", new OperationFailedException(FailureReason.NO_PRETALX, "none"))),
                List.of());
        person.open(world);

        person.click("Add your server");
        person.click("#host");
        person.write("spare.example.org");
        person.click("#askIdentity");
        person.click("#testConnection");
        person.click("#useEmpty");
        person.click("#saveServer");

        person.waitForText(".page-title", "spare.example.org");
        assertThat(world.servers.list())
                .singleElement()
                .satisfies(saved -> assertThat(saved.instances()).isEmpty());
    }

    @Test
    void takesASnapshotAndSeesItsProgress() throws Exception {
        FakeWorld world = Scenes.conferences();
        world.backups.reports(Progress.bytes("backup-media", 812_000_000L, 1_300_000_000L));
        CountDownLatch hold = world.backups.hold();
        person.open(world);
        person.waitForText(".label", "The site works.");

        person.click("Back up now");
        person.waitForText(".label", "812 MB of 1.3 GB");
        hold.countDown();

        person.waitForText(".label", "is whole");
    }

    @Test
    void aCancelledSnapshotLeavesTheOthers() throws Exception {
        FakeWorld world = Scenes.conferences();
        world.backups.hold();
        person.open(world);
        person.waitForText(".label", "The site works.");

        person.click("Back up now");
        person.click("#cancelBusy");

        person.waitForText(".label", "Nothing is left half done");
        assertThat(world.backups.all()).hasSize(5);
    }

    @Test
    void walksAnUpgradeToItsEnd() throws Exception {
        FakeWorld world = Scenes.done();
        person.open(world);
        person.waitForText(".label", "The site works.");

        person.click("Upgrade");
        person.click("#plan");
        person.click("#startPlanned");

        person.waitForText("#walkHeadline", "Upgraded from 2025.2.2 to 2026.2.1");
        person.click("#walkDone");
        person.waitUntil("#plan", Person::usable);
    }

    @Test
    void stopsAnUpgradeInTheWindowAndIsBack() throws Exception {
        FakeWorld world = Scenes.inTheWindow();
        person.open(world);
        person.waitForText(".label", "The site works.");
        person.click("Upgrade");
        person.click("#plan");
        person.click("#startPlanned");
        person.waitForText("#walkVisitors", "a maintenance page for");

        person.click("#stop");
        person.click("#dialogYes");
        person.waitFor(() -> world.jobs.asked().contains("stop"));
        world.jobs
                .event(Kind.STOP_ASKED, -1, world.clock.instant())
                .event(Kind.STEP_DONE, 7, world.clock.instant())
                .event(Kind.UNDO_BEGUN, -1, world.clock.instant())
                .event(Kind.STEP_UNDO_BEGUN, 7, world.clock.instant())
                .event(Kind.STEP_UNDONE, 7, world.clock.instant())
                .ends(JobState.UNDONE);

        person.waitForText("#walkHeadline", "Back on 2025.2.2");
    }
}
