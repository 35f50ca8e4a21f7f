package app.greenroom.view;

import app.greenroom.viewmodel.ThemeChoice;
import app.greenroom.viewmodel.fake.DirectTaskRunner;
import app.greenroom.viewmodel.fake.FakeWorld;
import app.greenroom.viewmodel.fake.ManualTaskRunner;
import app.greenroom.viewmodel.fake.Scenes;
import app.greenroom.viewmodel.frame.MainViewModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.scene.Group;
import javafx.scene.Parent;
import javafx.scene.Scene;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Draws every screen into {@code target/screens}, light and dark, in two sizes, to be looked at by a person. No test:
 * its name keeps it out of ordinary runs; {@code mvn test -Dtest=ScreenshotTour} runs it.
 */
class ScreenshotTour {
    private static final Path FOLDER = Path.of("target/screens");
    private static final List<Size> SIZES = List.of(new Size(1000, 700), new Size(1600, 1000));

    private record Size(int width, int height) {}

    @BeforeAll
    static void toolkit() throws Exception {
        FxToolkit.start();
    }

    @ParameterizedTest
    @EnumSource(
            value = ThemeChoice.class,
            names = {"LIGHT", "DARK"})
    void tour(ThemeChoice theme) throws Exception {
        shoot("welcome", theme, new FakeWorld(), MainViewModel::start);
        shoot("health", theme, Scenes.conferences(), MainViewModel::start);
        shoot("health-all", theme, Scenes.conferences(), window -> {
            window.start();
            window.instanceProperty()
                    .get()
                    .orElseThrow()
                    .health()
                    .showAllProperty()
                    .set(true);
        });
        shoot("health-problem", theme, Scenes.conferences(), window -> {
            window.start();
            window.open(window.sidebar().servers().get(3));
        });
        shoot("health-failed", theme, Scenes.silent(), MainViewModel::start);
        shoot("activity", theme, Scenes.conferences(), window -> {
            window.start();
            window.showActivity();
        });
        shoot("preferences", theme, Scenes.conferences(), window -> {
            window.start();
            window.showPreferences();
        });
        shootWaiting("health-loading", theme, Scenes.conferences(), 1, MainViewModel::start);
    }

    private static void shoot(String name, ThemeChoice theme, FakeWorld world, Consumer<MainViewModel> story)
            throws Exception {
        draw(name, theme, world, world.window(new DirectTaskRunner()), story);
    }

    /** Stops in the middle: only so many tasks get done. */
    private static void shootWaiting(
            String name, ThemeChoice theme, FakeWorld world, int done, Consumer<MainViewModel> story) throws Exception {
        ManualTaskRunner runner = new ManualTaskRunner();
        draw(name, theme, world, world.window(runner), window -> {
            story.accept(window);
            for (int i = 0; i < done; i++) {
                runner.runNext();
            }
        });
    }

    private static void draw(
            String name, ThemeChoice theme, FakeWorld world, MainViewModel window, Consumer<MainViewModel> story)
            throws Exception {
        FxToolkit.call(() -> {
            Theming theming = new Theming();
            theming.choiceProperty().set(theme);
            Parent root = new ViewFactory(world.words).of(window);
            story.accept(window);
            for (Size size : SIZES) {
                // never shown: the headless screen is smaller than the larger size
                Scene scene = new Scene(root, size.width(), size.height());
                theming.dress(scene);
                scene.snapshot(null);
                String file = "%s-%s-%d.png".formatted(name, theme.name().toLowerCase(Locale.ROOT), size.width());
                Pictures.write(scene.snapshot(null), FOLDER.resolve(file));
                scene.setRoot(new Group());
            }
            return name;
        });
    }
}
