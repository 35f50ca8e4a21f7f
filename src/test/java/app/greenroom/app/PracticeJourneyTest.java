package app.greenroom.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.text.Messages;
import app.greenroom.view.FxToolkit;
import app.greenroom.view.Pictures;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/**
 * The first run of a user: the window on real operations, the practice server, a backup and its
 * restore, an upgrade over two hops.
 */
class PracticeJourneyTest {
    private static final long PATIENCE_SECONDS = 100;

    private final FxRobot robot = new FxRobot();

    @TempDir
    private Path home;

    @BeforeAll
    static void toolkit() throws Exception {
        FxToolkit.start();
    }

    @Test
    void triesThePracticeServerBacksItUpRestoresAndUpgradesIt() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        try (CompositionRoot root = CompositionRoot.build(Optional.of(home))) {
            Stage stage = FxToolkit.call(() -> {
                Stage made = new Stage();
                new DesktopWindow(
                                root.operations(),
                                root.preferences(),
                                new Messages(Locale.ENGLISH),
                                Clock.system(ZoneId.systemDefault()))
                        .open(made, closed::countDown);
                return made;
            });

            click("Try the practice server");
            waitForText("The site works.");
            keep(stage, "health");
            click("Back up now");
            waitForText("is whole");
            waitForText("1 snapshot");
            keep(stage, "backup");
            click("#restore");
            click("#planRestore");
            click("#startPlanned");
            click("#typed");
            robot.write("practice");
            click("#dialogYes");
            waitForText("Restored to today");
            keep(stage, "restored");
            click("#walkDone");
            click("#sheetBack");
            click("Upgrade");
            click("#plan");
            click("#startPlanned");
            waitForText("Upgraded from 2025.2.2 to 2026.2.1");
            keep(stage, "upgraded");

            FxToolkit.call(() -> {
                stage.close();
                return stage;
            });
            assertThat(closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** Keeps a picture to be looked at by a person. */
    private static void keep(Stage stage, String name) throws Exception {
        Pictures.write(
                FxToolkit.call(() -> stage.getScene().snapshot(null)),
                Path.of("target/screens/practice-" + name + ".png"));
    }

    private void waitUntil(String query, Predicate<Node> condition) throws Exception {
        WaitForAsyncUtils.waitFor(
                PATIENCE_SECONDS,
                TimeUnit.SECONDS,
                () -> FxToolkit.call(
                        () -> robot.lookup(query).queryAll().stream().anyMatch(condition)));
    }

    private void waitForText(String text) throws Exception {
        waitUntil(
                ".label",
                node -> usable(node)
                        && node instanceof Labeled labeled
                        && labeled.getText().contains(text));
    }

    private void click(String query) throws Exception {
        waitUntil(query, PracticeJourneyTest::usable);
        robot.clickOn(robot.lookup(query).match(PracticeJourneyTest::usable).<Node>query());
    }

    private static boolean usable(Node node) {
        for (Node each = node; each != null; each = each.getParent()) {
            if (!each.isVisible()) {
                return false;
            }
        }
        return !node.isDisabled() && node.getScene() != null;
    }
}
