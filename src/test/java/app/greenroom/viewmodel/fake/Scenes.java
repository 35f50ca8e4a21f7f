package app.greenroom.viewmodel.fake;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.instance.InstanceFacts.Role;
import app.greenroom.domain.instance.SampleFacts;
import app.greenroom.domain.job.JobEvent.Kind;
import app.greenroom.domain.job.JobState;
import app.greenroom.domain.upgrade.PreflightNote;
import app.greenroom.domain.upgrade.PreflightNote.Code;
import app.greenroom.domain.upgrade.PreflightNote.Level;
import java.time.Duration;
import java.time.Instant;

/** Worlds with something going on, for pictures and journeys. */
public final class Scenes {
    private static final long GB = 1_000_000_000L;

    private Scenes() {}

    /** Three servers: one behind, one fine, one with a stopped worker and two instances. */
    public static FakeWorld conferences() {
        FakeWorld world = new FakeWorld();
        world.servers.with(
                Sample.server("talks.example.org"),
                Sample.server("cfp.example.net"),
                Sample.server("submit.example.eu"));
        world.inspections
                .finds(Sample.report(
                        "talks.example.org",
                        SampleFacts.healthy()
                                .withVersion("2025.2.2")
                                .withRunning("")
                                .withNewest("2026.2.1")
                                .withDisks(SampleFacts.disk("/var/pretalx/data", 82 * GB, 31 * GB, 1_000_000))
                                .withServices(
                                        SampleFacts.service(Role.WEB, "active"),
                                        SampleFacts.service(Role.WORKER, "active"))
                                .facts()))
                .finds(Sample.report("cfp.example.net", SampleFacts.healthy().facts()))
                .finds(Sample.report(
                        "submit.example.eu",
                        SampleFacts.healthy()
                                .withServices(
                                        SampleFacts.service(Role.WEB, "active"),
                                        SampleFacts.service(Role.WORKER, "failed"))
                                .facts()
                                .withId("main"),
                        SampleFacts.healthy()
                                .withDisks(SampleFacts.disk("/srv/test", 40 * GB, GB, 90_000))
                                .facts()
                                .withId("test")));
        snapshots(world);
        return world;
    }

    private static void snapshots(FakeWorld world) {
        var newest = Sample.snapshot(Sample.NOW.minus(Duration.ofHours(2)), "2025.2.2", 1_300_000_000L, 14_000_000L);
        var night = Sample.snapshot(Sample.NOW.minus(Duration.ofHours(32)), "2025.2.2", 1_300_000_000L, 31_000_000L);
        var week = Sample.snapshot(Sample.NOW.minus(Duration.ofDays(3)), "2025.2.2", 1_290_000_000L, 22_000_000L);
        var damaged = Sample.snapshot(Sample.NOW.minus(Duration.ofDays(9)), "2025.1.0", 1_200_000_000L, 8_000_000L);
        var first = Sample.snapshot(Sample.NOW.minus(Duration.ofDays(330)), "2025.1.0", 900_000_000L, 900_000_000L);
        world.backups.with(
                Sample.verified(newest, Sample.NOW.minus(Duration.ofHours(2))),
                night,
                Sample.verified(week, Sample.NOW.minus(Duration.ofDays(3))),
                Sample.damaged(damaged, 1),
                Sample.verified(first, Sample.NOW.minus(Duration.ofDays(300))));
        BackupScenes.manifests(world);
    }

    /** A server that does not answer. */
    public static FakeWorld silent() {
        FakeWorld world = new FakeWorld();
        world.servers.with(Sample.server("talks.example.org"));
        world.inspections.fails("talks.example.org", FailureReason.HOST_SILENT, "talks.example.org:22");
        return world;
    }

    /** A plan with things worth knowing. */
    public static FakeWorld warned() {
        FakeWorld world = conferences();
        world.upgrades.notes(
                PreflightNote.of(Code.PLUGIN, Level.INFO, "pretalx-pages", "1.10.0", "1.10.0"),
                PreflightNote.of(Code.REQUIRED_ACTION, Level.WARNING, "2026.1.2", "2026.1.deleted"),
                PreflightNote.of(Code.NOT_REVIEWED, Level.WARNING, "2026.2.1"));
        return world;
    }

    /** A plan with blockers. */
    public static FakeWorld blocked() {
        FakeWorld world = warned();
        world.upgrades.notes(
                PreflightNote.of(Code.PYTHON_TOO_OLD, Level.BLOCKER, "2026.1.2", "3.12", "3.11.2"),
                PreflightNote.of(Code.DISK_SPACE, Level.BLOCKER, "/var/pretalx", "1100000000", "400000000"));
        return world;
    }

    /** A job whose first steps are done, each after its usual time. */
    private static Instant through(FakeWorld world, int steps) {
        Instant at = Sample.NOW;
        world.jobs.event(Kind.JOB_BEGUN, -1, at);
        for (int i = 0; i < steps; i++) {
            world.jobs.event(Kind.STEP_BEGUN, i, at);
            world.jobs.output(i, "Step " + i + " begins\nand goes on\n");
            at = at.plus(Sample.steps().get(i).usual());
            world.jobs.event(Kind.STEP_DONE, i, at);
        }
        return at;
    }

    /** A migration in the middle of the window. */
    public static FakeWorld inTheWindow() {
        FakeWorld world = conferences();
        Instant at = through(world, 7);
        world.jobs.event(Kind.STEP_BEGUN, 7, at);
        world.jobs.output(7, """
            Operations to perform:
              Apply all migrations: auth, contenttypes, event, mail, person, schedule, sessions, submission
            Running migrations:
              Applying person.0038_speakerprofile_avatar... OK
              Applying submission.0088_submission_invitation... OK
              Applying submission.0089_add_question_identifier... OK
              Applying submission.0090_populate_question_identifiers... OK
              Applying submission.0094_migrate_to_speakerprofile...\
            """);
        world.clock.forward(Duration.between(Sample.NOW, at.plusSeconds(2)));
        return world;
    }

    /** The connection broke while the migration runs. */
    public static FakeWorld lost() {
        FakeWorld world = inTheWindow();
        world.jobs.connection(false);
        return world;
    }

    /** An upgrade that went well. */
    public static FakeWorld done() {
        FakeWorld world = conferences();
        Instant at = through(world, Sample.steps().size());
        world.jobs.event(Kind.JOB_ENDED, -1, at).ends(JobState.DONE);
        world.clock.forward(Duration.between(Sample.NOW, at));
        return world;
    }

    /** A migration that failed and was taken back. */
    public static FakeWorld undone() {
        FakeWorld world = conferences();
        Instant at = failed(world);
        for (int i = 7; i >= 0; i--) {
            world.jobs.event(Kind.STEP_UNDO_BEGUN, i, at);
            world.jobs.event(Kind.STEP_UNDONE, i, at.plusSeconds(1));
        }
        world.jobs.event(Kind.GATE, -1, at).ends(JobState.UNDONE);
        world.clock.forward(Duration.between(Sample.NOW, at));
        return world;
    }

    /** A migration that failed and could not be taken back. */
    public static FakeWorld needsHands() {
        FakeWorld world = conferences();
        Instant at = failed(world);
        world.jobs.event(Kind.STEP_UNDO_BEGUN, 7, at);
        world.jobs.event(Kind.STEP_UNDONE, 7, at);
        world.jobs.event(Kind.STEP_UNDO_BEGUN, 6, at);
        world.jobs.output(6, "pg_ctl: the disk is full\n");
        world.jobs.event(Kind.STEP_UNDO_FAILED, 6, at).ends(JobState.UNDO_FAILED);
        world.clock.forward(Duration.between(Sample.NOW, at));
        return world;
    }

    private static Instant failed(FakeWorld world) {
        Instant at = through(world, 7);
        world.jobs.event(Kind.STEP_BEGUN, 7, at);
        world.jobs.output(7, "django.db.utils.ProgrammingError: relation \"person_speaker\" does not exist\n");
        world.jobs.event(Kind.STEP_FAILED, 7, at.plusSeconds(2));
        world.jobs.event(Kind.UNDO_BEGUN, -1, at.plusSeconds(2));
        return at.plusSeconds(2);
    }
}
