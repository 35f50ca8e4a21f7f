package app.greenroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.backup.VerifyReport;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.instance.SampleFacts;
import app.greenroom.domain.job.JobState;
import app.greenroom.domain.upgrade.PreflightNote;
import app.greenroom.domain.upgrade.PreflightNote.Code;
import app.greenroom.domain.upgrade.PreflightNote.Level;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The tour with the practice server. */
class PracticeCommandTest {
    private static final String ID = "2026-11-24T12-04-00Z-l";

    private final World world = new World();

    @BeforeEach
    void everythingWorks() {
        world.inspections.finds("practice", SampleFacts.healthy().facts().withId("main"));
        world.backups.taking = context -> Samples.snapshot(ID);
        world.backups.verifying =
                context -> new VerifyReport(new SnapshotId(ID), World.NOW, 5012, 1_300_000_000L, List.of());
        world.upgrades.planning = context -> Samples.plan();
        journal(JobState.DONE);
    }

    private void journal(JobState state) {
        world.jobs.journal = (planned, listener, context) -> {
            planned.accept(Samples.job());
            (state == JobState.DONE ? Samples.successful() : Samples.failing()).forEach(listener::event);
            return state;
        };
    }

    @Test
    void goesTheWholeWayInFilesOfItsOwn() throws IOException {
        Golden.check("practice", world, "practice");
        assertThat(world.apart).isEqualTo(1);
        assertThat(world.opened).as("the user's own files").isZero();
    }

    @Test
    void theSameAsJson() {
        assertThat(world.run("practice", "--json")).isZero();
        assertThat(world.terminal.result())
                .contains("\"checks\" :", "\"before\" :", "\"snapshot\" :", "\"plan\" :", "\"after\" :")
                .contains("\"sound\" : true", "\"state\" : \"done\"");
    }

    @Test
    void saysWhatIsMissingOnThisComputer() {
        world.practice.missing("python3");
        assertThat(world.run("practice")).isEqualTo(1);
        assertThat(world.terminal.notes()).contains("The practice server cannot run on this computer: python3.");
    }

    @Test
    void stopsWhereSomethingFails() {
        journal(JobState.UNDONE);
        assertThat(world.run("practice")).isEqualTo(5);
        world.upgrades.planning =
                context -> Samples.plan(PreflightNote.of(Code.NODE_MISSING, Level.BLOCKER, "2026.1.2"));
        assertThat(world.run("practice")).isEqualTo(4);
        world.backups.verifying = context -> new VerifyReport(
                new SnapshotId(ID),
                World.NOW,
                1,
                1,
                List.of(new VerifyReport.Problem("database.dump", VerifyReport.Kind.CONTENT, "")));
        assertThat(world.run("practice")).isEqualTo(3);
        world.backups.taking = context -> {
            throw new OperationFailedException(FailureReason.LOCAL_DISK_FULL, "full");
        };
        assertThat(world.run("practice")).isEqualTo(1);
    }

    @Test
    void anInterruptEndsTheTourAndPromisesNothing() {
        world.jobs.journal = (planned, listener, context) -> {
            planned.accept(Samples.job());
            world.interrupt.cancel();
            context.cancellation().throwIfCancelled();
            throw new AssertionError("was not cancelled");
        };
        assertThat(world.run("practice")).isEqualTo(130);
        assertThat(world.terminal.notes()).doesNotContain("goes on", "greenroom follow");
    }

    @Test
    void opensTheWindowWithThePracticeServerReady() {
        assertThat(world.run("practice", "--window")).isZero();
        assertThat(world.windows).containsExactly(true);
        assertThat(world.apart).isZero();
    }
}
