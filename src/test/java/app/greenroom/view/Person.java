package app.greenroom.view;

import app.greenroom.domain.server.Secret;
import app.greenroom.operation.Operations;
import app.greenroom.operation.Preferences;
import app.greenroom.task.ExecutorTaskRunner;
import app.greenroom.text.FailureText;
import app.greenroom.text.Messages;
import app.greenroom.viewmodel.Dialogs;
import app.greenroom.viewmodel.Pulse;
import app.greenroom.viewmodel.Words;
import app.greenroom.viewmodel.fake.FakeWorld;
import app.greenroom.viewmodel.fake.RecordingDesktop;
import app.greenroom.viewmodel.frame.MainViewModel;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.stage.Stage;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** A user at mouse and keyboard, in front of a window on operations in memory that run on their own threads. */
public final class Person {
    private static final long PATIENCE_SECONDS = 100;

    private final FxRobot robot = new FxRobot();
    private final ExecutorTaskRunner runner =
            new ExecutorTaskRunner(Executors.newVirtualThreadPerTaskExecutor(), new FxThread());
    private Optional<Stage> stage = Optional.empty();

    /** Opens the window on a world. */
    void open(FakeWorld world) throws Exception {
        open(world.words, dialogs -> world.window(runner, dialogs, new FxThread()));
    }

    /**
     * Opens the window on real operations.
     *
     * @param saved where a file is saved: the system's own dialog for that can be used by nobody here
     */
    public void open(Operations operations, Preferences preferences, Path saved) throws Exception {
        Words words = Words.of(new Messages(Locale.ENGLISH), ZoneOffset.UTC);
        open(
                words,
                dialogs -> new MainViewModel(
                        operations,
                        runner,
                        new Saving(dialogs, saved),
                        new RecordingDesktop(),
                        preferences,
                        words,
                        new Pulse(Clock.systemUTC()),
                        new FxThread()));
    }

    private void open(Words words, Function<Dialogs, MainViewModel> making) throws Exception {
        stage = Optional.of(FxToolkit.call(() -> {
            Stage made = new Stage();
            Theming theming = new Theming();
            MainViewModel window = making.apply(new FxDialogs(() -> made, theming, words));
            Scene scene = new Scene(new ViewFactory(words).of(window), 1200, 760);
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
    public void click(String query) throws Exception {
        waitUntil(query, Person::usable);
        FxToolkit.call(() -> {
            reveal(robot.lookup(query).match(Person::usable).query());
            return true;
        });
        robot.clickOn(robot.lookup(query).match(Person::usable).<Node>query());
    }

    /** Scrolls to a node, as one would before clicking it. */
    private static void reveal(Node node) {
        for (Node each = node.getParent(); each != null; each = each.getParent()) {
            if (each instanceof ScrollPane pane && pane.getContent() != null) {
                Bounds shown = pane.localToScene(pane.getLayoutBounds());
                Bounds wanted = node.localToScene(node.getLayoutBounds());
                double hidden = pane.getContent().getLayoutBounds().getHeight() - shown.getHeight();
                if (hidden > 0 && (wanted.getMinY() < shown.getMinY() || wanted.getMaxY() > shown.getMaxY())) {
                    double moved = wanted.getCenterY() - shown.getCenterY();
                    pane.setVvalue(Math.clamp(pane.getVvalue() + moved / hidden, 0, 1));
                    pane.layout();
                }
            }
        }
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
    public void waitForText(String query, String text) throws Exception {
        waitUntil(
                query,
                node -> usable(node)
                        && node instanceof Labeled labeled
                        && labeled.getText().contains(text));
    }

    /** Types. */
    public void write(String text) {
        robot.write(text);
    }

    /** Types something into a field in place of what is in it. */
    public void replace(String field, String text) throws Exception {
        click(field);
        robot.push(new KeyCodeCombination(KeyCode.A, KeyCombination.SHORTCUT_DOWN));
        robot.write(text);
    }

    /** Presses a key. */
    public void press(KeyCode key) {
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

    /** Chooses the row of a table or a tree whose first column says this, and opens the tree below it. */
    public void choose(String row) throws Exception {
        click(row);
        press(KeyCode.RIGHT);
    }

    /** Keeps a picture to be looked at by a person. */
    public void keepPicture(String name) throws Exception {
        Pictures.write(
                FxToolkit.call(() -> stage.orElseThrow().getScene().snapshot(null)),
                Path.of("target/screens", name + ".png"));
    }

    /** Dialogs of the window, but a file is saved without asking where. */
    private record Saving(Dialogs others, Path saved) implements Dialogs {
        @Override
        public boolean confirm(Question question) {
            return others.confirm(question);
        }

        @Override
        public boolean confirmTyped(Question question, String word) {
            return others.confirmTyped(question, word);
        }

        @Override
        public void showFailure(FailureText.Words failure, String details) {
            others.showFailure(failure, details);
        }

        @Override
        public Optional<Secret> askSecret(SecretQuestion question) {
            return others.askSecret(question);
        }

        @Override
        public Optional<String> askText(TextQuestion question) {
            return others.askText(question);
        }

        @Override
        public Optional<String> chooseSaveFile(String title, String name) {
            return Optional.of(saved.toString());
        }

        @Override
        public Optional<String> chooseFile(String title) {
            return others.chooseFile(title);
        }
    }

    /** Closes the window and ends what runs behind it. */
    public void close() throws Exception {
        FxToolkit.call(() -> {
            stage.ifPresent(Stage::close);
            return stage;
        });
        runner.close();
    }
}
