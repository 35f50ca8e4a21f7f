package app.greenroom.operation.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.domain.backup.VerifyReport;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.instance.InstanceFacts;
import app.greenroom.domain.instance.PretalxVersion;
import app.greenroom.domain.instance.SampleFacts;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.job.JobPlan;
import app.greenroom.domain.job.JobState;
import app.greenroom.domain.job.JobSummary;
import app.greenroom.domain.restore.KeptState;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.domain.server.SshAuthentication;
import app.greenroom.domain.server.TargetName;
import app.greenroom.domain.upgrade.PreflightNote;
import app.greenroom.domain.upgrade.UpgradeChoice;
import app.greenroom.domain.upgrade.UpgradePlan;
import app.greenroom.job.HostJobs;
import app.greenroom.operation.Backups;
import app.greenroom.operation.Inspections;
import app.greenroom.operation.ServerConnections;
import app.greenroom.operation.Targets;
import app.greenroom.ssh.RemoteHost;
import app.greenroom.ssh.SshException;
import app.greenroom.support.LocalHost;
import app.greenroom.task.TaskContext;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gates before an upgrade: a sound snapshot, no blocker, the very plan that was shown. */
class PlannedUpgradesTest {
    private static final TargetName SITE = new TargetName("conf", Optional.of("pretalx"));
    private static final SampleFacts OLD = SampleFacts.healthy().withVersion("2025.2.2");

    @TempDir
    Path folder;

    private final List<String> happened = new ArrayList<>();
    private final List<JobPlan> started = new ArrayList<>();
    private boolean practice;
    private InstanceFacts facts = OLD.facts();
    private List<VerifyReport.Problem> problems = List.of();
    private List<JobSummary> jobs = List.of();
    private UpgradeExtras extras = UpgradeExtras.none();

    @Test
    void aPlanShowsTheWayAndItsSteps() throws Exception {
        UpgradePlan plan = plan();
        assertThat(plan.blocked()).as(plan.notes().toString()).isFalse();
        assertThat(plan.hops()).extracting(PretalxVersion::toString).containsExactly("2026.1.2", "2026.2.1");
        assertThat(plan.steps()).extracting(step -> step.phase().name()).contains("BEFORE", "WINDOW", "AFTER");
        assertThat(plan.window()).isPositive();
        assertThat(plan.total()).isGreaterThan(plan.window());
        assertThat(happened).isEmpty();
    }

    @Test
    void theJobIsStartedBehindASoundSnapshotOnly() throws Exception {
        JobId id = upgrades().start(plan(), false, TaskContext.quiet());
        assertThat(happened).containsExactly("snapshot", "verify", "start " + id);
        assertThat(started).singleElement().satisfies(job -> {
            assertThat(job.target()).isEqualTo("conf/pretalx");
            assertThat(job.lockKey()).isEqualTo("/var/pretalx/data");
            assertThat(job.summary()).isEqualTo(Map.of("from", "2025.2.2", "to", "2026.2.1"));
        });
    }

    @Test
    void whatEarlierJobsKeptIsAWarningWithItsSizeAndTheWayToDeleteIt() throws Exception {
        KeptState.Thing environment =
                new KeptState.Thing(KeptState.Kind.PATH, "/var/pretalx/venvs/2025.1.0", 480_000_000);
        KeptState.Thing database = new KeptState.Thing(KeptState.Kind.DATABASE, "pretalx_before_1", 20_000_000);
        KeptState state = new KeptState(
                new JobId("upgrade-1"), Instant.parse("2026-01-01T00:00:00Z"), List.of(environment, database));
        extras = new UpgradeExtras((host, found, context) -> List.of(state), releases -> releases);
        UpgradePlan plan = plan();
        assertThat(plan.blocked()).isFalse();
        assertThat(plan.notes())
                .contains(PreflightNote.of(
                        PreflightNote.Code.KEPT_STATE, PreflightNote.Level.WARNING, "1", "500000000", "conf/pretalx"));
    }

    @Test
    void whatEarlierJobsKeptNeedNotBeKnown() throws Exception {
        extras = new UpgradeExtras(
                (host, found, context) -> {
                    throw new OperationFailedException(FailureReason.TIMED_OUT, "too many files");
                },
                releases -> releases);
        assertThat(plan().blocked()).isFalse();
    }

    @Test
    void whatIsWrittenAboutReleasesIsInThePlanAndNotReadForThePracticeServer() throws Exception {
        extras = new UpgradeExtras(
                (host, found, context) -> List.of(),
                releases -> releases.stream()
                        .map(release -> release.withText(List.of("new")))
                        .toList());
        assertThat(plan().releases())
                .allSatisfy(release -> assertThat(release.text()).containsExactly("new"));
        practice = true;
        assertThat(plan().releases())
                .allSatisfy(release -> assertThat(release.text()).isEmpty());
    }

    @Test
    void aDamagedSnapshotStartsNothing() throws Exception {
        UpgradePlan plan = plan();
        problems = List.of(new VerifyReport.Problem("database.dump", VerifyReport.Kind.CONTENT, ""));
        assertFails(plan, FailureReason.SNAPSHOT_DAMAGED);
        assertThat(started).isEmpty();
    }

    @Test
    void whatTurnedUpSinceThePlanStartsNothing() throws Exception {
        UpgradePlan plan = plan();
        facts = OLD.withPending("submission.0001").facts();
        assertFails(plan, FailureReason.BLOCKED);
        facts = OLD.withVersion("2026.1.2").facts();
        assertFails(plan, FailureReason.BLOCKED);
        assertThat(started).isEmpty();
    }

    @Test
    void anUnfinishedJobOfTheInstanceStandsInTheWay() throws Exception {
        UpgradePlan plan = plan();
        upgrades().start(plan, false, TaskContext.quiet());
        jobs = List.of(new JobSummary(started.getFirst(), JobState.INTERRUPTED, Optional.empty()));
        assertThat(plan().notes())
                .contains(PreflightNote.of(
                        PreflightNote.Code.OTHER_JOB,
                        PreflightNote.Level.BLOCKER,
                        started.getFirst().id().text(),
                        "interrupted"));
        jobs = List.of(new JobSummary(started.getFirst(), JobState.UNDONE, Optional.empty()));
        assertThat(plan().blocked()).isFalse();
    }

    @Test
    void aReleaseThatWasNotReviewedWantsConsent() throws Exception {
        facts = OLD.withNewest("2027.1.0").facts();
        UpgradePlan plan = plan();
        assertFails(plan, FailureReason.CONSENT_MISSING);
        assertThat(upgrades().start(plan, true, TaskContext.quiet()))
                .isEqualTo(started.getFirst().id());
    }

    @Test
    void thePracticeServerNeedsNoNode() throws Exception {
        facts = OLD.withNewest("2026.1.2").facts();
        assertThat(rebuilding(plan())).isEqualTo(Duration.ofSeconds(30));
        practice = true;
        assertThat(rebuilding(plan())).isEqualTo(Duration.ofSeconds(12));
    }

    private static Duration rebuilding(UpgradePlan plan) {
        return plan.steps().stream()
                .filter(step -> step.name().equals("rebuild"))
                .findFirst()
                .orElseThrow()
                .usual();
    }

    private UpgradePlan plan() throws OperationFailedException {
        return upgrades().plan(SITE, UpgradeChoice.newest(), TaskContext.quiet());
    }

    private void assertFails(UpgradePlan plan, FailureReason reason) {
        assertThatExceptionOfType(OperationFailedException.class)
                .isThrownBy(() -> upgrades().start(plan, false, TaskContext.quiet()))
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo(reason));
    }

    private PlannedUpgrades upgrades() {
        return new PlannedUpgrades(
                new Targets(new Looks()),
                new Connected(),
                new Snapshots(),
                new Started(),
                (time, context) -> {},
                new ReleaseTableFile(folder.resolve("none")),
                extras,
                Clock.fixed(SampleFacts.READ_AT, ZoneOffset.UTC),
                "kim@laptop");
    }

    private final class Looks implements Inspections {
        @Override
        public ServerReport inspect(String server, TaskContext context) {
            return new ServerReport(
                    server, SampleFacts.server(facts), List.of(), List.of(new InstanceReport(facts, List.of())));
        }

        @Override
        public Optional<ServerReport> last(String server) {
            return Optional.empty();
        }
    }

    private final class Connected implements ServerConnections {
        @Override
        public <T> T with(String server, HostWork<T> work, TaskContext context) throws OperationFailedException {
            ServerProfile profile = new ServerProfile(
                    server, "conf.example", 22, "root", new SshAuthentication.Agent(), false, practice, List.of());
            try {
                return work.run(profile, new LocalHost(folder));
            } catch (SshException | IOException e) {
                throw new OperationFailedException(FailureReason.INTERNAL, e.toString(), e);
            }
        }
    }

    private final class Snapshots implements Backups {
        @Override
        public SnapshotSummary create(TargetName target, TaskContext context) {
            happened.add("snapshot");
            SnapshotId id = SnapshotId.takenHere(SampleFacts.READ_AT);
            return new SnapshotSummary(id, "", SnapshotSummary.Condition.WHOLE, Optional.empty(), Optional.empty(), 0);
        }

        @Override
        public List<SnapshotSummary> list(TargetName target) {
            return List.of();
        }

        @Override
        public VerifyReport verify(
                TargetName target, Optional<SnapshotId> snapshot, VerifyReport.Depth depth, TaskContext context) {
            assertThat(depth).isEqualTo(VerifyReport.Depth.FULL);
            happened.add("verify");
            return new VerifyReport(snapshot.orElseThrow(), SampleFacts.READ_AT, 1, 1, problems);
        }
    }

    private final class Started implements HostJobs {
        @Override
        public JobState start(RemoteHost host, JobPlan plan, TaskContext context) {
            happened.add("start " + plan.id());
            started.add(plan);
            return JobState.RUNNING;
        }

        @Override
        public List<JobSummary> list(RemoteHost host, TaskContext context) {
            return jobs;
        }
    }
}
