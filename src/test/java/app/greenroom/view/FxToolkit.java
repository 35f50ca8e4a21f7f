package app.greenroom.view;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.Scene;

/** Runs parts of tests on the UI thread of the headless toolkit. */
final class FxToolkit {
    private FxToolkit() {}

    /** Starts the toolkit if no test of this run has done so. */
    static void start() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        try {
            Platform.startup(started::countDown);
            if (!started.await(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("the toolkit does not start");
            }
        } catch (IllegalStateException running) {
            if (!String.valueOf(running.getMessage()).contains("already")) {
                throw running;
            }
        }
        Platform.setImplicitExit(false);
    }

    /** Does something on the UI thread and waits for it. */
    static <T> T call(Callable<T> part) throws InterruptedException, ExecutionException {
        FutureTask<T> task = new FutureTask<>(part);
        new FxThread().execute(task);
        return task.get();
    }

    /** Waits until the toolkit has laid out and drawn a scene this often. */
    static void pulses(Scene scene, int number) throws InterruptedException, ExecutionException {
        for (int i = 0; i < number; i++) {
            CountDownLatch drawn = new CountDownLatch(1);
            call(() -> {
                Runnable[] listener = new Runnable[1];
                listener[0] = () -> {
                    drawn.countDown();
                    scene.removePostLayoutPulseListener(listener[0]);
                };
                scene.addPostLayoutPulseListener(listener[0]);
                Platform.requestNextPulse();
                return drawn;
            });
            drawn.await();
        }
    }
}
