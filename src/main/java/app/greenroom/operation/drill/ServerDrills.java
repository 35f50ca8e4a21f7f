package app.greenroom.operation.drill;

import app.greenroom.domain.backup.DrillReport;
import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.backup.SnapshotManifest;
import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.domain.backup.VerifyReport;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.TargetName;
import app.greenroom.operation.Backups;
import app.greenroom.operation.Drills;
import app.greenroom.operation.ServerConnections;
import app.greenroom.operation.Shelves;
import app.greenroom.operation.Targets;
import app.greenroom.operation.Targets.Target;
import app.greenroom.storage.library.SnapshotLibrary;
import app.greenroom.storage.library.SnapshotReading;
import app.greenroom.storage.library.SnapshotShelf;
import app.greenroom.storage.library.UnusableManifestException;
import app.greenroom.task.Progress;
import app.greenroom.task.TaskContext;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Drills of the snapshots on this computer, each on its own server. */
public final class ServerDrills implements Drills {
    private static final Logger LOG = LoggerFactory.getLogger(ServerDrills.class);

    private final Targets targets;
    private final ServerConnections connections;
    private final Backups backups;
    private final SnapshotLibrary library;
    private final RandomGenerator random;
    private final Clock clock;

    /**
     * Drills.
     *
     * @param targets finds what a name means
     * @param connections sign in
     * @param backups verifies a snapshot before it is sent
     * @param library where snapshots lie
     * @param random gives the seeds of samples
     * @param clock this computer's
     */
    public ServerDrills(
            Targets targets,
            ServerConnections connections,
            Backups backups,
            SnapshotLibrary library,
            RandomGenerator random,
            Clock clock) {
        this.targets = targets;
        this.connections = connections;
        this.backups = backups;
        this.library = library;
        this.random = random;
        this.clock = clock;
    }

    @Override
    public DrillReport drill(TargetName name, Optional<SnapshotId> wanted, TaskContext context)
            throws OperationFailedException {
        Instant began = clock.instant();
        Target target = targets.find(name, context);
        SnapshotShelf shelf =
                library.shelf(target.report().server(), target.facts().id());
        SnapshotId id = Shelves.with(shelf, () -> pick(shelf, wanted, name));
        try (SnapshotReading _ = Shelves.with(shelf, () -> shelf.reading(id))) {
            return drill(target, shelf, id, began, context);
        }
    }

    private DrillReport drill(Target target, SnapshotShelf shelf, SnapshotId id, Instant began, TaskContext context)
            throws OperationFailedException {
        context.report(Progress.of("drill-verify"));
        VerifyReport verified = backups.verify(target.name(), Optional.of(id), VerifyReport.Depth.QUICK, context);
        SnapshotManifest manifest = Shelves.with(shelf, () -> manifest(shelf, id));
        long seed = random.nextLong(1_000_000_000L);
        OneDrill drill = new OneDrill(target, shelf.folder(id), manifest, seed, verified);
        DrillReport report = connections.with(
                target.report().server(),
                (profile, host) -> drill.run(profile, host, () -> clock.instant(), began, context),
                context);
        if (report.proven()) {
            Shelves.with(shelf, () -> {
                shelf.markProven(id, report.at());
                return id;
            });
        }
        LOG.info(
                "drill of snapshot {} of {}, seed {}: {}, {}",
                id,
                target.name(),
                seed,
                report.worst(),
                report.removed() ? "everything removed" : "something is left");
        return report;
    }

    private static SnapshotId pick(SnapshotShelf shelf, Optional<SnapshotId> wanted, TargetName name)
            throws OperationFailedException, IOException {
        Optional<SnapshotId> id = wanted.isPresent()
                ? wanted.filter(shelf::has)
                : shelf.list().stream()
                        .filter(SnapshotSummary::usable)
                        .findFirst()
                        .map(SnapshotSummary::id);
        return id.orElseThrow(() -> Shelves.unknown(wanted.map(SnapshotId::text).orElse(name.toString())));
    }

    private static SnapshotManifest manifest(SnapshotShelf shelf, SnapshotId id)
            throws OperationFailedException, IOException {
        try {
            return shelf.manifest(id);
        } catch (UnusableManifestException e) {
            throw new OperationFailedException(
                    e.condition() == SnapshotSummary.Condition.NEWER
                            ? FailureReason.SNAPSHOT_NEWER
                            : FailureReason.SNAPSHOT_DAMAGED,
                    String.valueOf(e.getMessage()),
                    e,
                    id.text());
        }
    }
}
