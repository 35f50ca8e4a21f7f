package app.greenroom.view;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;

/** Runs parts of tests on the UI thread of the headless toolkit. */
public final class FxToolkit {
    private FxToolkit() {}

    /** Starts the toolkit if no test of this run has done so. */
    public static void start() throws InterruptedException {
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
    public static <T> T call(Callable<T> part) throws InterruptedException, ExecutionException {
        FutureTask<T> task = new FutureTask<>(part);
        new FxThread().execute(task);
        return task.get();
    }
}
