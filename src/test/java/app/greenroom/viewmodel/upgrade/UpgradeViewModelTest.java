package app.greenroom.viewmodel.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.instance.PretalxVersion;
import app.greenroom.domain.job.JobEvent.Kind;
import app.greenroom.domain.job.JobState;
import app.greenroom.domain.job.JobSummary;
import app.greenroom.domain.upgrade.BrokenPlugin;
import app.greenroom.domain.upgrade.PreflightNote;
import app.greenroom.domain.upgrade.UpgradeChoice;
import app.greenroom.viewmodel.Tone;
import app.greenroom.viewmodel.activity.BusyWork;
import app.greenroom.viewmodel.fake.DirectTaskRunner;
import app.greenroom.viewmodel.fake.FakeWorld;
import app.greenroom.viewmodel.fake.ManualTaskRunner;
import app.greenroom.viewmodel.fake.Sample;
import app.greenroom.viewmodel.fake.Scenes;
import app.greenroom.viewmodel.frame.MainViewModel;
import app.greenroom.viewmodel.server.ServerWatch;
import app.greenroom.viewmodel.walk.PlannedJob;
import app.greenroom.viewmodel.walk.StepViewModel;
import app.greenroom.viewmodel.walk.WalkReport;
import app.greenroom.viewmodel.walk.WalkState;
import app.greenroom.viewmodel.walk.WalkViewModel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UpgradeViewModelTest {
    private static UpgradeViewModel opened(FakeWorld world) {
        MainViewModel window = world.window(new DirectTaskRunner());
        window.start();
        return window.instanceProperty().get().orElseThrow().upgrade();
    }

    private static WalkViewModel walked(FakeWorld world) {
        UpgradeViewModel upgrade = opened(world);
        upgrade.plan();
        upgrade.start();
        return upgrade.walkProperty().get().orElseThrow();
    }

    @Test
    void offersTheNewerReleasesNewestFirst() {
        UpgradeViewModel upgrade = opened(Scenes.conferences());

        assertThat(upgrade.versions()).containsExactly(PretalxVersion.of("2026.2.1"));
        assertThat(upgrade.wantedProperty().get()).contains(PretalxVersion.of("2026.2.1"));
    }

    @Test
    void everyPluginComesAlongUnlessItIsLeftBehind() {
        FakeWorld world = Scenes.conferences();
        UpgradeViewModel upgrade = opened(world);
        assertThat(upgrade.plugins()).extracting(PluginChoice::name).containsExactly("pretalx-pages");
        upgrade.plan();
        upgrade.plugins().getFirst().comesAlongProperty().set(false);
        upgrade.plan();
        assertThat(world.upgrades.wanted())
                .extracting(UpgradeChoice::without)
                .containsExactly(List.of(), List.of("pretalx-pages"));
    }

    @Test
    void aPluginThatBrokeAnUpgradeCanBeLeftBehind() {
        FakeWorld world = Scenes.conferences();
        world.jobs
                .output(3, "The plugin pretalx-pages 1.6.1 does not work")
                .output(3, " with pretalx 2025.2.2: RuntimeError: x\n")
                .ends(JobState.UNDONE);
        UpgradeViewModel upgrade = opened(world);
        upgrade.plan();
        upgrade.start();
        BrokenPlugin broken = upgrade.walkProperty()
                .get()
                .orElseThrow()
                .brokenPluginProperty()
                .get()
                .orElseThrow();
        assertThat(broken).isEqualTo(new BrokenPlugin("pretalx-pages", "1.6.1", "2025.2.2", "RuntimeError: x"));
        upgrade.planWithout(broken);
        assertThat(upgrade.walkProperty().get()).isEmpty();
        assertThat(world.upgrades.wanted().getLast().without()).containsExactly("pretalx-pages");
        assertThat(upgrade.planProperty().get()).isPresent();
    }

    @Test
    void whatThereIsToReadIsShownInTheBrowser() {
        FakeWorld world = Scenes.conferences();
        UpgradeViewModel upgrade = opened(world);
        upgrade.plan();
        PlannedJob.Reading reading =
                upgrade.planProperty().get().orElseThrow().readings().getFirst();
        assertThat(reading.title()).isEqualTo("pretalx 2026.2.1 (feature release of 2026-07-08)");
        reading.links().getFirst().show().run();
        assertThat(world.desktop.opened()).containsExactly("https://example.org/changes/2026.2.1/");
    }

    @Test
    void aLookForJobsIsToldWhenItTakesMoreThanASecond() {
        FakeWorld world = Scenes.conferences();
        ManualTaskRunner runner = new ManualTaskRunner();
        UpgradeViewModel upgrade = new UpgradeViewModel(
                Sample::target,
                new ServerWatch(Sample.server("talks.example.org"), world.workbench(runner)),
                world.workbench(runner));
        BusyWork looking = upgrade.job().looking();
        upgrade.opened();
        world.pulse.beat();
        assertThat(looking.busyProperty().get()).as("at once").isFalse();

        world.clock.forward(Duration.ofSeconds(1));
        world.pulse.beat();
        assertThat(looking.busyProperty().get()).isTrue();
        assertThat(looking.titleProperty().get()).isEqualTo("Asking the server for its jobs");

        runner.runAll();
        world.pulse.beat();
        assertThat(looking.busyProperty().get()).isFalse();
    }

    @Test
    void nothingStartsWhileABlockerStands() {
        FakeWorld world = Scenes.blocked();
        UpgradeViewModel upgrade = opened(world);

        upgrade.plan();
        upgrade.start();

        PlanViewModel plan = upgrade.planProperty().get().orElseThrow();
        assertThat(plan.blocked()).isTrue();
        assertThat(plan.notes().getFirst().tone()).isEqualTo(Tone.PROBLEM);
        assertThat(plan.notes().getFirst().advice()).isNotBlank();
        assertThat(world.upgrades.started()).isEmpty();
        assertThat(upgrade.walkProperty().get()).isEmpty();
    }

    @Test
    void aReleaseThatWasNotReviewedWantsItsVersionTyped() {
        FakeWorld world = Scenes.warned();
        UpgradeViewModel upgrade = opened(world);
        upgrade.plan();

        world.dialogs.consent(false);
        upgrade.start();
        assertThat(world.dialogs.typedWords()).containsExactly("2026.2.1");
        assertThat(world.upgrades.started()).isEmpty();

        world.jobs.ends(JobState.DONE);
        world.dialogs.consent(true);
        upgrade.start();
        assertThat(world.upgrades.started()).containsExactly("2026.2.1 true");
    }

    @Test
    void aReviewedReleaseStartsAsPlanned() {
        FakeWorld world = Scenes.done();

        WalkViewModel walk = walked(world);

        assertThat(world.upgrades.started()).containsExactly("2026.2.1 false");
        assertThat(walk.steps()).extracting(step -> step.toneProperty().get()).containsOnly(Tone.OK);
        assertThat(walk.reportProperty().get().tone()).isEqualTo(Tone.OK);
        assertThat(walk.reportProperty().get().visitors()).isEqualTo("The site works on 2026.2.1.");
        assertThat(walk.reportProperty().get().fraction()).isEqualTo(1);
    }

    @Test
    void afterAnUndoTheFailedStepIsMarkedAndItsOutputShown() {
        WalkViewModel walk = walked(Scenes.undone());

        assertThat(walk.reportProperty().get().headline()).isEqualTo("Back on 2025.2.2");
        StepViewModel failed = walk.chosenProperty().get().orElseThrow();
        assertThat(failed.title()).contains("2026.1.2");
        assertThat(failed.toneProperty().get()).isEqualTo(Tone.PROBLEM);
        assertThat(failed.noteProperty().get()).contains("taken back");
        assertThat(failed.log().lines()).first().asString().contains("ProgrammingError");
        assertThat(walk.steps().get(1).toneProperty().get()).isEqualTo(Tone.UNDONE);
        assertThat(walk.steps().getLast().toneProperty().get()).isEqualTo(Tone.WAITING);
    }

    @Test
    void aFailedUndoSaysThatHandsAreNeeded() {
        FakeWorld world = Scenes.needsHands();

        WalkViewModel walk = walked(world);

        assertThat(walk.reportProperty().get().tone()).isEqualTo(Tone.PROBLEM);
        assertThat(walk.reportProperty().get().visitors()).contains("needs hands");
        assertThat(walk.reportProperty().get().safety()).contains("Nothing was deleted");
    }

    @Test
    void aFailedSnapshotLeavesThePlanAndSaysWhy() {
        FakeWorld world = Scenes.conferences();
        world.upgrades.startFails(new OperationFailedException(FailureReason.LOCAL_DISK_FULL, "full"));
        UpgradeViewModel upgrade = opened(world);
        upgrade.plan();

        upgrade.start();

        assertThat(upgrade.walkProperty().get()).isEmpty();
        assertThat(upgrade.planProperty().get()).isPresent();
        assertThat(upgrade.failureProperty().get().orElseThrow().reason()).isEqualTo(FailureReason.LOCAL_DISK_FULL);
    }

    @Test
    void goesBackToAJobThatIsUnderWayWhenThePageIsOpened() {
        FakeWorld world = Scenes.conferences();
        world.jobs.with(new JobSummary(Sample.jobPlan(), JobState.RUNNING, Optional.empty()));
        world.jobs.event(Kind.STEP_BEGUN, 0, Sample.NOW).ends(JobState.DONE);

        WalkViewModel walk = opened(world).walkProperty().get().orElseThrow();

        assertThat(walk.steps()).hasSize(Sample.steps().size());
        assertThat(walk.reportProperty().get().headline()).isEqualTo("Upgraded from 2025.2.2 to 2026.2.1");
    }

    @Test
    void leavesAJobAloneThatHasEnded() {
        FakeWorld world = Scenes.conferences();
        world.jobs.with(new JobSummary(Sample.jobPlan(), JobState.DONE, Optional.empty()));

        assertThat(opened(world).walkProperty().get()).isEmpty();
    }

    @Test
    void stoppingAndUndoingAskFirst() {
        FakeWorld world = Scenes.conferences();
        world.jobs.with(new JobSummary(Sample.jobPlan(), JobState.INTERRUPTED, Optional.empty()));
        world.jobs.ends(JobState.INTERRUPTED).ends(JobState.UNDONE);
        UpgradeViewModel upgrade = opened(world);

        world.dialogs.consent(false);
        upgrade.job().undo();
        assertThat(world.jobs.asked()).isEmpty();

        world.dialogs.consent(true);
        upgrade.job().undo();
        assertThat(world.jobs.asked()).containsExactly("undo");
        assertThat(upgrade.walkProperty().get().orElseThrow().stateProperty().get())
                .isEqualTo(new WalkState(WalkState.Stage.ENDED, Optional.of(JobState.UNDONE)));
    }

    @Test
    void endingAStepWantsTheNameOfTheServerTyped() {
        FakeWorld world = Scenes.conferences();
        world.jobs.with(new JobSummary(Sample.jobPlan(), JobState.RUNNING, Optional.empty()));
        world.jobs.event(Kind.STEP_BEGUN, 1, Sample.NOW).ends(JobState.RUNNING);
        UpgradeViewModel upgrade = opened(world);

        world.dialogs.consent(false);
        upgrade.job().endStep();
        assertThat(world.jobs.asked()).isEmpty();

        world.dialogs.consent(true);
        upgrade.job().endStep();
        assertThat(world.jobs.asked()).containsExactly("end");
        assertThat(world.dialogs.typedWords()).hasSize(2).doesNotContain("");
    }

    @Test
    void aNoteOfThePreflightIsInWords() {
        FakeWorld world = Scenes.conferences();
        for (PreflightNote.Code code : PreflightNote.Code.values()) {
            world.upgrades.notes(PreflightNote.of(code, PreflightNote.Level.WARNING, "1", "2", "3"));
        }
        UpgradeViewModel upgrade = opened(world);

        upgrade.plan();

        assertThat(upgrade.planProperty().get().orElseThrow().notes())
                .hasSize(PreflightNote.Code.values().length)
                .allSatisfy(note -> assertThat(note.sentence()).isNotBlank());
    }

    @Test
    void everyOutcomeIsInWords() {
        for (JobState outcome : JobState.values()) {
            FakeWorld world = Scenes.conferences();
            world.jobs.ends(outcome);

            WalkReport report = walked(world).reportProperty().get();

            assertThat(report.headline()).as(outcome.name()).isNotBlank();
            assertThat(report.visitors()).as(outcome.name()).isNotBlank();
            assertThat(report.safety()).as(outcome.name()).isNotBlank();
        }
    }
}
