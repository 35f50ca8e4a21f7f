package app.greenroom.view;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.instance.SampleFacts;
import app.greenroom.domain.job.JobEvent.Kind;
import app.greenroom.domain.job.JobState;
import app.greenroom.task.ExecutorTaskRunner;
import app.greenroom.task.Progress;
import app.greenroom.viewmodel.fake.FakeServers;
import app.greenroom.viewmodel.fake.FakeWorld;
import app.greenroom.viewmodel.fake.Sample;
import app.greenroom.viewmodel.fake.Scenes;
import app.greenroom.viewmodel.frame.MainViewModel;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** A user at mouse and keyboard, on operations in memory that run on their own threads. */
class JourneyTest {
    private static final long PATIENCE_SECONDS = 60;

    private final FxRobot robot = new FxRobot();
    private final ExecutorTaskRunner runner =
            new ExecutorTaskRunner(Executors.newVirtualThreadPerTaskExecutor(), new FxThread());
    private Optional<Stage> stage = Optional.empty();

    @BeforeAll
    static void toolkit() throws Exception {
        FxToolkit.start();
    }

    @AfterEach
    void close() throws Exception {
        FxToolkit.call(() -> {
            stage.ifPresent(Stage::close);
            return stage;
        });
        runner.close();
    }

    private void open(FakeWorld world) throws Exception {
        stage = Optional.of(FxToolkit.call(() -> {
            Stage made = new Stage();
            Theming theming = new Theming();
            MainViewModel window =
                    world.window(runner, new FxDialogs(() -> made, theming, world.words), new FxThread());
            Scene scene = new Scene(new ViewFactory(world.words).of(window), 1200, 760);
            theming.dress(scene);
            made.setScene(scene);
            made.show();
            window.start();
            return made;
        }));
    }

    private void waitUntil(String query, Predicate<Node> condition) throws Exception {
        WaitForAsyncUtils.waitFor(
                PATIENCE_SECONDS,
                TimeUnit.SECONDS,
                () -> FxToolkit.call(
                        () -> robot.lookup(query).queryAll().stream().anyMatch(condition)));
    }

    private void click(String query) throws Exception {
        waitUntil(query, JourneyTest::usable);
        robot.clickOn(robot.lookup(query).match(JourneyTest::usable).<Node>query());
    }

    private static boolean usable(Node node) {
        for (Node each = node; each != null; each = each.getParent()) {
            if (!each.isVisible()) {
                return false;
            }
        }
        return !node.isDisabled() && node.getScene() != null;
    }

    private void waitForText(String query, String text) throws Exception {
        waitUntil(
                query,
                node -> usable(node)
                        && node instanceof Labeled labeled
                        && labeled.getText().contains(text));
    }

    private void paste(String text) throws Exception {
        FxToolkit.call(() -> {
            new FxDesktop("linux").copy(text);
            return text;
        });
        robot.push(new KeyCodeCombination(KeyCode.V, KeyCombination.SHORTCUT_DOWN));
    }

    @Test
    void addsAServerThatThisComputerNeverMet() throws Exception {
        FakeWorld world = new FakeWorld();
        world.inspections.finds(
                Sample.report("talks.example.org", SampleFacts.healthy().facts()));
        open(world);

        click("Add your server");
        click("#host");
        robot.write("talks.example.org");
        click("#askIdentity");
        click("#pasted");
        paste(FakeServers.KEY.fingerprint());
        waitForText("#match", "They are the same");
        click("#trust");
        click("#testConnection");
        click("#goOn");
        click("#saveServer");

        waitForText(".label", "The site works. Nothing wants your attention.");
        assertThat(world.servers.trusted()).containsExactly(FakeServers.KEY);
        assertThat(world.servers.list()).hasSize(1);
    }

    @Test
    void takesASnapshotAndSeesItsProgress() throws Exception {
        FakeWorld world = Scenes.conferences();
        world.backups.reports(Progress.bytes("backup-media", 812_000_000L, 1_300_000_000L));
        CountDownLatch hold = world.backups.hold();
        open(world);
        waitForText(".label", "The site works.");

        click("Back up now");
        waitForText(".label", "812 MB of 1.3 GB");
        hold.countDown();

        waitForText(".label", "is whole");
    }

    @Test
    void aCancelledSnapshotLeavesTheOthers() throws Exception {
        FakeWorld world = Scenes.conferences();
        world.backups.hold();
        open(world);
        waitForText(".label", "The site works.");

        click("Back up now");
        click("#cancelBusy");

        waitForText(".label", "Nothing is left half done");
        assertThat(world.backups.list(Sample.target())).hasSize(5);
    }

    @Test
    void walksAnUpgradeToItsEnd() throws Exception {
        FakeWorld world = Scenes.done();
        open(world);
        waitForText(".label", "The site works.");

        click("Upgrade");
        click("#plan");
        click("#startPlanned");

        waitForText("#walkHeadline", "Upgraded from 2025.2.2 to 2026.2.1");
        click("#walkDone");
        waitUntil("#plan", JourneyTest::usable);
    }

    @Test
    void stopsAnUpgradeInTheWindowAndIsBack() throws Exception {
        FakeWorld world = Scenes.inTheWindow();
        open(world);
        waitForText(".label", "The site works.");
        click("Upgrade");
        click("#plan");
        click("#startPlanned");
        waitForText("#walkVisitors", "a maintenance page for");

        click("#stop");
        click("#dialogYes");
        WaitForAsyncUtils.waitFor(
                PATIENCE_SECONDS, TimeUnit.SECONDS, () -> world.jobs.asked().contains("stop"));
        world.jobs
                .event(Kind.STOP_ASKED, -1, world.clock.instant())
                .event(Kind.STEP_DONE, 7, world.clock.instant())
                .event(Kind.UNDO_BEGUN, -1, world.clock.instant())
                .event(Kind.STEP_UNDO_BEGUN, 7, world.clock.instant())
                .event(Kind.STEP_UNDONE, 7, world.clock.instant())
                .ends(JobState.UNDONE);

        waitForText("#walkHeadline", "Back on 2025.2.2");
    }
}
