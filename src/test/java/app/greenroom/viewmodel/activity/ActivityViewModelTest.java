package app.greenroom.viewmodel.activity;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.task.Progress;
import app.greenroom.task.TaskContext;
import app.greenroom.task.TaskTitle;
import app.greenroom.viewmodel.Tone;
import app.greenroom.viewmodel.fake.FakeWorld;
import app.greenroom.viewmodel.fake.ManualTaskRunner;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ActivityViewModelTest {
    private final FakeWorld world = new FakeWorld();
    private final ManualTaskRunner runner = new ManualTaskRunner();
    private final ActivityViewModel activity = new ActivityViewModel(runner, world.words, world.pulse);

    private TaskViewModel begin() {
        activity.submit(
                TaskTitle.of("backup", "talks"),
                (TaskContext context) -> {
                    context.cancellation().throwIfCancelled();
                    return "done";
                },
                progress -> {},
                result -> {},
                failure -> {});
        return activity.running().getFirst();
    }

    @Test
    void tellsAmountRateAndTimeLeft() {
        TaskViewModel task = begin();

        runner.progress(Progress.bytes("unworded", 0, 1_300_000_000L));
        world.clock.forward(Duration.ofSeconds(2));
        runner.progress(Progress.bytes("unworded", 130_000_000L, 1_300_000_000L));

        assertThat(task.fractionProperty().get()).isEqualTo(0.1);
        assertThat(task.lineProperty().get()).isEqualTo("130 MB of 1.3 GB · 65 MB/s · 18 seconds left");
        assertThat(activity.badgeProperty().get()).isEqualTo("1 running");
    }

    @Test
    void doesNotGuessATimeLeftBeforeItCanKnow() {
        TaskViewModel task = begin();

        runner.progress(Progress.bytes("unworded", 1000, 1_300_000_000L));

        assertThat(task.lineProperty().get()).isEqualTo("1 kB of 1.3 GB");
    }

    @Test
    void listsWhatEndedWithItsOutcome() {
        TaskViewModel task = begin();

        runner.runNext();

        assertThat(activity.running()).isEmpty();
        assertThat(activity.ended()).containsExactly(task);
        assertThat(task.toneProperty().get()).isEqualTo(Tone.OK);
        assertThat(activity.badgeProperty().get()).isEmpty();
    }

    @Test
    void cancelledIsNotAProblem() {
        TaskViewModel task = begin();

        task.cancel();
        assertThat(task.lineProperty().get()).contains("cancelled");
        runner.runNext();

        assertThat(task.toneProperty().get()).isEqualTo(Tone.UNDONE);
        assertThat(task.lineProperty().get()).contains("Nothing is left half done");
    }
}
