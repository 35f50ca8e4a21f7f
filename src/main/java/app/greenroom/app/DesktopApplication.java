package app.greenroom.app;

import app.greenroom.app.OneWindow.Raised;
import app.greenroom.app.OneWindow.Turn;
import app.greenroom.operation.Operations;
import app.greenroom.operation.Preferences;
import app.greenroom.storage.HeldElsewhereException;
import app.greenroom.text.Messages;
import app.greenroom.view.FxThread;
import app.greenroom.viewmodel.frame.MainViewModel;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The desktop: starts the toolkit, shows the one window, stops with it. No {@code javafx.application.Application},
 * because that is made by reflection and could be handed its operations only through static state.
 */
public final class DesktopApplication {
    private static final Logger LOG = LoggerFactory.getLogger(DesktopApplication.class);

    private final DesktopWindow window;
    private final CountDownLatch ended = new CountDownLatch(1);
    private Optional<Stage> shown = Optional.empty();
    private volatile boolean started;
    private volatile boolean closing;
    private Consumer<Stage> firstFrame = stage -> LOG.info("the first frame is shown");

    /** A desktop on these operations. */
    public DesktopApplication(Operations operations, Preferences preferences, Messages messages, Clock clock) {
        this.window = new DesktopWindow(operations, preferences, messages, clock);
    }

    /**
     * Shows the window and returns when it was closed, unless another is open on the same files: that one comes to the
     * front instead. Called once, from the main thread.
     *
     * @param one finds the other
     * @param practice whether the practice server is to be started and opened
     * @return whether it was shown here
     * @throws HeldElsewhereException if another is open and does not answer
     */
    boolean runOnce(OneWindow one, boolean practice) throws InterruptedException, HeldElsewhereException {
        try (Turn turn = one.takeOrRaise(practice).orElse(null)) {
            if (turn != null) {
                run(practice, turn::opened);
            }
            return turn != null;
        } catch (HeldElsewhereException e) {
            throw e;
        } catch (IOException e) {
            // a disk without locks, or that cannot be written: two windows are better than none, files have locks of
            // their own
            LOG.warn("whether another window is open is not known", e);
            if (ended.getCount() > 0) {
                run(practice, opened -> {});
            }
            return true;
        }
    }

    private void run(boolean practice, Consumer<Raised> opened) throws InterruptedException {
        if (closing) {
            return;
        }
        Platform.setImplicitExit(false);
        AtomicReference<@Nullable Throwable> fault = new AtomicReference<>();
        Platform.startup(() -> {
            try {
                start(practice, opened);
            } catch (RuntimeException | Error e) {
                // the toolkit would print it and wait for ever, without a window
                fault.set(e);
                ended.countDown();
            }
        });
        started = true;
        if (closing) {
            close();
        }
        ended.await();
        Platform.exit();
        Throwable found = fault.get();
        if (found != null) {
            throw new IllegalStateException("the window could not be opened", found);
        }
    }

    /** Shows the window, does something with it at its first frame, and returns when it was closed. */
    void run(Consumer<Stage> atFirstFrame) throws InterruptedException {
        firstFrame = atFirstFrame;
        run(false, opened -> {});
    }

    /** Closes the window as if the user did, from any thread; its work ends with it. */
    void close() {
        closing = true;
        if (started) {
            new FxThread().execute(() -> shown.ifPresent(Stage::close));
        }
    }

    private void start(boolean practice, Consumer<Raised> opened) {
        Stage stage = new Stage();
        shown = Optional.of(stage);
        MainViewModel model = window.open(stage, ended::countDown);
        new FirstFrame(stage.getScene()).awaited(() -> firstFrame.accept(stage));
        if (practice) {
            model.openPractice();
        }
        FxThread ui = new FxThread();
        opened.accept(wanted -> ui.execute(() -> {
            front(stage);
            if (wanted) {
                model.openPractice();
            }
        }));
    }

    /** Window managers that keep others from taking the keyboard still put what is always on top there. */
    private static void front(Stage stage) {
        stage.setIconified(false);
        stage.setAlwaysOnTop(true);
        stage.toFront();
        stage.requestFocus();
        stage.setAlwaysOnTop(false);
    }
}
