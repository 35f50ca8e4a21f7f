package app.greenroom.viewmodel.fake;

import app.greenroom.domain.backup.DrillReport;
import app.greenroom.domain.backup.DrillReport.Check;
import app.greenroom.domain.backup.DrillReport.Code;
import app.greenroom.domain.backup.DrillReport.Outcome;
import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.TargetName;
import app.greenroom.operation.Drills;
import app.greenroom.task.TaskContext;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Drills in memory: they find what a test tells them to, and date the badge of the snapshot. */
public final class FakeDrills implements Drills {
    private final FakeBackups backups;
    private final InstantSource clock;
    /** What drills find. */
    public List<Check> checks = List.of(
            new Check(Code.DATABASE, Outcome.PASSED, "84000000", "121000000", ""),
            new Check(Code.EVENTS, Outcome.PASSED, "3", "3", ""),
            new Check(Code.PROPOSALS, Outcome.PASSED, "209", "209", ""),
            new Check(Code.USERS, Outcome.PASSED, "155", "155", ""),
            new Check(Code.MEDIA, Outcome.PASSED, "200", "200", ""),
            new Check(Code.HEALTHCHECK, Outcome.PASSED, "200", "200", ""),
            new Check(Code.REMOVED, Outcome.PASSED, "", "", ""));

    /** Of the snapshots of others. */
    public FakeDrills(FakeBackups backups, InstantSource clock) {
        this.backups = backups;
        this.clock = clock;
    }

    @Override
    public DrillReport drill(TargetName target, Optional<SnapshotId> snapshot, TaskContext context)
            throws OperationFailedException {
        if (backups.all().isEmpty()) {
            throw new OperationFailedException(FailureReason.SNAPSHOT_UNKNOWN, "none", "");
        }
        SnapshotId id = snapshot.orElse(backups.all().getFirst().id());
        DrillReport report = new DrillReport(id, clock.instant(), Duration.ofSeconds(48), "2025.2.2", 7, checks, true);
        if (report.proven()) {
            backups.proven(id, clock.instant());
        }
        return report;
    }
}
