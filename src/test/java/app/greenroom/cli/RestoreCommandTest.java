package app.greenroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.instance.InstanceFacts.Counts;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.job.JobPlan.Phase;
import app.greenroom.domain.job.JobPlan.Step;
import app.greenroom.domain.job.JobState;
import app.greenroom.domain.restore.KeptState;
import app.greenroom.domain.restore.RestoreChanges;
import app.greenroom.domain.restore.RestoreNote;
import app.greenroom.domain.restore.RestoreNote.Code;
import app.greenroom.domain.restore.RestorePart;
import app.greenroom.domain.restore.RestorePlan;
import app.greenroom.domain.restore.RestoreRequest;
import app.greenroom.domain.server.TargetName;
import app.greenroom.domain.upgrade.PreflightNote.Level;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Planning a restore, consenting to it, and cleaning up afterwards. */
class RestoreCommandTest {
    private static final SnapshotId ID = new SnapshotId("2026-11-24T02-03-04Z-l");
    private static final TargetName MAIN = TargetName.parse("talks/main");

    private final World world = new World();

    @BeforeEach
    void aServerAndAPlan() {
        world.servers.with("talks", "main");
        plan(
                RestoreNote.of(Code.NEWER_DATA, Level.WARNING, "36000"),
                RestoreNote.of(Code.NOT_VERIFIED, Level.INFO, ID.text()));
        world.jobs.journal = (planned, listener, context) -> {
            planned.accept(Samples.job());
            Samples.successful().forEach(listener::event);
            return JobState.DONE;
        };
    }

    private void plan(RestoreNote... notes) {
        boolean blocked = List.of(notes).stream().anyMatch(note -> note.level() == Level.BLOCKER);
        List<Step> steps = List.of(
                Samples.step("restore-database", Phase.BEFORE, 3),
                Samples.step("window-stop", Phase.WINDOW, 1),
                Samples.step("restore-put-database", Phase.WINDOW, 1),
                Samples.step("window-record", Phase.AFTER, 0));
        world.restores.planning = context -> new RestorePlan(
                world.restores.requests.getLast().of(ID),
                MAIN,
                Samples.snapshot(ID.text()).head().orElseThrow(),
                "2025.2.2",
                "2025.2.2",
                List.of(notes),
                new RestoreChanges(
                        Optional.of(new Counts(3, 195, 170)), Optional.of(new Counts(3, 190, 166)), 300, 2, 5),
                blocked ? List.of() : steps,
                Duration.ofSeconds(4),
                Duration.ofSeconds(12),
                3_600_000,
                4,
                12_000_000);
    }

    @Test
    void thePlanAloneChangesNothing() throws IOException {
        Golden.check("restore-plan", world, "restore", "talks", "--plan");
        assertThat(world.restores.started).isEmpty();
        world.terminal = new FakeTerminal();
        Golden.check("restore-plan-json", world, "restore", "talks", "--plan", "--json");
    }

    @Test
    void aBlockerIsNotAskedAbout() throws IOException {
        plan(RestoreNote.of(Code.PYTHON_MISSING, Level.BLOCKER, "2025.2.2", "3.11", "3.13.5"));
        Golden.check("restore-blocked", world, "restore", "talks", "--yes");
        assertThat(world.restores.started).isEmpty();
    }

    @Test
    void withConsentItIsDone() throws IOException {
        Golden.check("restore", world, "restore", "talks", ID.text(), "--yes");
        assertThat(world.restores.started).hasSize(1);
        assertThat(world.restores.requests)
                .containsExactly(RestoreRequest.everything(TargetName.parse("talks"), Optional.of(ID)));
    }

    @Test
    void withoutConsentNothingIsDone() {
        assertThat(world.run("restore", "talks")).isEqualTo(2);
        assertThat(world.restores.started).isEmpty();
    }

    @Test
    void partsFilesAndTheOtherServerAreUnderstood() {
        world.run("restore", "talks", "--plan", "--only", "database,secret", "--migrate");
        world.run("restore", "talks", "--plan", "--only", "media:avatars/kim.png", "--only", "media:logo.png");
        world.servers.with("spare", "main");
        world.run("restore", "talks", "--plan", "--to", "spare", "--copy");
        TargetName talks = TargetName.parse("talks");
        assertThat(world.restores.requests)
                .containsExactly(
                        RestoreRequest.only(talks, Optional.empty(), Set.of(RestorePart.DATABASE, RestorePart.SECRET))
                                .migrating(),
                        RestoreRequest.files(talks, Optional.empty(), List.of("avatars/kim.png", "logo.png")),
                        new RestoreRequest(
                                talks,
                                Optional.empty(),
                                EnumSet.allOf(RestorePart.class),
                                List.of(),
                                Optional.of(TargetName.parse("spare")),
                                true,
                                false));
    }

    @Test
    void whatIsNoPartIsSaid() throws IOException {
        Golden.check("restore-no-part", world, "restore", "talks", "--plan", "--only", "everything");
        assertThat(world.restores.requests).isEmpty();
    }

    @Test
    void keptStateIsListedAndRemovedOnWish() throws IOException {
        JobId job = new JobId("restore-20261124-110000");
        world.cleanup.kept.add(new KeptState(
                job,
                Instant.parse("2026-11-24T11:00:00Z"),
                List.of(
                        new KeptState.Thing(KeptState.Kind.DATABASE, "pretalx_before_20261124110000", 12_000_000),
                        new KeptState.Thing(
                                KeptState.Kind.PATH, "/var/pretalx/data/media-before-20261124110000", 81_000_000))));
        Golden.check("cleanup", world, "cleanup", "talks");
        assertThat(world.cleanup.kept).hasSize(1);
        world.terminal = new FakeTerminal();
        assertThat(world.run("cleanup", "talks", "restore-20261124-000000", "--yes"))
                .isEqualTo(2);
        assertThat(world.cleanup.kept).hasSize(1);
        world.terminal = new FakeTerminal();
        assertThat(world.run("cleanup", "talks", "--all", "--yes")).isZero();
        assertThat(world.terminal.transcript()).contains("Removed. 93 MB are free again.");
        assertThat(world.cleanup.kept).isEmpty();
    }
}
