package app.greenroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.job.JobId;
import app.greenroom.domain.job.JobPlan.Phase;
import app.greenroom.domain.job.JobState;
import app.greenroom.domain.rollback.RollbackNote;
import app.greenroom.domain.rollback.RollbackNote.Code;
import app.greenroom.domain.rollback.RollbackPlan;
import app.greenroom.domain.rollback.SinceThen;
import app.greenroom.domain.rollback.SinceThen.Kind;
import app.greenroom.domain.server.TargetName;
import app.greenroom.domain.upgrade.PreflightNote.Level;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Planning a way back, and going it with consent. */
class RollbackCommandTest {
    private static final JobId UPGRADE = new JobId("upgrade-20261124-100000");

    private final World world = new World();

    @BeforeEach
    void aServerAndAPlan() {
        world.servers.with("talks", "main");
        plan(
                new SinceThen(
                        Optional.of(World.NOW.minus(Duration.ofHours(2))),
                        Map.of(Kind.EVENTS, 0L, Kind.PROPOSALS, 7L, Kind.EDITED, 1L, Kind.USERS, 3L, Kind.MAILS, 2L),
                        4,
                        2_300_000),
                RollbackNote.of(Code.LOSES, Level.WARNING));
        world.jobs.journal = (planned, listener, context) -> {
            planned.accept(Samples.job());
            Samples.successful().forEach(listener::event);
            return JobState.DONE;
        };
    }

    private void plan(SinceThen since, RollbackNote... notes) {
        boolean blocked = List.of(notes).stream().anyMatch(note -> note.level() == Level.BLOCKER);
        world.rollbacks.planning = context -> new RollbackPlan(
                TargetName.parse("talks/main"),
                UPGRADE,
                "2026.2.1",
                "2025.2.2",
                since,
                List.of(notes),
                blocked
                        ? List.of()
                        : List.of(
                                Samples.step("rollback-look", Phase.BEFORE, 3),
                                Samples.step("window-stop", Phase.WINDOW, 1),
                                Samples.step("rollback-put-database", Phase.WINDOW, 1),
                                Samples.step("window-record", Phase.AFTER, 0)),
                Duration.ofSeconds(4),
                Duration.ofSeconds(9));
    }

    @Test
    void thePlanSaysWhatWouldBeSetAside() throws IOException {
        Golden.check("rollback-plan", world, "rollback", "talks", "--plan");
        world.terminal = new FakeTerminal();
        Golden.check("rollback-plan-json", world, "rollback", "talks", "--plan", "--json");
        assertThat(world.rollbacks.started).isEmpty();
    }

    @Test
    void whatIsGoneIsNamed() throws IOException {
        plan(
                SinceThen.NOTHING,
                RollbackNote.of(Code.KEPT_GONE, Level.BLOCKER, "environment", "/var/pretalx/venvs/2025.2.2"));
        Golden.check("rollback-blocked", world, "rollback", "talks", "--yes");
        assertThat(world.rollbacks.started).isEmpty();
    }

    @Test
    void withConsentItIsDoneBehindTheNamedJob() throws IOException {
        Golden.check("rollback", world, "rollback", "talks", UPGRADE.text(), "--yes");
        assertThat(world.rollbacks.asked).containsExactly(Optional.of(UPGRADE));
        assertThat(world.rollbacks.started).hasSize(1);
    }

    @Test
    void withoutConsentNothingIsDone() {
        assertThat(world.run("rollback", "talks")).isEqualTo(2);
        assertThat(world.rollbacks.started).isEmpty();
    }
}
