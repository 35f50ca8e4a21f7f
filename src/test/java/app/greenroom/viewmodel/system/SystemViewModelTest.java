package app.greenroom.viewmodel.system;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.job.JobState;
import app.greenroom.domain.system.Remedy;
import app.greenroom.domain.system.SystemChange;
import app.greenroom.viewmodel.FailureNote;
import app.greenroom.viewmodel.InstanceTab;
import app.greenroom.viewmodel.Tone;
import app.greenroom.viewmodel.fake.DirectTaskRunner;
import app.greenroom.viewmodel.fake.FakeWorld;
import app.greenroom.viewmodel.fake.Scenes;
import app.greenroom.viewmodel.frame.MainViewModel;
import app.greenroom.viewmodel.instance.InstanceViewModel;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The page of the system: list, plan, start, failure. */
class SystemViewModelTest {
    private final FakeWorld world = Scenes.conferences();

    private SystemViewModel opened() {
        MainViewModel window = world.window(new DirectTaskRunner());
        window.start();
        InstanceViewModel instance = window.instanceProperty().get().orElseThrow();
        instance.tabProperty().set(InstanceTab.SYSTEM);
        return instance.system();
    }

    @Test
    void updatesAndWhatIsMissingAreListed() {
        SystemViewModel system = opened();
        assertThat(system.updates())
                .extracting(SystemViewModel.UpdateRow::name)
                .containsExactly("libssl3t64", "nginx", "postgresql-17");
        assertThat(system.updates().getFirst().tone()).isEqualTo(Tone.ATTENTION);
        assertThat(system.remedies())
                .extracting(SystemViewModel.RemedyRow::remedy)
                .contains(Remedy.GETTEXT);
        assertThat(system.tone(world.system.state)).isEqualTo(Tone.ATTENTION);
        assertThat(system.remarks(world.system.state)).contains("linux-image-6.12.57", "cron.service", "nodejs");
    }

    @Test
    void aPlanIsShownAndStarted() {
        SystemViewModel system = opened();
        system.planUpdates(false);
        SystemPlanViewModel plan = system.planProperty().get().orElseThrow();
        assertThat(plan.headline()).isEqualTo("All updates of the system");
        assertThat(plan.back()).contains("cannot be taken back");
        world.jobs.ends(JobState.DONE);
        system.start();
        assertThat(world.system.started)
                .singleElement()
                .extracting(each -> each.change())
                .isEqualTo(new SystemChange.Updates(false));
        assertThat(system.walkProperty().get()).isPresent();
        system.backToList();
        assertThat(system.walkProperty().get()).isEmpty();
        assertThat(system.planProperty().get()).isEmpty();
    }

    @Test
    void aRemedyIsPlannedWhereItIsMissing() {
        SystemViewModel system = opened();
        system.planFix(Remedy.GETTEXT);
        assertThat(system.planProperty().get().orElseThrow().headline()).isEqualTo("Install gettext");
    }

    @Test
    void aLookThatFailsSaysWhy() {
        world.system.failure = Optional.of(new OperationFailedException(FailureReason.TIMED_OUT, "no answer"));
        SystemViewModel system = opened();
        assertThat(system.stateProperty().get()).isEmpty();
        assertThat(system.failureProperty().get().map(FailureNote::reason)).contains(FailureReason.TIMED_OUT);
    }
}
