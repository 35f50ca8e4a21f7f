package app.greenroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.instance.PretalxVersion;
import app.greenroom.domain.job.JobEvent;
import app.greenroom.domain.job.JobEvent.Kind;
import app.greenroom.domain.job.JobState;
import app.greenroom.domain.job.JobSummary;
import app.greenroom.domain.upgrade.PreflightNote;
import app.greenroom.domain.upgrade.PreflightNote.Code;
import app.greenroom.domain.upgrade.PreflightNote.Level;
import app.greenroom.domain.upgrade.UpgradePlan;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Planning an upgrade, consenting to it, and watching it. */
class UpgradeCommandTest {
    private final World world = new World();

    @BeforeEach
    void aServerAndAPlan() {
        world.servers.with("talks", "main");
        plan(Samples.plan(
                PreflightNote.of(Code.TOOL_MISSING, Level.WARNING, "msgfmt", "gettext"),
                PreflightNote.of(Code.PLUGIN, Level.INFO, "pretalx-pages", "1.10.0", "1.10.0")));
        journal(Samples.successful(), JobState.DONE);
    }

    private void plan(UpgradePlan plan) {
        world.upgrades.planning = context -> plan;
    }

    private void journal(List<JobEvent> events, JobState state) {
        world.jobs.journal = (planned, listener, context) -> {
            planned.accept(Samples.job());
            for (JobEvent event : events) {
                if (event.kind() == Kind.STEP_FAILED) {
                    listener.output(
                            event.step(), "Running migrations:\n  Applying submission.0098...\033[31m FAILED\033[0m\n");
                    listener.output(event.step(), "django.db.utils.OperationalError: no such table: x");
                }
                listener.event(event);
            }
            return state;
        };
    }

    @Test
    void thePlanAloneChangesNothing() throws IOException {
        Golden.check("upgrade-plan", world, "upgrade", "talks", "--plan");
        assertThat(world.upgrades.reviewed).isEmpty();
        world.terminal = new FakeTerminal();
        Golden.check("upgrade-plan-json", world, "upgrade", "talks", "--plan", "--json", "--to", "2026.2.1");
        assertThat(world.upgrades.wanted.to()).contains(PretalxVersion.of("2026.2.1"));
    }

    @Test
    void pluginsCanBeLeftBehind() {
        assertThat(world.run("upgrade", "talks", "--plan", "--without", "Pretalx_Pages", "--without", "b"))
                .isZero();
        assertThat(world.upgrades.wanted.without()).containsExactly("b", "pretalx-pages");
    }

    @Test
    void blockersAreShownWithTheirRemedyAndNothingBegins() throws IOException {
        plan(Samples.plan(
                PreflightNote.of(Code.PYTHON_TOO_OLD, Level.BLOCKER, "2026.2.1", "3.11", "3.9"),
                PreflightNote.of(Code.DISK_SPACE, Level.BLOCKER, "/var", "1200000000", "300000000")));
        Golden.check("upgrade-blocked", world, "upgrade", "talks", "--yes");
        assertThat(world.upgrades.reviewed).isEmpty();
        assertThat(world.run("upgrade", "talks", "--plan")).isEqualTo(4);
    }

    @Test
    void theNewestReleaseNeedsNothing() throws IOException {
        plan(Samples.upToDate());
        Golden.check("upgrade-nothing", world, "upgrade", "talks", "--yes");
    }

    @Test
    void withoutATerminalConsentIsAnOption() throws IOException {
        Golden.check("upgrade-no-consent", world, "upgrade", "talks");
        assertThat(world.upgrades.reviewed).isEmpty();
    }

    @Test
    void aPersonWhoDoesNotSayYesStartsNothing() {
        world.terminal.typing("no");
        assertThat(world.run("upgrade", "talks")).isEqualTo(130);
        assertThat(world.upgrades.reviewed).isEmpty();
    }

    @Test
    void carriesOutThePlanAndSaysWhatVisitorsSee() throws IOException {
        world.terminal.typing("yes");
        Golden.check("upgrade", world, "upgrade", "talks");
        assertThat(world.upgrades.reviewed).contains(false);
        assertThat(world.jobs.asked).containsExactly("follow " + Samples.JOB);
        world.terminal = new FakeTerminal();
        Golden.check("upgrade-json", world, "upgrade", "talks", "--yes", "--json");
    }

    @Test
    void aFailedUpgradeThatWasTakenBackSaysSo() throws IOException {
        journal(Samples.failing(), JobState.UNDONE);
        Golden.check("upgrade-undone", world, "upgrade", "talks", "--yes");
    }

    @Test
    void aPluginThatBrokeItIsNamedWithTheCommandThatLeavesItBehind() {
        world.jobs.journal = (planned, listener, context) -> {
            planned.accept(Samples.job());
            for (JobEvent event : Samples.failing()) {
                listener.event(event);
                if (event.kind() == Kind.STEP_BEGUN && event.step() == 3) {
                    listener.output(3, "The plugin pretalx-pages 1.6.1 does not work with pretalx 2025.2.2: Run");
                    listener.output(3, "timeError: x\ntook 1.00 s\n");
                }
            }
            return JobState.UNDONE;
        };
        assertThat(world.run("upgrade", "talks", "--yes")).isEqualTo(5);
        assertThat(world.terminal.result())
                .contains("The plugin pretalx-pages 1.6.1 does not work with pretalx 2025.2.2.")
                .contains("\n  greenroom upgrade talks/main --to 2026.2.1 --without pretalx-pages\n");
    }

    @Test
    void whatNeedsHandsSaysSo() {
        for (JobState state :
                List.of(JobState.UNDO_FAILED, JobState.UNDONE_UNHEALTHY, JobState.STUCK, JobState.INTERRUPTED)) {
            journal(Samples.failing(), state);
            world.terminal = new FakeTerminal();
            assertThat(world.run("upgrade", "talks", "--yes")).as(state.word()).isEqualTo(6);
            assertThat(world.terminal.result()).contains("Next: greenroom");
        }
    }

    @Test
    void anInterruptStopsFollowingAndNeverTheJob() throws IOException {
        world.jobs.journal = (planned, listener, context) -> {
            planned.accept(Samples.job());
            Samples.successful().subList(0, 4).forEach(listener::event);
            world.interrupt.cancel();
            context.cancellation().throwIfCancelled();
            throw new AssertionError("was not cancelled");
        };
        Golden.check("upgrade-interrupted", world, "upgrade", "talks", "--yes");
        assertThat(world.jobs.asked).containsExactly("follow " + Samples.JOB);
    }

    @Test
    void anInterruptWhileTheSnapshotIsTakenCancelsCleanly() {
        world.upgrades.starting = context -> {
            world.interrupt.cancel();
            context.cancellation().throwIfCancelled();
            throw new AssertionError("was not cancelled");
        };
        assertThat(world.run("upgrade", "talks", "--yes")).isEqualTo(130);
        assertThat(world.jobs.asked).isEmpty();
    }

    @Test
    void aBrokenConnectionIsSaidAndBridged() {
        world.jobs.journal = (planned, listener, context) -> {
            planned.accept(Samples.job());
            listener.connection(false);
            listener.connection(true);
            Samples.successful().forEach(listener::event);
            return JobState.DONE;
        };
        assertThat(world.run("upgrade", "talks", "--yes")).isZero();
        assertThat(world.terminal.notes()).contains("The connection broke.", "Connected again.");
    }

    @Test
    void anythingThatGoesWrongAfterTheStartLeavesTheJobRunning() {
        world.jobs.journal = (planned, listener, context) -> {
            throw new OperationFailedException(FailureReason.HOST_SILENT, "timed out", "talks.example.org:22");
        };
        assertThat(world.run("upgrade", "talks", "--yes")).isEqualTo(7);
        assertThat(world.terminal.notes())
                .contains("The job goes on on the server.", "greenroom follow talks/main " + Samples.JOB);
    }

    @Test
    void aStartThatSeemedToFailIsLookedAfter() {
        world.upgrades.starting = context -> {
            throw new OperationFailedException(FailureReason.CONNECTION_LOST, "reset");
        };
        assertThat(world.run("upgrade", "talks", "--yes")).as("no job runs").isEqualTo(1);
        world.jobs.jobs.add(new JobSummary(Samples.job(), JobState.RUNNING, Optional.empty()));
        assertThat(world.run("upgrade", "talks", "--yes")).as("it runs").isZero();
        assertThat(world.jobs.asked).containsExactly("follow " + Samples.JOB);
        world.jobs.listing = Optional.of(new OperationFailedException(FailureReason.HOST_SILENT, "timed out"));
        world.terminal = new FakeTerminal();
        assertThat(world.run("upgrade", "talks", "--yes")).as("nobody knows").isEqualTo(7);
        assertThat(world.terminal.notes()).contains("It is not known whether the job has begun.");
    }

    @Test
    void aReleaseThatNobodyReviewedWantsItsNumberTyped() {
        plan(Samples.plan(PreflightNote.of(Code.NOT_REVIEWED, Level.WARNING, "2026.2.1")));
        assertThat(world.run("upgrade", "talks", "--yes")).isEqualTo(2);
        assertThat(world.terminal.notes()).contains("--to", "2026.2.1 is missing");
        world.terminal = new FakeTerminal().typing("yes");
        assertThat(world.run("upgrade", "talks")).isEqualTo(130);
        assertThat(world.upgrades.reviewed).isEmpty();
        world.terminal = new FakeTerminal().typing("2026.2.1");
        assertThat(world.run("upgrade", "talks")).isZero();
        assertThat(world.upgrades.reviewed).contains(true);
        world.terminal = new FakeTerminal();
        assertThat(world.run("upgrade", "talks", "--yes", "--to", "2026.2.1")).isZero();
    }
}
