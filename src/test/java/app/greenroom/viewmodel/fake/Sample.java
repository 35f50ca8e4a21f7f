package app.greenroom.viewmodel.fake;

import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.backup.SnapshotManifest;
import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.domain.instance.HealthJudgement;
import app.greenroom.domain.instance.InstanceFacts;
import app.greenroom.domain.instance.InstanceFacts.Counts;
import app.greenroom.domain.instance.PretalxVersion;
import app.greenroom.domain.instance.SampleFacts;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.job.JobPlan;
import app.greenroom.domain.job.JobPlan.Phase;
import app.greenroom.domain.job.JobPlan.Step;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.domain.server.SshAuthentication;
import app.greenroom.domain.server.TargetName;
import app.greenroom.domain.upgrade.PreflightNote;
import app.greenroom.domain.upgrade.ReleaseNotes;
import app.greenroom.domain.upgrade.UpgradePlan;
import app.greenroom.operation.Inspections.InstanceReport;
import app.greenroom.operation.Inspections.ServerReport;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Servers, looks, snapshots and plans as they could be. */
public final class Sample {
    /** Two minutes after the sample facts were read. */
    public static final Instant NOW = SampleFacts.READ_AT.plus(Duration.ofMinutes(2));

    private Sample() {}

    /** A saved server with one instance. */
    public static ServerProfile server(String name) {
        return new ServerProfile(
                name,
                name,
                22,
                "root",
                new SshAuthentication.Agent(),
                false,
                false,
                List.of(new ServerProfile.KnownInstance("pretalx", "pretalx-web.service", "/var/pretalx/data")));
    }

    /** The first server's only instance. */
    public static TargetName target() {
        return TargetName.parse("talks.example.org/pretalx");
    }

    /** The practice server's profile. */
    public static ServerProfile practice() {
        return new ServerProfile(
                "practice",
                "127.0.0.1",
                40022,
                "practice",
                new SshAuthentication.KeyFile("/tmp/practice/key"),
                false,
                true,
                List.of());
    }

    /** What a look at a server found, judged. */
    public static ServerReport report(String server, InstanceFacts... instances) {
        var facts = SampleFacts.server(instances);
        return new ServerReport(
                server,
                facts,
                HealthJudgement.of(facts),
                Arrays.stream(instances)
                        .map(each -> new InstanceReport(each, HealthJudgement.of(each)))
                        .toList());
    }

    /** A whole snapshot that was never verified. */
    public static SnapshotSummary snapshot(Instant taken, String version, long bytes, long newBytes) {
        SnapshotId id = SnapshotId.takenHere(taken);
        return new SnapshotSummary(
                id,
                "/home/anna/Greenroom/talks.example.org/pretalx/" + id,
                SnapshotSummary.Condition.WHOLE,
                Optional.of(new SnapshotManifest.Head(
                        SnapshotManifest.SCHEMA,
                        id,
                        taken,
                        taken.plusSeconds(21),
                        "0.1.0",
                        new SnapshotManifest.Origin(
                                "talks.example.org",
                                "talks.example.org",
                                "pretalx",
                                "https://talks.example.org",
                                "Debian GNU/Linux 13 (trixie)",
                                version,
                                "3.13.5",
                                "postgresql",
                                "17.6",
                                "pretalx",
                                "/var/pretalx/data/media",
                                "pretalx"),
                        Optional.of(new Counts(3, 209, 155)),
                        new SnapshotManifest.Totals(5300, bytes, newBytes),
                        List.of())),
                Optional.empty(),
                0);
    }

    /** The same snapshot, verified. */
    public static SnapshotSummary verified(SnapshotSummary snapshot, Instant at) {
        return new SnapshotSummary(
                snapshot.id(), snapshot.folder(), snapshot.condition(), snapshot.head(), Optional.of(at), 0);
    }

    /** The same snapshot with damaged files. */
    public static SnapshotSummary damaged(SnapshotSummary snapshot, int files) {
        return new SnapshotSummary(
                snapshot.id(), snapshot.folder(), snapshot.condition(), snapshot.head(), Optional.empty(), files);
    }

    /** The steps of an upgrade over two hops. */
    public static List<Step> steps() {
        return List.of(
                step("upgrade-tools", Phase.BEFORE, 3),
                step("upgrade-venv", Phase.BEFORE, 34, "2026.1.2"),
                step("upgrade-venv", Phase.BEFORE, 31, "2026.2.1"),
                step("upgrade-check", Phase.BEFORE, 2, "2026.2.1"),
                step("upgrade-rebuild", Phase.BEFORE, 16, "2026.2.1"),
                step("window-stop", Phase.WINDOW, 1),
                step("window-copy", Phase.WINDOW, 1),
                step("upgrade-migrate", Phase.WINDOW, 4, "2026.1.2"),
                step("upgrade-migrate", Phase.WINDOW, 2, "2026.2.1"),
                step("window-switch", Phase.WINDOW, 1, "2026.2.1"),
                step("window-gate", Phase.WINDOW, 1, "2026.2.1"),
                step("window-open", Phase.WINDOW, 1, "2026.2.1"),
                step("window-resume", Phase.AFTER, 1),
                step("window-record", Phase.AFTER, 1));
    }

    private static Step step(String code, Phase phase, int usual, String... arguments) {
        return new Step(
                code,
                new JobPlan.Title(code, List.of(arguments)),
                phase,
                "",
                "",
                "",
                Duration.ofMinutes(5),
                phase == Phase.BEFORE,
                Duration.ofSeconds(usual));
    }

    /** The job of an upgrade over two hops. */
    public static JobPlan jobPlan() {
        return new JobPlan(
                JobPlan.PROTOCOL,
                new JobId("upgrade-20261124-120000"),
                JobPlan.JobKind.UPGRADE,
                "talks.example.org/pretalx",
                "/var/pretalx/data",
                NOW,
                "anna@laptop",
                Map.of(),
                steps(),
                "",
                Map.of("from", "2025.2.2", "to", "2026.2.1"));
    }

    /** The plan of an upgrade from 2025.2.2. */
    public static UpgradePlan upgradePlan(TargetName target, PretalxVersion to, List<PreflightNote> notes) {
        return new UpgradePlan(
                target,
                PretalxVersion.of("2025.2.2"),
                to,
                List.of(),
                List.of(PretalxVersion.of("2026.1.2"), to),
                List.of(new ReleaseNotes(
                        to,
                        Optional.of(LocalDate.parse("2026-07-08")),
                        List.of(new ReleaseNotes.Link(
                                ReleaseNotes.Kind.CHANGES, "https://example.org/changes/" + to + "/")))),
                notes,
                steps(),
                Duration.ofSeconds(9),
                Duration.ofSeconds(98),
                1_100_000_000L);
    }
}
