package app.greenroom.task;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExecutorTaskRunnerTest {
    private static final TaskTitle TITLE = TaskTitle.of("inspect", "talks");

    private final BlockingQueue<Runnable> ui = new LinkedBlockingQueue<>();
    private final ExecutorTaskRunner runner =
            new ExecutorTaskRunner(Executors.newVirtualThreadPerTaskExecutor(), ui::add);
    private final List<String> told = new ArrayList<>();

    @AfterEach
    void close() {
        runner.close();
    }

    private <T> TaskHandle submit(Work<T> work) {
        return runner.submit(
                TITLE,
                work,
                progress -> told.add("progress " + progress.done()),
                result -> told.add("result " + result),
                failure -> told.add("failure " + failure.reason()));
    }

    /** Runs what came to the UI thread until something ended the work. */
    private void untilTold(String word) throws InterruptedException {
        while (told.stream().noneMatch(line -> line.startsWith(word))) {
            ui.take().run();
        }
    }

    @Test
    void tellsTheResultOnTheUiThread() throws InterruptedException {
        TaskHandle handle = submit(context -> 7);

        assertThat(told).isEmpty();
        untilTold("result");
        assertThat(told).containsExactly("result 7");
        assertThat(handle.isDone()).isTrue();
    }

    @Test
    void tellsTheNewestProgressBeforeTheOutcomeAndLeavesOutWhatNobodyCouldRead() throws InterruptedException {
        submit(context -> {
            for (int i = 1; i <= 10_000; i++) {
                context.report(Progress.items("inspect", i, 10_000));
            }
            return "done";
        });

        untilTold("result");
        assertThat(told).endsWith("progress 10000", "result done").hasSizeLessThan(5_000);
    }

    @Test
    void aCancelledWorkFailsAsCancelled() throws InterruptedException {
        CountDownLatch cancelled = new CountDownLatch(1);
        TaskHandle handle = submit(context -> {
            context.cancellation().onCancel(cancelled::countDown);
            try {
                cancelled.await();
            } catch (InterruptedException interrupted) {
                throw new OperationFailedException(FailureReason.INTERNAL, "interrupted", interrupted);
            }
            context.cancellation().throwIfCancelled();
            return "not reached";
        });

        handle.cancel();
        untilTold("failure");
        assertThat(told).containsExactly("failure CANCELLED");
    }

    @Test
    void aFaultOfOursReachesTheUserAsAFailure() throws InterruptedException {
        submit(context -> {
            throw new IllegalStateException("a fault");
        });

        untilTold("failure");
        assertThat(told).containsExactly("failure INTERNAL");
    }

    @Test
    void closingCancelsWhatRuns() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        submit(context -> {
            context.cancellation().onCancel(cancelled::countDown);
            begun.countDown();
            try {
                cancelled.await();
            } catch (InterruptedException interrupted) {
                throw new OperationFailedException(FailureReason.INTERNAL, "interrupted", interrupted);
            }
            return "ended";
        });
        begun.await();

        runner.close();

        assertThat(cancelled.getCount()).isZero();
        untilTold("result");
        assertThat(told).containsExactly("result ended");
    }
}
