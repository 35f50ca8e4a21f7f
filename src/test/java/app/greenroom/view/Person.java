package app.greenroom.view;

import app.greenroom.task.ExecutorTaskRunner;
import app.greenroom.viewmodel.fake.FakeWorld;
import app.greenroom.viewmodel.frame.MainViewModel;
import java.util.Optional;
import java.util.concurrent.Callable;
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
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** A user at mouse and keyboard, in front of a window on operations in memory that run on their own threads. */
final class Person {
    private static final long PATIENCE_SECONDS = 60;

    private final FxRobot robot = new FxRobot();
    private final ExecutorTaskRunner runner =
            new ExecutorTaskRunner(Executors.newVirtualThreadPerTaskExecutor(), new FxThread());
    private Optional<Stage> stage = Optional.empty();

    /** Opens the window on a world. */
    void open(FakeWorld world) throws Exception {
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

    /** Waits until some node that the query finds is as wanted. */
    void waitUntil(String query, Predicate<Node> condition) throws Exception {
        WaitForAsyncUtils.waitFor(
                PATIENCE_SECONDS,
                TimeUnit.SECONDS,
                () -> FxToolkit.call(
                        () -> robot.lookup(query).queryAll().stream().anyMatch(condition)));
    }

    /** Waits until something is the case. */
    void waitFor(Callable<Boolean> condition) throws Exception {
        WaitForAsyncUtils.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS, condition);
    }

    /** Clicks what the query finds, as soon as it can be clicked. */
    void click(String query) throws Exception {
        waitUntil(query, Person::usable);
        robot.clickOn(robot.lookup(query).match(Person::usable).<Node>query());
    }

    /** Whether a node can be seen and used. */
    static boolean usable(Node node) {
        for (Node each = node; each != null; each = each.getParent()) {
            if (!each.isVisible()) {
                return false;
            }
        }
        return !node.isDisabled() && node.getScene() != null;
    }

    /** Waits for words in a label. */
    void waitForText(String query, String text) throws Exception {
        waitUntil(
                query,
                node -> usable(node)
                        && node instanceof Labeled labeled
                        && labeled.getText().contains(text));
    }

    /** Types. */
    void write(String text) {
        robot.write(text);
    }

    /** Types something into a field in place of what is in it. */
    void replace(String field, String text) throws Exception {
        click(field);
        robot.push(new KeyCodeCombination(KeyCode.A, KeyCombination.SHORTCUT_DOWN));
        robot.write(text);
    }

    /** Presses a key. */
    void press(KeyCode key) {
        robot.push(key);
    }

    /** Pastes. */
    void paste(String text) throws Exception {
        FxToolkit.call(() -> {
            new FxDesktop("linux").copy(text);
            return text;
        });
        robot.push(new KeyCodeCombination(KeyCode.V, KeyCombination.SHORTCUT_DOWN));
    }

    /** Closes the window and ends what runs behind it. */
    void close() throws Exception {
        FxToolkit.call(() -> {
            stage.ifPresent(Stage::close);
            return stage;
        });
        runner.close();
    }
}
