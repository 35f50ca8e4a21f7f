package app.greenroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.job.JobEvent;
import app.greenroom.domain.job.JobState;
import app.greenroom.domain.job.JobSummary;
import app.greenroom.domain.job.JobTimes;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Listing, following, stopping, resuming and undoing jobs. */
class JobCommandsTest {
    private final World world = new World();

    @BeforeEach
    void aServer() {
        world.servers.with("talks", "main");
    }

    private void journal(List<JobEvent> events, JobState state) {
        world.jobs.journal = (planned, listener, context) -> {
            planned.accept(Samples.job());
            listener.output(0, "Collecting pretalx\n");
            events.forEach(listener::event);
            return state;
        };
    }

    private void job(JobState state) {
        world.jobs.jobs.add(new JobSummary(
                Samples.job(), state, Optional.of(Samples.successful().getLast())));
    }

    @Test
    void listsJobsWithWhatCanBeDone() throws IOException {
        job(JobState.INTERRUPTED);
        job(JobState.DONE);
        Golden.check("jobs", world, "jobs", "talks");
        world.terminal = new FakeTerminal();
        Golden.check("jobs-json", world, "jobs", "talks", "--json");
    }

    @Test
    void tellsWhatWasDoneAndHowLongItTook() throws IOException {
        world.jobs.jobs.add(new JobSummary(
                Samples.job(),
                JobState.DONE,
                Optional.of(Samples.successful().getLast()),
                new JobTimes(
                        Optional.of(Samples.BEGUN),
                        Optional.of(Samples.BEGUN.plusSeconds(212)),
                        Map.of(0, Duration.ofSeconds(21), 2, Duration.ofMillis(1400)),
                        Optional.of(Duration.ofMillis(6500)),
                        List.of("/var/pretalx/venvs/2025.2.2"))));
        job(JobState.INTERRUPTED);
        Golden.check("history", world, "history", "talks");
        world.terminal = new FakeTerminal();
        Golden.check("history-json", world, "history", "talks", "--json");
    }

    @Test
    void aReportNamesNobody() throws IOException {
        world.jobs.jobs.add(new JobSummary(Samples.job(), JobState.UNDONE, Optional.empty()));
        world.jobs.journal = (planned, listener, context) -> {
            planned.accept(Samples.job());
            listener.event(Samples.successful().getFirst());
            listener.output(0, "duplicate e-mail bob@example.org at talks.example.org\npassword=hunter2\n");
            return JobState.UNDONE;
        };
        Golden.check("report", world, "report", "talks");
        assertThat(world.terminal.transcript()).doesNotContain("bob", "example.org", "hunter2", "ada", "laptop");
    }

    @Test
    void aJobThatRunsHasNoReportYet() {
        assertThat(world.run("report", "talks")).as("no job").isEqualTo(2);
        job(JobState.RUNNING);
        assertThat(world.run("report", "talks")).isEqualTo(4);
        assertThat(world.run("report", "talks", "another")).isEqualTo(2);
    }

    @Test
    void noJobIsNoFailure() throws IOException {
        Golden.check("jobs-none", world, "jobs", "talks");
    }

    @Test
    void followsTheNewestJob() throws IOException {
        journal(Samples.successful(), JobState.DONE);
        Golden.check("follow", world, "follow", "talks", "--verbose");
        assertThat(world.jobs.asked).containsExactly("follow newest");
        assertThat(world.run("follow", "talks", Samples.JOB.text())).isZero();
        assertThat(world.jobs.asked).endsWith("follow " + Samples.JOB);
    }

    @Test
    void followingAsJsonGivesALineForEachEvent() throws IOException {
        journal(Samples.failing(), JobState.UNDONE);
        Golden.check("follow-json", world, "follow", "talks", "--json");
        assertThat(world.terminal.result().lines())
                .allSatisfy(line ->
                        assertThat(line).startsWith("{\"schema\":1,\"type\":\"").endsWith("}"));
    }

    @Test
    void followingAsJsonEndsWithALineWhateverHappens() {
        world.jobs.journal = (planned, listener, context) -> {
            throw new OperationFailedException(FailureReason.JOB_NONE, "no job", "talks");
        };
        assertThat(world.run("follow", "talks", "--json")).isEqualTo(2);
        assertThat(world.terminal.result()).startsWith("{\"schema\":1,\"type\":\"left\",\"exit\":2");
        world.terminal = new FakeTerminal();
        world.jobs.journal = (planned, listener, context) -> {
            planned.accept(Samples.job());
            world.interrupt.cancel();
            context.cancellation().throwIfCancelled();
            throw new AssertionError("was not cancelled");
        };
        assertThat(world.run("follow", "talks", "--json")).isEqualTo(7);
        assertThat(world.terminal.result().lines().toList().getLast())
                .isEqualTo("{\"schema\":1,\"type\":\"left\",\"exit\":7,\"failure\":null}");
    }

    @Test
    void aServerOutOfReachCouldNotBeLookedAt() {
        world.jobs.listing = Optional.of(new OperationFailedException(FailureReason.HOST_SILENT, "timed out", "t:22"));
        assertThat(world.run("jobs", "talks")).isEqualTo(8);
        world.jobs.journal = (planned, listener, context) -> {
            throw new OperationFailedException(FailureReason.HOST_SILENT, "timed out", "t:22");
        };
        assertThat(world.run("follow", "talks")).isEqualTo(8);
    }

    @Test
    void controlCharactersOfAServerNeverReachTheTerminal() {
        world.jobs.journal = (planned, listener, context) -> {
            planned.accept(Samples.job());
            listener.output(0, "\033]0;title\007 10%\r100% \033[31mred\033[0m \u009b2Jdone\n");
            return JobState.DONE;
        };
        assertThat(world.run("follow", "talks", "--verbose")).isZero();
        assertThat(world.terminal.result()).contains("    | 100% red 2Jdone\n").doesNotContain("\033", "\u009b");
    }

    @Test
    void asksARunningJobToStop() throws IOException {
        Golden.check("stop", world, "stop", "talks");
        assertThat(world.jobs.asked).containsExactly("stop newest");
    }

    @Test
    void endingAStepNowWantsTheNameOfTheServer() throws IOException {
        world.jobs.jobs.add(new JobSummary(
                Samples.job(),
                JobState.RUNNING,
                Optional.of(Samples.successful().get(1))));
        Golden.check("stop-now-no-consent", world, "stop", "talks", "--now");
        world.terminal = new FakeTerminal().typing("talk");
        assertThat(world.run("stop", "talks", "--now")).isEqualTo(130);
        assertThat(world.jobs.asked).isEmpty();
        world.terminal = new FakeTerminal().typing("talks");
        Golden.check("stop-now", world, "stop", "talks", "--now");
        assertThat(world.run("stop", "talks", "--now", "--yes")).isZero();
        assertThat(world.jobs.asked).containsExactly("end newest", "end newest");
    }

    @Test
    void resumesAndFollows() throws IOException {
        journal(Samples.successful(), JobState.DONE);
        Golden.check("resume", world, "resume", "talks");
        assertThat(world.jobs.asked).containsExactly("resume newest", "follow newest");
    }

    @Test
    void undoingIsDoneWhenTheJobIsUndone() throws IOException {
        job(JobState.INTERRUPTED);
        journal(Samples.failing(), JobState.UNDONE);
        Golden.check("undo", world, "undo", "talks");
        assertThat(world.jobs.asked).containsExactly("undo newest", "follow newest");
    }

    @Test
    void undoingWhatVisitorsMayHaveWrittenWantsConsent() throws IOException {
        job(JobState.STUCK);
        journal(Samples.failing(), JobState.UNDONE);
        Golden.check("undo-stuck", world, "undo", "talks");
        assertThat(world.jobs.asked).isEmpty();
        world.terminal = new FakeTerminal().typing("no");
        assertThat(world.run("undo", "talks")).isEqualTo(130);
        assertThat(world.jobs.asked).isEmpty();
        world.terminal = new FakeTerminal().typing("yes");
        assertThat(world.run("undo", "talks")).isZero();
        world.terminal = new FakeTerminal();
        assertThat(world.run("undo", "talks", Samples.JOB.text(), "--yes")).isZero();
    }

    @Test
    void undoingWhatWasCutOffWhileTheSiteWasOpenedWantsConsentToo() {
        world.jobs.jobs.add(new JobSummary(
                Samples.job(),
                JobState.INTERRUPTED,
                Samples.successful().stream()
                        .filter(event -> event.step() == Samples.steps().size() - 1)
                        .findFirst()));
        assertThat(world.run("undo", "talks")).isEqualTo(2);
        assertThat(world.jobs.asked).isEmpty();
    }

    @Test
    void aJobInTheWrongStateIsBlocked() {
        world.jobs.refusal = Optional.of(new OperationFailedException(FailureReason.JOB_STATE, "done", "done"));
        assertThat(world.run("resume", "talks")).isEqualTo(4);
        assertThat(world.run("undo", "talks")).isEqualTo(4);
        assertThat(world.run("stop", "talks")).isEqualTo(4);
    }
}
