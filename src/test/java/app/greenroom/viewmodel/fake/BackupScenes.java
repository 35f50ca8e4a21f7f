package app.greenroom.viewmodel.fake;

import app.greenroom.domain.backup.KeepRule;
import app.greenroom.domain.backup.Pin;
import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.backup.SnapshotManifest;
import app.greenroom.domain.backup.SnapshotManifest.Entry;
import app.greenroom.domain.backup.SnapshotManifest.Role;
import app.greenroom.domain.backup.SnapshotManifest.Source;
import app.greenroom.domain.backup.SnapshotManifest.Stored;
import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.domain.backup.SourcePath;
import app.greenroom.domain.instance.InstanceFacts.Counts;
import app.greenroom.domain.job.JobEvent.Kind;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.job.JobPlan;
import app.greenroom.domain.job.JobPlan.Phase;
import app.greenroom.domain.job.JobPlan.Step;
import app.greenroom.domain.job.JobState;
import app.greenroom.domain.restore.KeptState;
import app.greenroom.domain.restore.RestoreChanges;
import app.greenroom.domain.restore.RestoreNote;
import app.greenroom.domain.restore.RestorePlan;
import app.greenroom.domain.restore.RestoreRequest;
import app.greenroom.domain.schedule.ScheduleRun;
import app.greenroom.domain.schedule.ScheduleSettings;
import app.greenroom.domain.upgrade.PreflightNote.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Worlds with a library worth looking at. */
public final class BackupScenes {
    private BackupScenes() {}

    /** Nine snapshots: pinned, proven, damaged and unverified ones, with what they hold, and a schedule on the server. */
    public static FakeWorld library() {
        FakeWorld world = Scenes.conferences();
        world.backups.clear();
        SnapshotSummary newest = verified(2, "2025.2.2", 1_300, 14);
        world.backups.with(
                newest,
                proven(verified(10, "2025.2.2", 1_300, 31)),
                verified(3 * 24, "2025.2.2", 1_280, 22),
                verified(4 * 24, "2025.2.2", 1_220, 19),
                verified(4 * 24 + 2, "2025.1.0", 1_200, 1_200)
                        .withPin(Optional.of(
                                new Pin("before the upgrade to 2025.2", Sample.NOW.minus(Duration.ofDays(4))))),
                Sample.damaged(taken(9 * 24, "2025.1.0", 1_190, 8), 1),
                verified(16 * 24, "2025.1.0", 1_120, 44),
                proven(verified(23 * 24, "2025.1.0", 1_100, 61)),
                taken(54 * 24, "2025.1.0", 900, 120));
        manifests(world);
        schedule(world);
        kept(world);
        return world;
    }

    private static SnapshotSummary taken(int hoursAgo, String version, long megabytes, long newMegabytes) {
        return Sample.snapshot(
                Sample.NOW.minus(Duration.ofHours(hoursAgo)), version, megabytes * 1_000_000, newMegabytes * 1_000_000);
    }

    private static SnapshotSummary verified(int hoursAgo, String version, long megabytes, long newMegabytes) {
        SnapshotSummary snapshot = taken(hoursAgo, version, megabytes, newMegabytes);
        return Sample.verified(snapshot, snapshot.id().taken().plusSeconds(30));
    }

    private static SnapshotSummary proven(SnapshotSummary verified) {
        return new SnapshotSummary(
                verified.id(),
                verified.folder(),
                verified.condition(),
                verified.head(),
                verified.verified(),
                0,
                Optional.of(verified.id().taken().plus(Duration.ofHours(1))),
                verified.pin());
    }

    /** Gives every snapshot of a world files, the newest some more and others than the rest. */
    public static void manifests(FakeWorld world) {
        world.library.manifests.clear();
        List<SnapshotSummary> newestFirst = world.backups.all();
        for (SnapshotSummary each : newestFirst) {
            each.head().ifPresent(head -> {
                boolean newest = each.equals(newestFirst.getFirst());
                List<Entry> entries = new ArrayList<>(List.of(
                        entry(Role.DATABASE, "database.dump", 84_000_000, "d" + each.id()),
                        entry(Role.SECRET, "/var/pretalx/data/.secret", 50, "s"),
                        entry(Role.SERVER, "/etc/pretalx/pretalx.cfg", 812, "c"),
                        entry(Role.SERVER, "pip-freeze.txt", 2_431, "p"),
                        entry(Role.MEDIA, "conf24/img/logo.png", 48_211, newest ? "l2" : "l1"),
                        entry(Role.MEDIA, "conf24/submissions/ABCDEF/slides.pdf", 2_418_331, "x"),
                        entry(Role.MEDIA, "avatars/jane.jpg", 91_402, "j")));
                if (newest) {
                    entries.add(entry(Role.MEDIA, "conf24/submissions/GHJKLM/talk.pdf", 1_904_117, "n1"));
                    entries.add(entry(Role.MEDIA, "avatars/joe.jpg", 77_120, "n2"));
                } else {
                    entries.add(entry(Role.MEDIA, "avatars/old.jpg", 61_000, "o"));
                }
                world.library.manifests.put(each.id(), new SnapshotManifest(newest ? head : fewer(head), entries));
            });
        }
    }

    private static SnapshotManifest.Head fewer(SnapshotManifest.Head head) {
        return new SnapshotManifest.Head(
                head.schema(),
                head.id(),
                head.taken(),
                head.finished(),
                head.greenroom(),
                head.origin(),
                Optional.of(new Counts(3, 203, 151)),
                head.totals(),
                head.warnings());
    }

    private static Entry entry(Role role, String path, long size, String content) {
        String hash = (content + "0".repeat(64)).substring(0, 64);
        String stored = switch (role) {
            case MEDIA -> "media/" + path;
            case SECRET -> "secret";
            case SERVER -> "server/" + path.replaceFirst("^/", "");
            case DATABASE -> path;
        };
        return new Entry(
                role,
                new Source(
                        SourcePath.of(path),
                        size,
                        Sample.NOW.minus(Duration.ofDays(5)).getEpochSecond() * 1_000_000_000L,
                        0644,
                        hash),
                new Stored(stored, size, hash));
    }

    private static void kept(FakeWorld world) {
        world.cleanup.kept.add(new KeptState(
                new JobId("restore-20261121-120500"),
                Sample.NOW.minus(Duration.ofDays(3)),
                List.of(
                        new KeptState.Thing(KeptState.Kind.DATABASE, "pretalx_before_20261121", 121_000_000L),
                        new KeptState.Thing(
                                KeptState.Kind.PATH, "/var/pretalx/data/media.before-20261121", 1_280_000_000L))));
        world.cleanup.kept.add(new KeptState(
                new JobId("upgrade-20261120-101500"),
                Sample.NOW.minus(Duration.ofDays(4)),
                List.of(new KeptState.Thing(KeptState.Kind.PATH, "/var/pretalx/venvs/2025.1.0", 480_000_000L))));
    }

    private static void schedule(FakeWorld world) {
        world.schedules.settings = Optional.of(new ScheduleSettings(
                List.of(LocalTime.of(3, 40)),
                ZoneId.of("Europe/Berlin"),
                new KeepRule(0, 14, 8, 6, 0),
                2_000_000_000L,
                Optional.of("anna@example.org"),
                Optional.empty()));
        world.schedules.run = Optional.of(run(ScheduleRun.Result.OK, ScheduleRun.Reason.NONE));
    }

    /** A run of the schedule that ended ten hours ago. */
    public static ScheduleRun run(ScheduleRun.Result result, ScheduleRun.Reason reason, String... arguments) {
        Instant started = Sample.NOW.minus(Duration.ofHours(10));
        return new ScheduleRun(
                started,
                Optional.of(started.plusSeconds(40)),
                result,
                reason,
                List.of(arguments),
                "",
                result == ScheduleRun.Result.OK
                        ? Optional.of(new SnapshotId("2026-11-24T02-05-00Z-s"))
                        : Optional.empty(),
                5_300,
                1_300_000_000L,
                31_000_000L,
                0,
                Duration.ZERO,
                0,
                "",
                "");
    }

    /** A library, and a server that plans restores with these notes. */
    public static FakeWorld restorable(RestoreNote... notes) {
        FakeWorld world = library();
        world.restores.planning = context -> plan(world, List.of(notes));
        return world;
    }

    /** A restore that goes as it should. */
    public static FakeWorld restored() {
        FakeWorld world = restorable(
                RestoreNote.of(RestoreNote.Code.NEWER_DATA, Level.WARNING, "7200"),
                RestoreNote.of(RestoreNote.Code.NOT_VERIFIED, Level.INFO, "2026-11-24T10-02-00Z-l"));
        world.jobs.plan(job());
        Instant at = Sample.NOW;
        for (int i = 0; i < steps().size(); i++) {
            world.jobs.event(Kind.STEP_BEGUN, i, at);
            at = at.plus(steps().get(i).usual());
            world.jobs.event(Kind.STEP_DONE, i, at);
        }
        world.jobs.ends(JobState.DONE);
        world.clock.forward(Duration.between(Sample.NOW, at));
        return world;
    }

    private static RestorePlan plan(FakeWorld world, List<RestoreNote> notes) {
        RestoreRequest request = world.restores.requests.getLast();
        SnapshotSummary wanted = world.backups.all().stream()
                .filter(each -> request.snapshot().filter(each.id()::equals).isPresent())
                .findFirst()
                .orElseThrow();
        boolean files = !request.mediaPaths().isEmpty();
        return new RestorePlan(
                request,
                request.destination().orElse(request.source()),
                wanted.head().orElseThrow(),
                "2025.2.2",
                wanted.pretalx(),
                notes,
                new RestoreChanges(
                        Optional.of(new Counts(3, 215, 159)), Optional.of(new Counts(3, 209, 155)), 5_289, 11, 2),
                files ? steps().subList(0, 1) : steps(),
                files ? Duration.ZERO : Duration.ofSeconds(14),
                Duration.ofSeconds(40),
                96_000_000L,
                12,
                3_100_000_000L);
    }

    /** The steps of a restore. */
    public static List<Step> steps() {
        return List.of(
                step("restore-unpack", Phase.BEFORE, 12),
                step("restore-stop", Phase.WINDOW, 2),
                step("restore-database", Phase.WINDOW, 8),
                step("restore-open", Phase.WINDOW, 2),
                step("restore-record", Phase.AFTER, 1));
    }

    private static Step step(String code, Phase phase, int usual) {
        return new Step(
                code,
                new JobPlan.Title(code, List.of()),
                phase,
                "",
                "",
                "",
                Duration.ofMinutes(5),
                false,
                Duration.ofSeconds(usual));
    }

    /** The job of a restore. */
    public static JobPlan job() {
        return new JobPlan(
                JobPlan.PROTOCOL,
                new JobId("restore-20261124-120500"),
                JobPlan.JobKind.RESTORE,
                "talks.example.org/pretalx",
                "/var/pretalx/data",
                Sample.NOW,
                "anna@laptop",
                Map.of(),
                steps(),
                "",
                Map.of());
    }
}
