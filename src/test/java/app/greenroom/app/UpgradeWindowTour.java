package app.greenroom.app;

import app.greenroom.domain.server.HostKey;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.lab.LabServer;
import app.greenroom.operation.Servers.SignInSecrets;
import app.greenroom.task.TaskContext;
import app.greenroom.text.Messages;
import app.greenroom.view.FxToolkit;
import app.greenroom.view.LiveCamera;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/**
 * The window in front of a real server, drawn at each phase of an upgrade that is undone and of one that is cut off, gets
 * stuck and is resumed; to be looked at by a person. No test: its name keeps it out of ordinary runs.
 */
class UpgradeWindowTour {
    private static final long PATIENCE_SECONDS = 900;

    @RegisterExtension
    static final LabServer server = LabServer.of(LabServer.Layer.POSTGRESQL);

    private final FxRobot robot = new FxRobot();

    @TempDir
    private Path home;

    @BeforeAll
    static void toolkit() throws Exception {
        FxToolkit.start();
    }

    @Test
    void tour() throws Exception {
        try (CompositionRoot root = CompositionRoot.build(Optional.of(home))) {
            save(root);
            Stage stage = FxToolkit.call(() -> {
                Stage made = new Stage();
                new DesktopWindow(
                                root.operations(),
                                root.preferences(),
                                new Messages(Locale.ENGLISH),
                                Clock.system(ZoneId.systemDefault()))
                        .open(made, () -> {});
                return made;
            });
            LiveCamera camera = new LiveCamera(stage, "real-");
            waitForText("The site");
            undone(camera);
            stuck(camera);
            history(camera);
            FxToolkit.call(() -> {
                stage.close();
                return stage;
            });
        }
    }

    private static void save(CompositionRoot root) throws Exception {
        ServerProfile profile = server.profile("lab");
        HostKey key = root.operations()
                .servers()
                .offeredKey(profile.host(), profile.port(), TaskContext.quiet())
                .key();
        root.operations().servers().trust(profile.host(), profile.port(), key);
        root.operations().servers().add(profile, SignInSecrets.none());
    }

    private void undone(LiveCamera camera) throws Exception {
        query("alter table submission_tag rename to moved_away");
        click("#upgradeTab");
        click("#plan");
        waitUntil("#startPlanned", node -> true);
        camera.shoot("plan");
        click("#startPlanned");
        waitForText("Verified", "Snapshot to this computer");
        camera.shoot("preparing-snapshot");
        waitForChosen("Install pretalx 2026.1.2");
        camera.shoot("preparing-venv");
        waitForText("Back on 2025.2.2");
        camera.shoot("undone");
        click("#walkDone");
        query("alter table moved_away rename to submission_tag");
    }

    private void stuck(LiveCamera camera) throws Exception {
        click("#plan");
        click("#startPlanned");
        waitForChosen("Bring the database to pretalx 2026.1.2");
        camera.shoot("window");
        server.run("systemctl mask --runtime pretalx-worker.service");
        link("down");
        waitForText("You no longer see");
        camera.shoot("lost");
        link("up");
        waitForText("stopped near its end");
        camera.shoot("stuck");
        server.run("systemctl unmask --runtime pretalx-worker.service");
        click("Resume");
        click("#dialogYes");
        waitForText("Upgraded from 2025.2.2");
        camera.shoot("done");
        click("#walkDone");
    }

    private void history(LiveCamera camera) throws Exception {
        click("#historyTab");
        waitForText("Upgrade from 2025.2.2 to");
        camera.shoot("history");
        click("#historyRollBack");
        waitUntil("#startPlanned", node -> true);
        camera.shoot("rollback-plan");
        click("#startPlanned");
        click("#typed");
        robot.write("lab");
        click("#dialogYes");
        waitForText("Back on 2025.2.2");
        camera.shoot("rolled-back");
    }

    private static void query(String sql) {
        server.run("runuser -u postgres -- psql -q pretalx -c '" + sql + "'");
    }

    private static void link(String state) throws Exception {
        new ProcessBuilder("ip", "link", "set", server.networkInterface(), state)
                .inheritIO()
                .start()
                .waitFor();
    }

    private void waitForChosen(String title) throws Exception {
        waitUntil(
                ".step-title",
                node -> node.getParent().getParent().getPseudoClassStates().stream()
                                .anyMatch(state -> state.getPseudoClassName().equals("current"))
                        && node instanceof Labeled labeled
                        && labeled.getText().contains(title));
    }

    private void waitUntil(String query, Predicate<Node> condition) throws Exception {
        WaitForAsyncUtils.waitFor(
                PATIENCE_SECONDS,
                TimeUnit.SECONDS,
                () -> FxToolkit.call(
                        () -> robot.lookup(query).queryAll().stream().anyMatch(condition)));
    }

    private void waitForText(String... texts) throws Exception {
        waitUntil(
                ".label",
                node -> usable(node)
                        && node instanceof Labeled labeled
                        && Optional.ofNullable(labeled.getText()).stream()
                                .anyMatch(said -> Arrays.stream(texts).anyMatch(said::contains)));
    }

    private void click(String query) throws Exception {
        waitUntil(query, UpgradeWindowTour::usable);
        robot.clickOn(robot.lookup(query).match(UpgradeWindowTour::usable).<Node>query());
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
