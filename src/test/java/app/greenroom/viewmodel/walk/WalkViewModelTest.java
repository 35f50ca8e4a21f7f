package app.greenroom.viewmodel.walk;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.viewmodel.Tone;
import app.greenroom.viewmodel.fake.DirectTaskRunner;
import app.greenroom.viewmodel.fake.FakeWorld;
import app.greenroom.viewmodel.fake.Sample;
import app.greenroom.viewmodel.fake.Scenes;
import app.greenroom.viewmodel.walk.WalkState.Stage;
import java.time.Duration;
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
}
