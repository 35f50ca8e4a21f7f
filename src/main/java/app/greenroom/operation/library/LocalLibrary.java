package app.greenroom.operation.library;

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
import app.greenroom.domain.backup.SnapshotSummary.Condition;
import app.greenroom.domain.backup.SnapshotTree;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.TargetName;
import app.greenroom.operation.Inspections;
import app.greenroom.operation.Library;
import app.greenroom.operation.LocalFailure;
import app.greenroom.operation.Shelves;
import app.greenroom.operation.Shelves.Found;
import app.greenroom.storage.RetentionFile;
import app.greenroom.storage.library.SnapshotLibrary;
import app.greenroom.storage.library.SnapshotShelf;
import app.greenroom.storage.library.UnusableManifestException;
import app.greenroom.task.Progress;
import app.greenroom.task.TaskContext;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The library in a folder of this computer. */
public final class LocalLibrary implements Library, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalLibrary.class);

    private final Shelves shelves;
    private final SnapshotLibrary library;
    private final KeepRules rules;
    private final Deployed deployed;
    private final Clock clock;
    private final OpenedCopies opened;

    /**
     * Looks after a library.
     *
     * @param shelves finds snapshots by name
     * @param library where they lie
     * @param rules how many are kept
     * @param inspections know which versions were found on servers
     * @param clock this computer's
     * @param copies folder for copies that are opened
     */
    public LocalLibrary(
            Shelves shelves,
            SnapshotLibrary library,
            RetentionFile rules,
            Inspections inspections,
            Clock clock,
            Path copies) {
        this.shelves = shelves;
        this.library = library;
        this.rules = new KeepRules(shelves, rules);
        this.deployed = new Deployed(library, inspections);
        this.clock = clock;
        this.opened = new OpenedCopies(copies, ProcessHandle.current().pid());
    }

    // ---- pins ----

    @Override
    public Place place() throws OperationFailedException {
        try {
            return new Place(library.root().toString(), library.writable(), library.freeBytes());
        } catch (IOException e) {
            throw LocalFailure.of("looking at " + library.root(), e);
        }
    }

    @Override
    public Pin pin(TargetName target, SnapshotId snapshot, String note) throws OperationFailedException {
        if (note.length() > Pin.LONGEST) {
            throw new OperationFailedException(
                    FailureReason.INPUT_INVALID, "a note of more than " + Pin.LONGEST + " characters", "note");
        }
        Pin pin = new Pin(note.strip(), clock.instant());
        change(target, snapshot, shelf -> shelf.pin(snapshot, pin));
        return pin;
    }

    @Override
    public void unpin(TargetName target, SnapshotId snapshot) throws OperationFailedException {
        change(target, snapshot, shelf -> shelf.unpin(snapshot));
    }

    /** A change to one snapshot's marks. */
    @FunctionalInterface
    private interface Change {
        void of(SnapshotShelf shelf) throws IOException;
    }

    private void change(TargetName target, SnapshotId snapshot, Change change) throws OperationFailedException {
        SnapshotShelf shelf = shelves.holding(target, snapshot).shelf();
        Shelves.with(shelf, () -> {
            change.of(shelf);
            return snapshot;
        });
    }

    // ---- rules ----

    @Override
    public Keep keep(TargetName target) throws OperationFailedException {
        return rules.of(target);
    }

    @Override
    public KeepRule keep() throws OperationFailedException {
        return rules.forAll();
    }

    @Override
    public void keep(TargetName target, KeepRule rule) throws OperationFailedException {
        rules.save(target, Optional.of(rule));
    }

    @Override
    public void keepAsAll(TargetName target) throws OperationFailedException {
        rules.save(target, Optional.empty());
    }

    @Override
    public void keepAll(KeepRule rule) throws OperationFailedException {
        rules.saveForAll(rule);
    }

    // ---- removal ----

    @Override
    public PrunePlan plan(TargetName target, TaskContext context) throws OperationFailedException {
        return plan(target, keep(target).rule(), context);
    }

    @Override
    public PrunePlan plan(TargetName target, KeepRule rule, TaskContext context) throws OperationFailedException {
        context.report(Progress.of("library-plan"));
        Optional<Found> found = shelves.find(target);
        if (found.isEmpty()) {
            return new PrunePlan(target, rule, List.of(), 0, 0);
        }
        SnapshotShelf shelf = found.get().shelf();
        return Shelves.with(shelf, () -> {
            PrunePlan plan = judged(found.get(), shelf.list(), rule);
            context.cancellation().throwIfCancelled();
            return new PrunePlan(
                    plan.target(),
                    rule,
                    plan.verdicts(),
                    freed(shelf, plan),
                    shelf.removal().unfinished());
        });
    }

    private PrunePlan judged(Found found, List<SnapshotSummary> there, KeepRule rule) throws IOException {
        return new PrunePlan(found.name(), rule, Retention.judge(there, rule, deployed.versions()), 0, 0);
    }

    private static long freed(SnapshotShelf shelf, PrunePlan plan) throws IOException {
        long told = shelf.removal()
                .freed(plan.going().stream().map(SnapshotSummary::id).toList());
        return told >= 0
                ? told
                : plan.going().stream().mapToLong(SnapshotSummary::newBytes).sum();
    }

    @Override
    public PruneReport prune(PrunePlan plan, TaskContext context) throws OperationFailedException {
        Found found = shelves.find(plan.target())
                .orElseThrow(() -> Shelves.unknown(plan.target().toString()));
        SnapshotShelf shelf = found.shelf();
        Set<SnapshotId> planned = plan.going().stream().map(SnapshotSummary::id).collect(Collectors.toSet());
        AtomicLong freed = new AtomicLong();
        List<SnapshotId> gone = Shelves.with(
                shelf,
                () -> shelf.removal()
                        .remove(
                                there -> {
                                    PrunePlan now =
                                            judged(found, there, plan.rule()).only(planned);
                                    freed.set(freed(shelf, now));
                                    return now.going().stream()
                                            .map(SnapshotSummary::id)
                                            .toList();
                                },
                                removed -> {
                                    context.cancellation().throwIfCancelled();
                                    context.report(Progress.items("library-remove", removed, planned.size()));
                                }));
        List<SnapshotId> spared = plan.going().stream()
                .map(SnapshotSummary::id)
                .filter(id -> !gone.contains(id) && shelf.has(id))
                .toList();
        LOG.info("removed {} snapshot(s) of {}: {}; spared {}", gone.size(), found.name(), gone, spared);
        return new PruneReport(gone, spared, freed.get());
    }

    // ---- looking into snapshots ----

    @Override
    public SnapshotChanges changes(TargetName target, SnapshotId snapshot, TaskContext context)
            throws OperationFailedException {
        SnapshotShelf shelf = shelves.holding(target, snapshot).shelf();
        SnapshotManifest after = manifest(shelf, snapshot, context);
        return Shelves.with(shelf, () -> shelf.manifestBefore(snapshot))
                .map(before -> SnapshotChanges.between(before, after))
                .orElseGet(() -> SnapshotChanges.first(after));
    }

    @Override
    public SnapshotTree tree(TargetName target, SnapshotId snapshot, TaskContext context)
            throws OperationFailedException {
        SnapshotShelf shelf = shelves.holding(target, snapshot).shelf();
        return SnapshotTree.of(manifest(shelf, snapshot, context));
    }

    private static SnapshotManifest manifest(SnapshotShelf shelf, SnapshotId id, TaskContext context)
            throws OperationFailedException {
        context.cancellation().throwIfCancelled();
        context.report(Progress.of("library-read"));
        return Shelves.with(shelf, () -> {
            try {
                return shelf.manifest(id);
            } catch (UnusableManifestException e) {
                FailureReason reason = e.condition() == Condition.NEWER
                        ? FailureReason.SNAPSHOT_NEWER
                        : FailureReason.SNAPSHOT_DAMAGED;
                throw new OperationFailedException(reason, String.valueOf(e.getMessage()), e, id.text());
            }
        });
    }

    @Override
    public void save(TargetName target, SnapshotId snapshot, Entry file, Path to, boolean replace, TaskContext context)
            throws OperationFailedException {
        SnapshotShelf shelf = shelves.holding(target, snapshot).shelf();
        try {
            new SingleFiles(shelf, snapshot, context).copy(file, to, replace);
        } catch (IOException e) {
            throw LocalFailure.of("cannot copy " + file.stored().name() + " to " + to, e);
        }
    }

    @Override
    public Path open(TargetName target, SnapshotId snapshot, Entry file, TaskContext context)
            throws OperationFailedException {
        SnapshotShelf shelf = shelves.holding(target, snapshot).shelf();
        String plain = file.source().path().toString();
        String name = Harmless.name(file)
                .orElseThrow(
                        () -> new OperationFailedException(FailureReason.FILE_UNSAFE, "not opened: " + plain, plain));
        try {
            Path copy = opened.place().resolve(name);
            new SingleFiles(shelf, snapshot, context).copy(file, copy, false);
            if (!copy.toFile().setReadOnly()) {
                LOG.warn("a copy that is opened can be written to: {}", copy);
            }
            return copy;
        } catch (IOException e) {
            throw LocalFailure.of("cannot copy " + file.stored().name() + " for looking at it", e);
        }
    }

    /** Takes away the copies that were opened. */
    @Override
    public void close() {
        try {
            opened.close();
        } catch (IOException e) {
            LOG.warn("copies that were opened are left", e);
        }
    }
}
