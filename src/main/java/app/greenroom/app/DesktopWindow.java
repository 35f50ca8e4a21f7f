package app.greenroom.app;

import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.operation.Operations;
import app.greenroom.operation.Preferences;
import app.greenroom.operation.Preferences.WindowSize;
import app.greenroom.task.ExecutorTaskRunner;
import app.greenroom.task.TaskRunner;
import app.greenroom.text.Messages;
import app.greenroom.view.FxDesktop;
import app.greenroom.view.FxDialogs;
import app.greenroom.view.FxThread;
import app.greenroom.view.Theming;
import app.greenroom.view.ViewFactory;
import app.greenroom.viewmodel.Pulse;
import app.greenroom.viewmodel.Words;
import app.greenroom.viewmodel.frame.CatchUpBeat;
import app.greenroom.viewmodel.frame.MainViewModel;
import java.time.Clock;
import java.util.concurrent.Executors;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.util.Duration;
import javafx.util.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one window: its parts put together, its size remembered, its work ended with it. */
final class DesktopWindow {
    private static final Logger LOG = LoggerFactory.getLogger(DesktopWindow.class);
    private static final WindowSize USUAL = new WindowSize(1280, 820, false);
    private static final WindowSize LEAST = new WindowSize(960, 640, false);

    private final Operations operations;
    private final Preferences preferences;
    private final Messages messages;
    private final Clock clock;

    DesktopWindow(Operations operations, Preferences preferences, Messages messages, Clock clock) {
        this.operations = operations;
        this.preferences = preferences;
        this.messages = messages;
        this.clock = clock;
    }

    /**
     * Shows the window on a stage; on the UI thread.
     *
     * @param onClosed runs on a thread of its own when the window was closed and its work has ended
     */
    MainViewModel open(Stage stage, Runnable onClosed) {
        FxThread ui = new FxThread();
        TaskRunner runner = new ExecutorTaskRunner(Executors.newVirtualThreadPerTaskExecutor(), ui);
        Words words = Words.of(messages, clock.getZone());
        Pulse pulse = new Pulse(clock);
        Theming theming = new Theming();
        MainViewModel model = new MainViewModel(
                operations,
                runner,
                new FxDialogs(() -> stage, theming, words),
                new FxDesktop(System.getProperty("os.name")),
                preferences,
                words,
                pulse,
                ui);
        theming.choiceProperty().bind(model.preferences().themeProperty());
        Timeline beat = new Timeline(new KeyFrame(Duration.seconds(1), event -> pulse.beat()));
        beat.setCycleCount(Animation.INDEFINITE);
        beat.play();
        Subscription catchingUp = new CatchUpBeat(operations.schedules(), model.activity(), runner).follow(pulse);
        stage.setOnHidden(event -> {
            catchingUp.unsubscribe();
            beat.stop();
            remember(stage);
            // work may need a moment to end; the window is gone already
            Thread.ofPlatform().name("closing").start(() -> {
                runner.close();
                onClosed.run();
            });
        });
        show(stage, new Scene(new ViewFactory(words).of(model)), theming);
        model.start();
        return model;
    }

    private void show(Stage stage, Scene scene, Theming theming) {
        theming.dress(scene);
        stage.setTitle(messages.get("view.title"));
        Rectangle2D room = Screen.getPrimary().getVisualBounds();
        WindowSize least = LEAST.within(room.getWidth(), room.getHeight());
        stage.setMinWidth(least.width());
        stage.setMinHeight(least.height());
        stage.setScene(scene);
        WindowSize size = preferences.window().orElse(USUAL).within(room.getWidth(), room.getHeight());
        stage.setWidth(size.width());
        stage.setHeight(size.height());
        stage.setMaximized(size.maximized());
        stage.show();
    }

    private void remember(Stage stage) {
        try {
            preferences.rememberWindow(new WindowSize(
                    (int) Math.round(stage.getWidth()), (int) Math.round(stage.getHeight()), stage.isMaximized()));
        } catch (OperationFailedException failure) {
            LOG.warn("the size of the window was not kept", failure);
        }
    }
}
