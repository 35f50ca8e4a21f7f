package app.greenroom.cli;

import app.greenroom.domain.backup.KeepRule;
import app.greenroom.domain.backup.Pin;
import app.greenroom.domain.backup.PrunePlan;
import app.greenroom.domain.backup.PruneReport;
import app.greenroom.domain.backup.Retention;
import app.greenroom.domain.backup.SnapshotChanges;
import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.backup.SnapshotManifest.Entry;
import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.domain.backup.SnapshotTree;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.TargetName;
import app.greenroom.operation.Library;
import app.greenroom.operation.Shelves;
import app.greenroom.task.TaskContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A library whose snapshots exist only as summaries. */
final class FakeLibrary implements Library {
    private final List<SnapshotSummary> snapshots;
    final Map<SnapshotId, SnapshotChanges> changes = new HashMap<>();
    final List<SnapshotId> removed = new ArrayList<>();
    final Map<Path, String> saved = new HashMap<>();

    @Nullable
    SnapshotTree tree;

    KeepRule all = KeepRule.USUAL;

    @Nullable
    KeepRule own;

    long freed = 250_000_000L;

    FakeLibrary(List<SnapshotSummary> snapshots) {
        this.snapshots = snapshots;
    }

    private void change(SnapshotId id, Optional<Pin> pin) throws OperationFailedException {
        if (snapshots.stream().noneMatch(each -> each.id().equals(id))) {
            throw Shelves.unknown(id.text());
        }
        snapshots.replaceAll(each -> each.id().equals(id) ? each.withPin(pin) : each);
    }

    @Override
    public Place place() {
        return new Place("/home/anna/Greenroom", true, 212_000_000_000L);
    }

    @Override
    public Pin pin(TargetName target, SnapshotId snapshot, String note) throws OperationFailedException {
        Pin pin = new Pin(note, World.NOW);
        change(snapshot, Optional.of(pin));
        return pin;
    }

    @Override
    public void unpin(TargetName target, SnapshotId snapshot) throws OperationFailedException {
        change(snapshot, Optional.empty());
    }

    @Override
    public Keep keep(TargetName target) {
        KeepRule mine = own;
        return mine == null ? new Keep(all, false) : new Keep(mine, true);
    }

    @Override
    public KeepRule keep() {
        return all;
    }

    @Override
    public void keep(TargetName target, KeepRule rule) {
        own = rule;
    }

    @Override
    public void keepAsAll(TargetName target) {
        own = null;
    }

    @Override
    public void keepAll(KeepRule rule) {
        all = rule;
    }

    @Override
    public PrunePlan plan(TargetName target, TaskContext context) {
        return plan(target, keep(target).rule(), context);
    }

    @Override
    public PrunePlan plan(TargetName target, KeepRule rule, TaskContext context) {
        List<PrunePlan.Verdict> verdicts = Retention.judge(snapshots, rule, Set.of("2025.2.2"));
        boolean nothing = verdicts.stream().allMatch(PrunePlan.Verdict::stays);
        return new PrunePlan(TargetName.parse("talks/main"), rule, verdicts, nothing ? 0 : freed, 0);
    }

    @Override
    public PruneReport prune(PrunePlan plan, TaskContext context) {
        List<SnapshotId> going = plan.going().stream().map(SnapshotSummary::id).toList();
        removed.addAll(going);
        snapshots.removeIf(each -> going.contains(each.id()));
        return new PruneReport(going, List.of(), plan.freedBytes());
    }

    @Override
    public SnapshotChanges changes(TargetName target, SnapshotId snapshot, TaskContext context)
            throws OperationFailedException {
        SnapshotChanges found = changes.get(snapshot);
        if (found == null) {
            throw Shelves.unknown(snapshot.text());
        }
        return found;
    }

    @Override
    public SnapshotTree tree(TargetName target, SnapshotId snapshot, TaskContext context) {
        return Objects.requireNonNull(tree);
    }

    @Override
    public void save(
            TargetName target, SnapshotId snapshot, Entry file, Path to, boolean replace, TaskContext context) {
        saved.put(to, file.stored().name());
    }

    @Override
    public Path open(TargetName target, SnapshotId snapshot, Entry file, TaskContext context) {
        throw new AssertionError("no file was prepared");
    }
}
