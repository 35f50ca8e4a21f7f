package app.greenroom.operation.verify;

import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.backup.SnapshotManifest;
import app.greenroom.domain.backup.SnapshotManifest.Entry;
import app.greenroom.domain.backup.SnapshotManifest.Role;
import app.greenroom.domain.backup.SnapshotSummary.Condition;
import app.greenroom.domain.backup.VerifyReport;
import app.greenroom.domain.backup.VerifyReport.Depth;
import app.greenroom.domain.backup.VerifyReport.Kind;
import app.greenroom.domain.backup.VerifyReport.Origin;
import app.greenroom.domain.backup.VerifyReport.Problem;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.storage.disk.Hashes;
import app.greenroom.storage.library.SnapshotFiles;
import app.greenroom.storage.library.SnapshotShelf;
import app.greenroom.storage.library.UnusableManifestException;
import app.greenroom.storage.secret.SecretsLockedException;
import app.greenroom.task.Progress;
import app.greenroom.task.TaskContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares the files of a snapshot with its manifest, by their sizes or byte for byte, and keeps what it found. */
public final class VerifySnapshot {
    private static final Set<String> OUR_OWN = Set.of(
            "manifest.json",
            "manifest.sha256",
            "manifest.seal",
            "RESTORE.txt",
            "verify.json",
            "verify.json.new",
            "pin.json",
            "pin.json.new");
    private static final Logger LOG = LoggerFactory.getLogger(VerifySnapshot.class);
    private static final int PIECE = 1 << 18;

    private final SnapshotShelf shelf;
    private final SnapshotId id;
    private final Depth depth;
    private final Path folder;
    private final List<Problem> problems = new ArrayList<>();
    private final byte[] buffer = new byte[PIECE];
    private Origin origin = Origin.NOT_PROVABLE;
    private long files;
    private long bytes;

    /** Of one snapshot of a shelf, to some depth. */
    public VerifySnapshot(SnapshotShelf shelf, SnapshotId id, Depth depth) {
        this.shelf = shelf;
        this.id = id;
        this.depth = depth;
        this.folder = shelf.folder(id);
    }

    public VerifyReport run(Clock clock, TaskContext context) throws OperationFailedException, IOException {
        context.report(Progress.of(depth == Depth.QUICK ? "verify-quick" : "verify"));
        Optional<SnapshotManifest> manifest = manifest();
        if (manifest.isPresent()) {
            lookAtSeal();
            compare(manifest.get(), context);
        }
        Instant at = clock.instant();
        Set<String> damaged = problems.stream().map(Problem::file).collect(Collectors.toSet());
        return new VerifyReport(id, at, depth, files, bytes, problems, origin, keep(at, damaged));
    }

    /** Keeps what was found. Where it cannot be kept, on a disk that may only be read, it can still be told. */
    private List<SnapshotId> keep(Instant at, Set<String> damaged) {
        try {
            return depth == Depth.FULL ? shelf.mark(id, at, damaged) : shelf.markMore(id, damaged);
        } catch (IOException e) {
            LOG.warn("what the verification of {} found cannot be kept", id, e);
            return List.of();
        }
    }

    private void lookAtSeal() throws OperationFailedException, IOException {
        try {
            origin = shelf.origin(id);
        } catch (SecretsLockedException e) {
            throw new OperationFailedException(FailureReason.SECRETS_LOCKED, "the key of seals: " + e.getMessage(), e);
        }
        if (origin == Origin.CHANGED) {
            problems.add(new Problem("manifest.json", Kind.SEAL, "its seal does not fit or was taken away"));
        }
    }

    private Optional<SnapshotManifest> manifest() throws OperationFailedException, IOException {
        try {
            return Optional.of(shelf.manifest(id));
        } catch (UnusableManifestException e) {
            if (e.condition() == Condition.NEWER) {
                throw new OperationFailedException(
                        FailureReason.SNAPSHOT_NEWER, String.valueOf(e.getMessage()), e, id.text());
            }
            problems.add(new Problem("manifest.json", Kind.MANIFEST, String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }

    private void compare(SnapshotManifest manifest, TaskContext context) throws OperationFailedException, IOException {
        Map<String, Long> found = regularFiles();
        if (!shelf.restoreGuideIsWhole(id)) {
            problems.add(new Problem("RESTORE.txt", Kind.CONTENT, "it is not the one that was written"));
        }
        long total = manifest.head().totals().bytes();
        for (Entry entry : manifest.entries()) {
            context.cancellation().throwIfCancelled();
            Long size = found.remove(entry.stored().name());
            if (size == null) {
                problems.add(new Problem(entry.stored().name(), Kind.MISSING, "not there, or no regular file"));
            } else {
                compare(entry, size, manifest.head().origin().databaseKind(), total, context);
            }
        }
        for (String added : found.keySet()) {
            if (!OUR_OWN.contains(added)) {
                problems.add(new Problem(added, Kind.ADDED, "not in the manifest"));
            }
        }
    }

    private void compare(Entry entry, long size, String databaseKind, long total, TaskContext context)
            throws OperationFailedException {
        String name = entry.stored().name();
        try {
            if (size != entry.stored().size()) {
                problems.add(new Problem(
                        name,
                        Kind.SIZE,
                        size + " bytes instead of " + entry.stored().size()));
                return;
            }
            if (depth == Depth.QUICK) {
                files++;
                bytes += size;
                return;
            }
            String hash = hash(name, total, context);
            files++;
            if (!hash.equals(entry.stored().sha256())) {
                problems.add(new Problem(name, Kind.CONTENT, "SHA-256 is " + hash));
            } else if (entry.role() == Role.DATABASE) {
                DumpCheck.problem(folder.resolve(name), databaseKind)
                        .ifPresent(trouble -> problems.add(new Problem(name, Kind.DUMP, trouble)));
            }
        } catch (IOException e) {
            problems.add(new Problem(name, Kind.UNREADABLE, e.toString()));
        }
    }

    private String hash(String name, long total, TaskContext context) throws OperationFailedException, IOException {
        MessageDigest digest = Hashes.sha256();
        try (InputStream stream = SnapshotFiles.open(folder, name)) {
            for (int got = stream.read(buffer); got >= 0; got = stream.read(buffer)) {
                context.cancellation().throwIfCancelled();
                digest.update(buffer, 0, got);
                bytes += got;
                context.report(Progress.bytes("verify", bytes, Math.max(total, bytes)));
            }
        }
        return Hashes.hex(digest);
    }

    /** Size of every regular file by its relative name with forward slashes; links are not followed, and are reported. */
    private Map<String, Long> regularFiles() throws IOException {
        Map<String, Long> found = new TreeMap<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = folder.relativize(file)
                        .toString()
                        .replace(file.getFileSystem().getSeparator(), "/");
                if (attributes.isRegularFile()) {
                    found.put(name, attributes.size());
                } else {
                    problems.add(new Problem(name, Kind.ADDED, "no regular file"));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
                problems.add(new Problem(folder.relativize(file).toString(), Kind.UNREADABLE, failure.toString()));
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }
}
