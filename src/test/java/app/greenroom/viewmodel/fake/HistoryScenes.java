package app.greenroom.viewmodel.fake;

import app.greenroom.domain.job.JobEvent.Kind;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.job.JobPlan;
import app.greenroom.domain.job.JobPlan.JobKind;
import app.greenroom.domain.job.JobPlan.Phase;
import app.greenroom.domain.job.JobPlan.Step;
import app.greenroom.domain.job.JobPlan.Title;
import app.greenroom.domain.job.JobState;
import app.greenroom.domain.job.JobSummary;
import app.greenroom.domain.job.JobTimes;
import app.greenroom.domain.rollback.RollbackNote;
import app.greenroom.domain.rollback.RollbackNote.Code;
import app.greenroom.domain.rollback.RollbackPlan;
import app.greenroom.domain.rollback.SinceThen;
import app.greenroom.domain.upgrade.PreflightNote.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A site to which something was done. */
public final class HistoryScenes {
    /** The upgrade that ended well. */
    public static final JobId UPGRADE = new JobId("upgrade-20261122-090000");

    private HistoryScenes() {}

    /** An upgrade of two days ago, one that was undone before it, and a restore. */
    public static FakeWorld upgraded() {
        FakeWorld world = Scenes.conferences();
        world.jobs.with(
                job(UPGRADE, JobKind.UPGRADE, JobState.DONE, 50, Map.of("from", "2025.2.2", "to", "2026.2.1")),
                job(
                        new JobId("upgrade-20261122-081500"),
                        JobKind.UPGRADE,
                        JobState.UNDONE,
                        51,
                        Map.of("from", "2025.2.2", "to", "2026.2.1")),
                job(new JobId("restore-20261001-170000"), JobKind.RESTORE, JobState.DONE, 1_300, Map.of()));
        Instant at = Sample.NOW.minus(Duration.ofHours(50));
        world.jobs
                .event(Kind.JOB_BEGUN, -1, at)
                .event(Kind.STEP_BEGUN, 0, at)
                .output(0, "pip 26.0 for kim@example.org\n")
                .event(Kind.STEP_DONE, 0, at.plusSeconds(4))
                .event(Kind.JOB_ENDED, -1, at.plusSeconds(98))
                .ends(JobState.DONE);
        plan(
                world,
                new SinceThen(
                        Optional.of(at.plusSeconds(90)),
                        Map.of(
                                SinceThen.Kind.PROPOSALS, 7L,
                                SinceThen.Kind.EDITED, 12L,
                                SinceThen.Kind.USERS, 5L,
                                SinceThen.Kind.MAILS, 9L),
                        4,
                        2_300_000),
                RollbackNote.of(Code.LOSES, Level.WARNING));
        return world;
    }

    /** The way back behind the upgrade, as it is planned. */
    public static void plan(FakeWorld world, SinceThen since, RollbackNote... notes) {
        boolean blocked = List.of(notes).stream().anyMatch(note -> note.level() == Level.BLOCKER);
        world.rollbacks.planning = context -> new RollbackPlan(
                Sample.target(),
                UPGRADE,
                "2026.2.1",
                "2025.2.2",
                since,
                List.of(notes),
                blocked ? List.of() : steps(),
                Duration.ofSeconds(7),
                Duration.ofSeconds(14));
    }

    private static List<Step> steps() {
        return List.of(
                step("rollback-look", Phase.BEFORE, 4),
                step("window-quiet", Phase.BEFORE, 2),
                step("window-stop", Phase.WINDOW, 1),
                step("rollback-put-database", Phase.WINDOW, 1),
                step("rollback-put-media", Phase.WINDOW, 1),
                step("window-switch", Phase.WINDOW, 1, "2025.2.2"),
                step("window-gate", Phase.WINDOW, 2, "2025.2.2"),
                step("window-open", Phase.WINDOW, 2, "2025.2.2"),
                step("window-record", Phase.AFTER, 1));
    }

    private static Step step(String code, Phase phase, int usual, String... arguments) {
        return new Step(
                code,
                new Title(code, List.of(arguments)),
                phase,
                "",
                "",
                "",
                Duration.ZERO,
                false,
                Duration.ofSeconds(usual));
    }

    private static JobSummary job(JobId id, JobKind kind, JobState state, int hoursAgo, Map<String, String> summary) {
        Instant began = Sample.NOW.minus(Duration.ofHours(hoursAgo));
        JobPlan plan = new JobPlan(
                JobPlan.PROTOCOL,
                id,
                kind,
                Sample.target().toString(),
                "/var/pretalx/data",
                began,
                "anna@laptop",
                Map.of(),
                kind == JobKind.UPGRADE ? Sample.steps() : BackupScenes.steps(),
                "",
                summary);
        Map<Integer, Duration> took = new HashMap<>();
        int done = state == JobState.DONE ? plan.steps().size() : plan.steps().size() / 2;
        for (int i = 0; i < done; i++) {
            took.put(i, plan.steps().get(i).usual().plusMillis(400));
        }
        return new JobSummary(
                plan,
                state,
                Optional.empty(),
                new JobTimes(
                        Optional.of(began),
                        Optional.of(began.plusSeconds(98)),
                        took,
                        Optional.of(Duration.ofMillis(6_500)),
                        state == JobState.DONE
                                ? List.of("/var/pretalx/venvs/2025.2.2", "pretalx_before_20261122090000")
                                : List.of()));
    }
}
