package app.greenroom.cli;

import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.domain.backup.VerifyReport;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.TargetName;
import app.greenroom.operation.Backups;
import app.greenroom.task.TaskContext;
import app.greenroom.task.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Snapshots that exist only as summaries. */
final class FakeBackups implements Backups {
    final List<SnapshotSummary> snapshots = new ArrayList<>();
    Work<SnapshotSummary> taking = context -> {
        throw new AssertionError("no snapshot was prepared");
    };
    Work<VerifyReport> verifying = context -> {
        throw new AssertionError("no report was prepared");
    };
    Optional<SnapshotId> verified = Optional.empty();
    final List<VerifyReport.Depth> depths = new ArrayList<>();

    @Override
    public SnapshotSummary create(TargetName target, TaskContext context) throws OperationFailedException {
        SnapshotSummary taken = taking.run(context);
        snapshots.addFirst(taken);
        return taken;
    }

    @Override
    public List<SnapshotSummary> list(TargetName target) {
        return List.copyOf(snapshots);
    }

    @Override
    public VerifyReport verify(
            TargetName target, Optional<SnapshotId> snapshot, VerifyReport.Depth depth, TaskContext context)
            throws OperationFailedException {
        verified = snapshot;
        depths.add(depth);
        return verifying.run(context);
    }
}
