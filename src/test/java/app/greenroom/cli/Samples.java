package app.greenroom.cli;

import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.backup.SnapshotManifest;
import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.domain.backup.SnapshotSummary.Condition;
import app.greenroom.domain.instance.InstanceFacts.Counts;
import app.greenroom.domain.instance.PretalxVersion;
import app.greenroom.domain.job.JobEvent;
import app.greenroom.domain.job.JobEvent.Kind;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.job.JobPlan;
import app.greenroom.domain.job.JobPlan.Phase;
import app.greenroom.domain.job.JobPlan.Step;
import app.greenroom.domain.server.TargetName;
import app.greenroom.domain.upgrade.PreflightNote;
import app.greenroom.domain.upgrade.PreflightNote.Code;
import app.greenroom.domain.upgrade.PreflightNote.Level;
import app.greenroom.domain.upgrade.ReleaseNotes;
import app.greenroom.domain.upgrade.UpgradePlan;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Snapshots, plans and journals as real ones look. */
final class Samples {
    static final JobId JOB = new JobId("20261124-120500-upgrade");
    static final Instant BEGUN = Instant.parse("2026-11-24T12:05:00Z");

    private Samples() {}

    static SnapshotSummary snapshot(String id, String... warnings) {
        SnapshotId name = new SnapshotId(id);
        SnapshotManifest.Head head = new SnapshotManifest.Head(
                1,
                name,
                name.taken(),
                name.taken().plusSeconds(21),
                "1.2.3",
                new SnapshotManifest.Origin(
                        "talks",
                        "talks.example.org",
                        "main",
                        "https://talks.example.org",
                        "Debian GNU/Linux 13 (trixie)",
                        "2025.2.2",
                        "3.13.5",
                        "postgresql",
                        "17.6",
                        "pretalx",
                        "/var/pretalx/data/media",
                        "pretalx"),
                Optional.of(new Counts(3, 190, 166)),
                new SnapshotManifest.Totals(5012, 1_300_000_000L, 12_000_000L),
                List.of(warnings));
        return new SnapshotSummary(
                name, "/home/ada/greenroom/talks/main/" + id, Condition.WHOLE, Optional.of(head), Optional.empty(), 0);
    }

    static SnapshotSummary verified(SnapshotSummary snapshot, Instant at) {
        return new SnapshotSummary(
                snapshot.id(), snapshot.folder(), snapshot.condition(), snapshot.head(), Optional.of(at), 0);
    }

    static SnapshotSummary damaged(SnapshotSummary snapshot, int files) {
        return new SnapshotSummary(
                snapshot.id(), snapshot.folder(), snapshot.condition(), snapshot.head(), Optional.empty(), files);
    }

    static SnapshotSummary unusable(String id, Condition condition) {
        return new SnapshotSummary(
                new SnapshotId(id),
                "/home/ada/greenroom/talks/main/" + id,
                condition,
                Optional.empty(),
                Optional.empty(),
                0);
    }

    static Step step(String code, Phase phase, int usual, String... arguments) {
        return new Step(
                code.substring(code.indexOf('-') + 1),
                new JobPlan.Title(code, List.of(arguments)),
                phase,
                "",
                "",
                "",
                Duration.ZERO,
                true,
                Duration.ofSeconds(usual));
    }

    static List<Step> steps() {
        return List.of(
                step("upgrade-venv", Phase.BEFORE, 21, "2026.1.2"),
                step("upgrade-venv", Phase.BEFORE, 0, "2026.2.1"),
                step("window-stop", Phase.WINDOW, 1),
                step("upgrade-migrate", Phase.WINDOW, 4, "2026.2.1"),
                step("window-open", Phase.WINDOW, 2, "2026.2.1"),
                step("window-record", Phase.AFTER, 0));
    }

    static UpgradePlan plan(PreflightNote... notes) {
        return new UpgradePlan(
                TargetName.parse("talks/main"),
                PretalxVersion.of("2025.2.2"),
                PretalxVersion.of("2026.2.1"),
                List.of(),
                List.of(PretalxVersion.of("2026.1.2"), PretalxVersion.of("2026.2.1")),
                List.of(new ReleaseNotes(
                        PretalxVersion.of("2026.2.1"),
                        Optional.of(LocalDate.parse("2026-07-08")),
                        List.of(new ReleaseNotes.Link(
                                ReleaseNotes.Kind.CHANGES, "https://example.org/changes/2026.2.1/")))),
                List.of(notes),
                List.of(notes).stream().anyMatch(note -> note.level() == Level.BLOCKER) ? List.of() : steps(),
                Duration.ofSeconds(8),
                Duration.ofSeconds(150),
                1_200_000_000L);
    }

    static UpgradePlan upToDate() {
        PretalxVersion version = PretalxVersion.of("2026.2.1");
        return new UpgradePlan(
                TargetName.parse("talks/main"),
                version,
                version,
                List.of(),
                List.of(),
                List.of(),
                List.of(PreflightNote.of(Code.NOT_NEWER, Level.BLOCKER, "2026.2.1", "2026.2.1")),
                List.of(),
                Duration.ZERO,
                Duration.ZERO,
                0);
    }

    static JobPlan job() {
        return new JobPlan(
                1,
                JOB,
                JobPlan.JobKind.UPGRADE,
                "talks/main",
                "/var/pretalx/data",
                BEGUN.minusSeconds(60),
                "ada on laptop",
                Map.of(),
                steps(),
                "",
                Map.of("from", "2025.2.2", "to", "2026.2.1"));
    }

    static JobEvent event(long number, int second, Kind kind, int step) {
        return new JobEvent(number, BEGUN.plusSeconds(second), kind, step, Optional.empty(), 0, "");
    }

    static JobEvent ended(long number, int second, Kind kind, int step, int status, String detail) {
        return new JobEvent(number, BEGUN.plusSeconds(second), kind, step, Optional.of(status), 0, detail);
    }

    /** Every step succeeds, each in two seconds. */
    static List<JobEvent> successful() {
        List<JobEvent> events = new ArrayList<>(List.of(event(1, 0, Kind.JOB_BEGUN, -1)));
        for (int step = 0; step < steps().size(); step++) {
            events.add(event(events.size() + 1, step * 2, Kind.STEP_BEGUN, step));
            events.add(ended(events.size() + 1, step * 2 + 2, Kind.STEP_DONE, step, 0, ""));
        }
        events.add(new JobEvent(
                events.size() + 1, BEGUN.plusSeconds(12), Kind.JOB_ENDED, -1, Optional.empty(), 0, "done"));
        return List.copyOf(events);
    }

    /** The migration fails and all is taken back. */
    static List<JobEvent> failing() {
        List<JobEvent> events = new ArrayList<>(successful().subList(0, 7));
        events.add(event(8, 6, Kind.STEP_BEGUN, 3));
        events.add(ended(9, 8, Kind.STEP_FAILED, 3, 1, ""));
        events.add(event(10, 8, Kind.UNDO_BEGUN, -1));
        events.add(event(11, 8, Kind.STEP_UNDO_BEGUN, 3));
        events.add(ended(12, 9, Kind.STEP_UNDONE, 3, 0, ""));
        events.add(event(13, 9, Kind.STEP_UNDO_BEGUN, 2));
        events.add(ended(14, 10, Kind.STEP_UNDONE, 2, 0, ""));
        events.add(ended(15, 11, Kind.GATE, -1, 0, ""));
        events.add(new JobEvent(16, BEGUN.plusSeconds(11), Kind.JOB_ENDED, -1, Optional.empty(), 0, "undone"));
        return List.copyOf(events);
    }
}
