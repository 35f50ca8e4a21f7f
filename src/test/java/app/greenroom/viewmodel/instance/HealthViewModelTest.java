package app.greenroom.viewmodel.instance;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.instance.InstanceFacts.Role;
import app.greenroom.domain.instance.SampleFacts;
import app.greenroom.viewmodel.Figure;
import app.greenroom.viewmodel.Tone;
import app.greenroom.viewmodel.fake.DirectTaskRunner;
import app.greenroom.viewmodel.fake.FakeWorld;
import app.greenroom.viewmodel.fake.ManualTaskRunner;
import app.greenroom.viewmodel.fake.Sample;
import app.greenroom.viewmodel.fake.Scenes;
import app.greenroom.viewmodel.frame.MainViewModel;
import app.greenroom.viewmodel.instance.HealthViewModel.Knowledge;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HealthViewModelTest {
    private static HealthViewModel opened(FakeWorld world) {
        MainViewModel window = world.window(new DirectTaskRunner());
        window.start();
        return window.instanceProperty().get().orElseThrow().health();
    }

    @Test
    void beginsWithASentenceAndFourFigures() {
        HealthViewModel health = opened(Scenes.conferences());

        assertThat(health.sentenceProperty().get()).isEqualTo("The site works. One thing wants your attention.");
        assertThat(health.ageProperty().get()).isEqualTo("/healthcheck/ answers 200 in 12 ms · checked 2 minutes ago");
        assertThat(health.figures())
                .extracting(Figure::value)
                .containsExactly("2025.2.2", "2 hours ago", "2 of 2 running", "31 GB free");
        assertThat(health.todo()).extracting(FindingRow::tone).containsExactly(Tone.ATTENTION);
        assertThat(health.fine())
                .hasSizeGreaterThan(5)
                .extracting(FindingRow::tone)
                .containsOnly(Tone.OK);
    }

    @Test
    void aStoppedWorkerIsAProblemOfAWorkingSite() {
        FakeWorld world = new FakeWorld();
        world.servers.with(Sample.server("talks"));
        world.inspections.finds(Sample.report(
                "talks",
                SampleFacts.healthy()
                        .withServices(
                                SampleFacts.service(Role.WEB, "active"), SampleFacts.service(Role.WORKER, "failed"))
                        .facts()));

        HealthViewModel health = opened(world);

        assertThat(health.sentenceProperty().get()).isEqualTo("The site works. One problem needs you now.");
        assertThat(health.figures().get(2).tone()).isEqualTo(Tone.PROBLEM);
    }

    @Test
    void unknownIsNotFine() {
        FakeWorld world = new FakeWorld();
        world.servers.with(Sample.server("talks"));
        world.inspections.finds(
                Sample.report("talks", SampleFacts.healthy().withoutSettings().facts()));

        HealthViewModel health = opened(world);

        assertThat(health.sentenceProperty().get()).contains("could not be found out");
        assertThat(health.toneProperty().get()).isEqualTo(Tone.UNKNOWN);
        assertThat(health.todo()).extracting(FindingRow::tone).contains(Tone.UNKNOWN);
    }

    @Test
    void theAgeGrowsWhileNobodyLooks() {
        FakeWorld world = Scenes.conferences();
        HealthViewModel health = opened(world);

        world.clock.forward(Duration.ofMinutes(3));
        world.pulse.beat();

        assertThat(health.ageProperty().get()).endsWith("checked 5 minutes ago");
    }

    @Test
    void aFailedLookSaysWhatHappenedAndWhatToDo() {
        HealthViewModel health = opened(Scenes.silent());

        assertThat(health.knowledgeProperty().get()).isEqualTo(Knowledge.FAILED);
        assertThat(health.failureProperty().get())
                .hasValueSatisfying(note -> assertThat(note.sentence()).contains("does not answer"));
        assertThat(health.failureProperty().get().orElseThrow().advice()).isNotBlank();
    }

    @Test
    void whatWasKnownStaysButStaleWhenTheNextLookFails() {
        FakeWorld world = Scenes.conferences();
        HealthViewModel health = opened(world);
        world.inspections.fails("talks.example.org", FailureReason.HOST_SILENT, "talks.example.org:22");

        health.checkAgain();

        assertThat(health.knowledgeProperty().get()).isEqualTo(Knowledge.SOME);
        assertThat(health.staleProperty().get()).isTrue();
        assertThat(health.failureProperty().get()).isPresent();
        assertThat(health.figures()).hasSize(4);
    }

    @Test
    void nothingIsClaimedBeforeTheFirstLookEnds() {
        FakeWorld world = Scenes.conferences();
        ManualTaskRunner runner = new ManualTaskRunner();
        MainViewModel window = world.window(runner);
        window.start();
        runner.runNext();

        HealthViewModel health = window.instanceProperty().get().orElseThrow().health();
        assertThat(health.knowledgeProperty().get()).isEqualTo(Knowledge.NONE);
        assertThat(health.lookingProperty().get()).isTrue();

        runner.runAll();
        assertThat(health.knowledgeProperty().get()).isEqualTo(Knowledge.SOME);
    }
}
