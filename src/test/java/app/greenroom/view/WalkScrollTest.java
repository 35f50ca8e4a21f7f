package app.greenroom.view;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.job.JobEvent.Kind;
import app.greenroom.task.ExecutorTaskRunner;
import app.greenroom.view.control.StepRow;
import app.greenroom.viewmodel.fake.FakeWorld;
import app.greenroom.viewmodel.fake.Scenes;
import app.greenroom.viewmodel.frame.MainViewModel;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** In a small window the list of steps goes along with the job, unless the user looks elsewhere. */
class WalkScrollTest {
    private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");

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

    private FakeWorld walking() throws Exception {
        FakeWorld world = Scenes.inTheWindow();
        stage = Optional.of(FxToolkit.call(() -> {
            Stage made = new Stage();
            Theming theming = new Theming();
            MainViewModel window =
                    world.window(runner, new FxDialogs(() -> made, theming, world.words), new FxThread());
            Scene scene = new Scene(new ViewFactory(world.words).of(window), 1000, 700);
            theming.dress(scene);
            made.setScene(scene);
            made.show();
            window.start();
            return made;
        }));
        press("Upgrade");
        press("#plan");
        press("#startPlanned");
        return world;
    }

    private void press(String query) throws Exception {
        until(() -> robot.lookup(query).queryAll().stream().anyMatch(node -> node.isVisible() && !node.isDisabled()));
        FxToolkit.call(() -> {
            Node found = robot.lookup(query)
                    .match(node -> node.isVisible() && !node.isDisabled())
                    .query();
            for (Node each = found; each != null; each = each.getParent()) {
                if (each instanceof ButtonBase button) {
                    button.fire();
                    break;
                }
            }
            return found;
        });
    }

    private void until(Condition condition) throws Exception {
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> FxToolkit.call(condition::holds));
    }

    private interface Condition {
        boolean holds();
    }

    private ScrollPane list() {
        return robot.lookup(".framed-scroll").queryAs(ScrollPane.class);
    }

    /** The running step, if it is that one; the snapshot before the job is the first. */
    private Optional<Node> current(int number) {
        List<Node> rows = ((Pane) list().getContent())
                .getChildren().stream().filter(StepRow.class::isInstance).toList();
        return rows.stream()
                .filter(row -> row.getPseudoClassStates().contains(CURRENT))
                .filter(row -> rows.indexOf(row) == number)
                .findFirst();
    }

    private boolean seen(Node row) {
        Bounds window = list().localToScene(list().getBoundsInLocal());
        return window.contains(row.localToScene(row.getBoundsInLocal()));
    }

    @Test
    void theRunningStepIsInSightByItself() throws Exception {
        FakeWorld world = walking();
        until(() -> current(8).filter(this::seen).isPresent());
        assertThat(FxToolkit.call(() -> list().getVvalue())).isPositive();

        world.jobs
                .event(Kind.STEP_DONE, 7, world.clock.instant())
                .event(Kind.STEP_BEGUN, 8, world.clock.instant())
                .event(Kind.STEP_DONE, 8, world.clock.instant())
                .event(Kind.STEP_BEGUN, 9, world.clock.instant());
        until(() -> current(10).filter(this::seen).isPresent());
    }

    @Test
    void whoScrolledAwayIsLeftThere() throws Exception {
        FakeWorld world = walking();
        until(() -> current(8).filter(this::seen).isPresent());
        FxToolkit.call(() -> {
            list().fireEvent(new ScrollEvent(
                    ScrollEvent.SCROLL,
                    10,
                    10,
                    10,
                    10,
                    false,
                    false,
                    false,
                    false,
                    false,
                    false,
                    0,
                    40,
                    0,
                    40,
                    ScrollEvent.HorizontalTextScrollUnits.NONE,
                    0,
                    ScrollEvent.VerticalTextScrollUnits.NONE,
                    0,
                    0,
                    null));
            list().setVvalue(0);
            return list();
        });

        world.jobs.event(Kind.STEP_DONE, 7, world.clock.instant()).event(Kind.STEP_BEGUN, 8, world.clock.instant());
        until(() -> current(9).isPresent());
        assertThat(FxToolkit.call(() -> list().getVvalue())).isZero();
    }
}
