package app.greenroom.viewmodel.walk;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.job.JobEvent;
import app.greenroom.viewmodel.Tone;
import app.greenroom.viewmodel.fake.DirectTaskRunner;
import app.greenroom.viewmodel.fake.FakeWorld;
import app.greenroom.viewmodel.fake.Sample;
import app.greenroom.viewmodel.fake.Scenes;
import app.greenroom.viewmodel.walk.WalkState.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WalkViewModelTest {
    @Test
    void aLostConnectionIsNoLostUpgrade() {
        FakeWorld world = Scenes.conferences();
        WalkViewModel walk = new WalkViewModel(
                "view.upgrade", "2025.2.2", "2026.2.1", Duration.ZERO, world.workbench(new DirectTaskRunner()));
        walk.planned(Sample.jobPlan());

        walk.connection(false);
        assertThat(walk.reportProperty().get().tone()).isEqualTo(Tone.ATTENTION);
        assertThat(walk.reportProperty().get().safety()).contains("goes on on the server");

        walk.connection(true);
        assertThat(walk.reportProperty().get().tone()).isEqualTo(Tone.INFO);
        assertThat(walk.stateProperty().get().stage()).isEqualTo(Stage.RUNNING);
    }

    @Test
    void onlyAStepThatMayBeEndedIsOfferedToBeEnded() {
        WalkViewModel walk = new WalkViewModel(
                "view.upgrade", "", "", Duration.ZERO, new FakeWorld().workbench(new DirectTaskRunner()));
        walk.planned(Sample.jobPlan());
        assertThat(walk.endableProperty().get()).isFalse();
        walk.event(event(1, JobEvent.Kind.STEP_BEGUN, 0));
        assertThat(walk.endableProperty().get()).isTrue();
        walk.event(event(2, JobEvent.Kind.STOP_ASKED, -1));
        assertThat(walk.endableProperty().get())
                .as("whoever asked to stop can still be in a hurry")
                .isTrue();
        walk.event(event(3, JobEvent.Kind.STEP_DONE, 0));
        walk.event(event(4, JobEvent.Kind.STEP_BEGUN, 6));
        assertThat(walk.endableProperty().get()).isFalse();
    }

    private static JobEvent event(long number, JobEvent.Kind kind, int step) {
        return new JobEvent(number, Instant.EPOCH, kind, step, Optional.empty(), 0, "");
    }
}
