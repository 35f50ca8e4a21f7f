package app.greenroom.view;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.job.JobState;
import app.greenroom.viewmodel.fake.DirectTaskRunner;
import app.greenroom.viewmodel.fake.FakeWorld;
import app.greenroom.viewmodel.fake.Scenes;
import app.greenroom.viewmodel.frame.MainViewModel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.TraversalDirection;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Toggle;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every control can be reached by the tab key, says what it is, and shows its focus. */
class KeyboardTest {
    private static final int MOST_STEPS = 200;

    @BeforeAll
    static void toolkit() throws Exception {
        FxToolkit.start();
    }

    static List<String> views() {
        return EveryView.names();
    }

    @ParameterizedTest
    @MethodSource("views")
    void everyControlIsReachedByTab(String name) throws Exception {
        FakeWorld world = Scenes.conferences();
        world.jobs.ends(JobState.DONE);
        world.dialogs.consent(true);
        MainViewModel window = world.window(new DirectTaskRunner());
        window.start();
        List<Node> missed = FxToolkit.call(() -> {
            Parent root = new EveryView(window, world.words).named(name);
            Stage stage = new Stage();
            Scene scene = new Scene(root, 1000, 700);
            new Theming().dress(scene);
            stage.setScene(scene);
            stage.show();
            root.applyCss();
            root.layout();
            List<Node> wanted = usable(root);
            Set<Node> reached = reached(scene);
            wanted.removeIf(node -> reached.contains(node) || isInReachedGroup(node, reached));
            stage.close();
            return wanted;
        });
        assertThat(missed).as("not reached by tab in " + name).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("views")
    void everyControlSaysWhatItIs(String name) throws Exception {
        FakeWorld world = Scenes.conferences();
        world.jobs.ends(JobState.DONE);
        world.dialogs.consent(true);
        MainViewModel window = world.window(new DirectTaskRunner());
        window.start();
        List<Node> silent = FxToolkit.call(() -> {
            Parent root = new EveryView(window, world.words).named(name);
            new Scene(root, 1000, 700);
            root.applyCss();
            return usable(root).stream().filter(node -> !speaks(node, root)).toList();
        });
        assertThat(silent).as("without words in " + name).isEmpty();
    }

    /** The buttons of a group share one stop of the tab key; the arrow keys go on from there. */
    private static boolean isInReachedGroup(Node node, Set<Node> reached) {
        return node instanceof Toggle toggle
                && toggle.getToggleGroup() != null
                && toggle.getToggleGroup().getToggles().stream().anyMatch(reached::contains);
    }

    private static Set<Node> reached(Scene scene) {
        Set<Node> reached = new LinkedHashSet<>();
        for (int i = 0; i < MOST_STEPS; i++) {
            Node owner = scene.getFocusOwner();
            if (owner != null && !reached.add(owner) && i > 1) {
                break;
            }
            if (owner == null) {
                scene.getRoot().requestFocusTraversal(TraversalDirection.NEXT);
            } else {
                owner.requestFocusTraversal(TraversalDirection.NEXT);
            }
        }
        return reached;
    }

    private static List<Node> usable(Parent root) {
        List<Node> found = new ArrayList<>();
        collect(root, found);
        return found;
    }

    private static void collect(Node node, List<Node> found) {
        if (!node.isVisible()) {
            return;
        }
        boolean usable = node instanceof ButtonBase
                || node instanceof TextInputControl
                || node.getAccessibleRole() == AccessibleRole.TOGGLE_BUTTON;
        if (usable && !node.isDisabled()) {
            found.add(node);
        } else if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, found));
        }
    }

    private static boolean speaks(Node node, Parent root) {
        if (node.getAccessibleText() != null && !node.getAccessibleText().isBlank()) {
            return true;
        }
        if (node instanceof Labeled labeled && !labeled.getText().isBlank()) {
            return true;
        }
        return root.lookupAll(".label").stream()
                .anyMatch(label ->
                        label instanceof Label words && node instanceof Control && node.equals(words.getLabelFor()));
    }
}
