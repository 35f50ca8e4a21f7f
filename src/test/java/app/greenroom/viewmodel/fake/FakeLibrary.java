package app.greenroom.viewmodel.fake;

import app.greenroom.domain.backup.KeepRule;
import app.greenroom.domain.backup.Pin;
import app.greenroom.domain.backup.PrunePlan;
import app.greenroom.domain.backup.PruneReport;
import app.greenroom.domain.backup.Retention;
import app.greenroom.domain.backup.SnapshotChanges;
import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.backup.SnapshotManifest;
import app.greenroom.domain.backup.SnapshotManifest.Entry;
import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.domain.backup.SnapshotTree;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.TargetName;
import app.greenroom.operation.Library;
import app.greenroom.task.TaskContext;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is done with snapshots in memory. */
public final class FakeLibrary implements Library {
    private final FakeBackups backups;
    private final InstantSource clock;
    private final Map<String, KeepRule> own = new HashMap<>();
    private KeepRule all = KeepRule.USUAL;
    /** Where they lie. */
    public Place place = new Place("/home/anna/Greenroom", true, 212_000_000_000L);
    /** What the snapshots hold, for changes and trees. */
    public final Map<SnapshotId, SnapshotManifest> manifests = new HashMap<>();
    /** Where files were saved to. */
    public final List<Path> saved = new ArrayList<>();
    /** Stored names of the files that were opened. */
    public final List<String> opened = new ArrayList<>();

    /** On the snapshots of others. */
    public FakeLibrary(FakeBackups backups, InstantSource clock) {
        this.backups = backups;
        this.clock = clock;
    }

    @Override
    public Place place() {
        return place;
    }

    @Override
    public Pin pin(TargetName target, SnapshotId snapshot, String note) {
        Pin pin = new Pin(note, clock.instant());
        backups.pin(snapshot, Optional.of(pin));
        return pin;
    }

    @Override
    public void unpin(TargetName target, SnapshotId snapshot) {
        backups.pin(snapshot, Optional.empty());
    }

    @Override
    public Keep keep(TargetName target) {
        KeepRule mine = own.get(target.toString());
        return mine == null ? new Keep(all, false) : new Keep(mine, true);
    }

    @Override
    public KeepRule keep() {
        return all;
    }

    @Override
    public void keep(TargetName target, KeepRule rule) {
        own.put(target.toString(), rule);
    }

    @Override
    public void keepAsAll(TargetName target) {
        own.remove(target.toString());
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
        List<PrunePlan.Verdict> verdicts = Retention.judge(backups.all(), rule, Set.of("2025.2.2"));
        long freed = verdicts.stream()
                .filter(each -> !each.stays())
                .mapToLong(each -> each.snapshot().newBytes())
                .sum();
        return new PrunePlan(target, rule, verdicts, freed, 0);
    }

    @Override
    public PruneReport prune(PrunePlan plan, TaskContext context) {
        List<SnapshotId> going = plan.going().stream().map(SnapshotSummary::id).toList();
        backups.remove(going);
        return new PruneReport(going, List.of(), plan.freedBytes());
    }

    private SnapshotManifest manifest(SnapshotId id) throws OperationFailedException {
        SnapshotManifest found = manifests.get(id);
        if (found == null) {
            throw new OperationFailedException(FailureReason.SNAPSHOT_UNKNOWN, "none", id.text());
        }
        return found;
    }

    @Override
    public SnapshotChanges changes(TargetName target, SnapshotId snapshot, TaskContext context)
            throws OperationFailedException {
        SnapshotManifest after = manifest(snapshot);
        return manifests.keySet().stream()
                .filter(id -> id.compareTo(snapshot) < 0)
                .max(SnapshotId::compareTo)
                .map(manifests::get)
                .map(before -> SnapshotChanges.between(before, after))
                .orElseGet(() -> SnapshotChanges.first(after));
    }

    @Override
    public SnapshotTree tree(TargetName target, SnapshotId snapshot, TaskContext context)
            throws OperationFailedException {
        return SnapshotTree.of(manifest(snapshot));
    }

    @Override
    public void save(TargetName target, SnapshotId snapshot, Entry file, Path to, boolean replace, TaskContext context)
            throws OperationFailedException {
        if (saved.contains(to) && !replace) {
            throw new OperationFailedException(FailureReason.LOCAL_FILE_EXISTS, "there", to.toString());
        }
        saved.add(to);
    }

    @Override
    public Path open(TargetName target, SnapshotId snapshot, Entry file, TaskContext context) {
        opened.add(file.stored().name());
        return Path.of("/tmp/opened").resolve(file.stored().name());
    }
}
