package app.greenroom.view;

import app.greenroom.task.ExecutorTaskRunner;
import app.greenroom.viewmodel.InstanceTab;
import app.greenroom.viewmodel.ThemeChoice;
import app.greenroom.viewmodel.fake.DirectTaskRunner;
import app.greenroom.viewmodel.fake.FakeWorld;
import app.greenroom.viewmodel.fake.ManualTaskRunner;
import app.greenroom.viewmodel.frame.MainViewModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.scene.Group;
import javafx.scene.Parent;
import javafx.scene.Scene;
import org.testfx.util.WaitForAsyncUtils;

/** Draws the window in the middle of a story into {@code target/screens}, in two sizes. */
final class Camera {
    private static final Path FOLDER = Path.of("target/screens");
    private static final List<Size> SIZES = List.of(new Size(1000, 700), new Size(1600, 1000));

    private final ThemeChoice theme;
    private final List<Size> sizes;

    private record Size(int width, int height) {}

    Camera(ThemeChoice theme) {
        this(theme, SIZES);
    }

    private Camera(ThemeChoice theme, List<Size> sizes) {
        this.theme = theme;
        this.sizes = sizes;
    }

    /** A camera for a screen of 1366 to 768 on which everything is drawn twice as large. */
    static Camera small(ThemeChoice theme) {
        return new Camera(theme, List.of(new Size(683, 384)));
    }

    /** Really at work: stops where a condition holds. */
    void shootLive(String name, FakeWorld world, Consumer<MainViewModel> story, Predicate<MainViewModel> until)
            throws Exception {
        ExecutorTaskRunner runner = new ExecutorTaskRunner(Executors.newVirtualThreadPerTaskExecutor(), new FxThread());
        MainViewModel window = FxToolkit.call(() -> world.window(runner, world.dialogs, new FxThread()));
        FxToolkit.call(() -> {
            window.start();
            return name;
        });
        waitFor(window, shown -> shown.instanceProperty().get().isPresent());
        waitFor(window, shown -> shown.activity().running().isEmpty());
        draw(name, world, window, shown -> {}, () -> {
            FxToolkit.call(() -> {
                story.accept(window);
                return name;
            });
            if (!until.test(window)) {
                waitFor(
                        window,
                        shown -> shown.instanceProperty()
                                        .get()
                                        .orElseThrow()
                                        .upgrade()
                                        .planProperty()
                                        .get()
                                        .isPresent()
                                || until.test(shown));
                FxToolkit.call(() -> {
                    window.instanceProperty().get().orElseThrow().upgrade().start();
                    return name;
                });
                waitFor(window, until);
            }
        });
        runner.close();
    }

    private static void waitFor(MainViewModel window, Predicate<MainViewModel> condition) throws Exception {
        WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, () -> FxToolkit.call(() -> condition.test(window)));
    }

    void shoot(String name, FakeWorld world, Consumer<MainViewModel> story) throws Exception {
        draw(name, world, world.window(new DirectTaskRunner()), story);
    }

    /** Stops in the middle: only so many tasks get done. */
    void shootWaiting(String name, FakeWorld world, int done, Consumer<MainViewModel> story) throws Exception {
        ManualTaskRunner runner = new ManualTaskRunner();
        draw(name, world, world.window(runner), window -> {
            story.accept(window);
            for (int i = 0; i < done; i++) {
                runner.runNext();
            }
        });
    }

    /** The page of snapshots before their list was read. */
    void shootLoading(String name, FakeWorld world) throws Exception {
        ManualTaskRunner runner = new ManualTaskRunner();
        draw(name, world, world.window(runner), window -> {
            window.start();
            runner.runNext();
            window.instanceProperty().get().orElseThrow().tabProperty().set(InstanceTab.BACKUPS);
        });
    }

    private void draw(String name, FakeWorld world, MainViewModel window, Consumer<MainViewModel> story)
            throws Exception {
        draw(name, world, window, story, () -> {});
    }

    private interface Waiting {
        void go() throws Exception;
    }

    private void draw(
            String name, FakeWorld world, MainViewModel window, Consumer<MainViewModel> story, Waiting waiting)
            throws Exception {
        Parent root = FxToolkit.call(() -> {
            Parent made = new ViewFactory(world.words).of(window);
            story.accept(window);
            return made;
        });
        waiting.go();
        FxToolkit.call(() -> {
            Theming theming = new Theming();
            theming.choiceProperty().set(theme);
            window.pulse().beat();
            for (Size size : sizes) {
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
