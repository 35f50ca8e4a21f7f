package app.greenroom.viewmodel.fake;

import app.greenroom.domain.backup.Pin;
import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.domain.backup.VerifyReport;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.TargetName;
import app.greenroom.operation.Backups;
import app.greenroom.task.Progress;
import app.greenroom.task.TaskContext;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Snapshots in memory. A test can hold a snapshot half way and let it go on. */
public final class FakeBackups implements Backups {
    private final InstantSource clock;
    private final List<SnapshotSummary> snapshots = new ArrayList<>();
    private final List<Progress> reports = new ArrayList<>();
    private volatile Optional<CountDownLatch> gate = Optional.empty();
    private volatile Optional<OperationFailedException> unreadable = Optional.empty();
    private volatile List<VerifyReport.Problem> problems = List.of();

    /** No snapshots yet. */
    public FakeBackups(InstantSource clock) {
        this.clock = clock;
    }

    /** Snapshots that are there, newest first. */
    public FakeBackups with(SnapshotSummary... there) {
        snapshots.addAll(List.of(there));
        return this;
    }

    /** Nothing is there. */
    public void clear() {
        snapshots.clear();
    }

    /** The next snapshots report this. */
    public void reports(Progress... progress) {
        reports.addAll(List.of(progress));
    }

    /** The next snapshot waits after its reports until it is let go or cancelled. */
    public CountDownLatch hold() {
        CountDownLatch latch = new CountDownLatch(1);
        gate = Optional.of(latch);
        return latch;
    }

    /** The next verifications find this. */
    public void finds(VerifyReport.Problem... wrong) {
        problems = List.of(wrong);
    }

    void pin(SnapshotId id, Optional<Pin> pin) {
        snapshots.replaceAll(each -> each.id().equals(id) ? each.withPin(pin) : each);
    }

    void arrived(SnapshotSummary snapshot) {
        snapshots.add(snapshot);
        snapshots.sort(Comparator.comparing(SnapshotSummary::id).reversed());
    }

    void proven(SnapshotId id, Instant at) {
        snapshots.replaceAll(each -> each.id().equals(id)
                ? new SnapshotSummary(
                        each.id(),
                        each.folder(),
                        each.condition(),
                        each.head(),
                        each.verified(),
                        each.damaged(),
                        Optional.of(at),
                        each.pin())
                : each);
    }

    void remove(List<SnapshotId> ids) {
        snapshots.removeIf(each -> ids.contains(each.id()));
    }

    @Override
    public SnapshotSummary create(TargetName target, TaskContext context) throws OperationFailedException {
        reports.forEach(context::report);
        if (gate.isPresent()) {
            CountDownLatch latch = gate.get();
            try (var _ = context.cancellation().onCancel(latch::countDown)) {
                latch.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new OperationFailedException(FailureReason.CANCELLED, "interrupted", interrupted);
            }
        }
        context.cancellation().throwIfCancelled();
        SnapshotSummary made = Sample.snapshot(clock.instant(), "2025.2.2", 1_300_000_000L, 14_000_000L);
        snapshots.addFirst(made);
        return made;
    }

    /** The list cannot be read. */
    public void listFails(OperationFailedException reason) {
        unreadable = Optional.of(reason);
    }

    /** The list can be read again. */
    public void listWorks() {
        unreadable = Optional.empty();
    }

    /** The snapshots, whether they can be read or not. */
    public List<SnapshotSummary> all() {
        return List.copyOf(snapshots);
    }

    @Override
    public List<SnapshotSummary> list(TargetName target) throws OperationFailedException {
        if (unreadable.isPresent()) {
            throw unreadable.get();
        }
        return List.copyOf(snapshots);
    }

    @Override
    public VerifyReport verify(
            TargetName target, Optional<SnapshotId> snapshot, VerifyReport.Depth depth, TaskContext context)
            throws OperationFailedException {
        if (snapshots.isEmpty()) {
            throw new OperationFailedException(FailureReason.SNAPSHOT_UNKNOWN, "none", "");
        }
        SnapshotId id = snapshot.orElse(snapshots.getFirst().id());
        Instant now = clock.instant();
        snapshots.replaceAll(each -> each.id().equals(id) ? checked(each, now) : each);
        return new VerifyReport(id, now, 5300, 1_300_000_000L, problems);
    }

    private SnapshotSummary checked(SnapshotSummary snapshot, Instant now) {
        return new SnapshotSummary(
                snapshot.id(),
                snapshot.folder(),
                snapshot.condition(),
                snapshot.head(),
                problems.isEmpty() ? Optional.of(now) : Optional.empty(),
                problems.size());
    }
}
