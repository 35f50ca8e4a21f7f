package app.greenroom.app;

import app.greenroom.operation.Operations;
import app.greenroom.operation.Preferences;
import app.greenroom.text.Messages;
import app.greenroom.viewmodel.frame.MainViewModel;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import javafx.application.Platform;
import javafx.stage.Stage;

/**
 * The desktop: starts the toolkit, shows the one window, stops with it. No {@code javafx.application.Application},
 * because that is made by reflection and could be handed its operations only through static state.
 */
public final class DesktopApplication {
    private final DesktopWindow window;
    private final CountDownLatch ended = new CountDownLatch(1);

    /** A desktop on these operations. */
    public DesktopApplication(Operations operations, Preferences preferences, Messages messages, Clock clock) {
        this.window = new DesktopWindow(operations, preferences, messages, clock);
    }

    /**
     * Shows the window and returns when it was closed. Called once, from the main thread.
     *
     * @param practice whether the practice server is to be started and opened
     */
    public void run(boolean practice) throws InterruptedException {
        Platform.setImplicitExit(false);
        Platform.startup(() -> start(practice));
        ended.await();
        Platform.exit();
    }

    private void start(boolean practice) {
        MainViewModel model = window.open(new Stage(), ended::countDown);
        if (practice) {
            model.openPractice();
        }
    }
}
