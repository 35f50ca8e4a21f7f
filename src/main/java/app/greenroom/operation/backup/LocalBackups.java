package app.greenroom.operation.backup;

import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.backup.SnapshotManifest;
import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.domain.backup.VerifyReport;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.domain.server.TargetName;
import app.greenroom.operation.Backups;
import app.greenroom.operation.ServerConnections;
import app.greenroom.operation.Shelves;
import app.greenroom.operation.Targets;
import app.greenroom.operation.Targets.Target;
import app.greenroom.operation.verify.VerifySnapshot;
import app.greenroom.ssh.RemoteHost;
import app.greenroom.ssh.SshException;
import app.greenroom.storage.ServerProfileRepository;
import app.greenroom.storage.disk.DiskTraits;
import app.greenroom.storage.library.SnapshotDraft;
import app.greenroom.storage.library.SnapshotLibrary;
import app.greenroom.storage.library.SnapshotShelf;
import app.greenroom.task.TaskContext;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Snapshots in the library on this computer. */
public final class LocalBackups implements Backups {
    private static final Logger LOG = LoggerFactory.getLogger(LocalBackups.class);
    /** Letters of three alphabets: a locale that holds these holds every name that is UTF-8. */
    private static final String LETTERS = "\u00e9\u65e5\ud83c\udfad";

    private final Targets targets;
    private final ServerConnections connections;
    private final Shelves shelves;
    private final SnapshotLibrary library;
    private final Clock clock;
    private final String version;
    private final ServerProgram program = new ServerProgram();

    /**
     * Snapshots in a library.
     *
     * @param targets finds what a name means
     * @param connections sign in
     * @param profiles saved servers, whose instances have names without a look
     * @param library where snapshots lie
     * @param clock this computer's
     * @param version of this program, noted in every snapshot
     */
    public LocalBackups(
            Targets targets,
            ServerConnections connections,
            ServerProfileRepository profiles,
            SnapshotLibrary library,
            Clock clock,
            String version) {
        this.targets = targets;
        this.connections = connections;
        this.shelves = new Shelves(library, profiles);
        this.library = library;
        this.clock = clock;
        this.version = version;
    }

    @Override
    public SnapshotSummary create(TargetName name, TaskContext context) throws OperationFailedException {
        requireFitLocale();
        Shelves.requireWritable(library);
        Target target = targets.glance(name, context);
        SnapshotShelf shelf =
                library.shelf(target.report().server(), target.facts().id());
        SnapshotManifest manifest = connections.with(
                target.report().server(), (profile, host) -> take(target, shelf, profile, host, context), context);
        LOG.info(
                "took snapshot {} of {}: {} files, {} bytes, {} new, {} warning(s)",
                manifest.id(),
                target.name(),
                manifest.head().totals().files(),
                manifest.head().totals().bytes(),
                manifest.head().totals().newBytes(),
                manifest.head().warnings().size());
        return Shelves.with(shelf, () -> shelf.summary(manifest.id()));
    }

    private SnapshotManifest take(
            Target target, SnapshotShelf shelf, ServerProfile profile, RemoteHost host, TaskContext context)
            throws SshException, OperationFailedException {
        try (SnapshotDraft draft = shelf.begin(clock.instant())) {
            return new CreateSnapshot(program, target, profile, host, draft, clock, version).run(context);
        } catch (BadAnswerException e) {
            throw new OperationFailedException(FailureReason.ANSWER_UNREADABLE, String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw failure(shelf, e);
        }
    }

    @Override
    public List<SnapshotSummary> list(TargetName name) throws OperationFailedException {
        Optional<SnapshotShelf> shelf = shelves.find(name).map(Shelves.Found::shelf);
        return shelf.isEmpty() ? List.of() : Shelves.with(shelf.get(), shelf.get()::list);
    }

    @Override
    public VerifyReport verify(
            TargetName name, Optional<SnapshotId> snapshot, VerifyReport.Depth depth, TaskContext context)
            throws OperationFailedException {
        SnapshotShelf shelf = shelves.find(name)
                .orElseThrow(() -> Shelves.unknown(name.toString()))
                .shelf();
        Optional<SnapshotId> id = snapshot.isPresent()
                ? snapshot
                : Shelves.with(shelf, shelf::list).stream().findFirst().map(SnapshotSummary::id);
        if (id.isEmpty() || !shelf.has(id.get())) {
            throw Shelves.unknown(id.map(SnapshotId::text).orElse(name.toString()));
        }
        SnapshotId found = id.get();
        VerifyReport report = Shelves.with(shelf, () -> new VerifySnapshot(shelf, found, depth).run(clock, context));
        LOG.info(
                "verified snapshot {} of {}, {}: {} problem(s)",
                found,
                name,
                depth,
                report.problems().size());
        return report;
    }

    private static void requireFitLocale() throws OperationFailedException {
        if (!DiskTraits.localeHolds(LETTERS)) {
            throw new OperationFailedException(
                    FailureReason.LOCALE_UNFIT, "sun.jnu.encoding is " + System.getProperty("sun.jnu.encoding"));
        }
    }

    private static OperationFailedException failure(SnapshotShelf shelf, IOException error) {
        return error instanceof LocalDiskFullException
                ? new OperationFailedException(FailureReason.LOCAL_DISK_FULL, error.toString(), error)
                : Shelves.failure(shelf, error);
    }
}
