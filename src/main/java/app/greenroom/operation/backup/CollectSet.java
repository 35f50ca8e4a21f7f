package app.greenroom.operation.backup;

import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.backup.SnapshotManifest;
import app.greenroom.domain.backup.SnapshotManifest.Entry;
import app.greenroom.domain.backup.SnapshotManifest.Head;
import app.greenroom.domain.backup.SnapshotManifest.Origin;
import app.greenroom.domain.backup.SnapshotManifest.Role;
import app.greenroom.domain.backup.SnapshotManifest.Source;
import app.greenroom.domain.backup.SnapshotManifest.Totals;
import app.greenroom.domain.backup.SnapshotSummary.Condition;
import app.greenroom.domain.backup.SourcePath;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.ssh.RemoteHost;
import app.greenroom.ssh.SshException;
import app.greenroom.storage.library.SnapshotDraft;
import app.greenroom.storage.library.SnapshotShelf;
import app.greenroom.storage.library.UnusableManifestException;
import app.greenroom.task.Progress;
import app.greenroom.task.TaskContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Fetches one set that a server's schedule took into the library of this computer. Uploaded files that are here already,
 * with the very content that the set's manifest names, do not travel.
 */
public final class CollectSet {
    private static final Duration LIMIT = Duration.ofDays(2);
    private static final long ROOM = 64L << 20;
    private static final Set<String> DUMPS = Set.of("database.dump", "database.sqlite3");

    private final SnapshotDraft draft;
    private final Conversation conversation;
    private final String set;
    private final Place place;
    private long bytes;

    private CollectSet(SnapshotDraft draft, RemoteHost host, String set, Place place) {
        this.draft = draft;
        this.conversation = new Conversation(new ServerProgram(), host, new Warnings());
        this.set = set;
        this.place = place;
    }

    /**
     * Whose sets they are, in the words of this computer.
     *
     * @param server name of the saved server
     * @param host its address
     * @param instance id of the instance
     */
    public record Place(String server, String host, String instance) {}

    /**
     * Fetches a set.
     *
     * @param folder where the sets lie on the server
     * @return how many bytes of files came for it
     * @throws SetDamagedException if a file of it is not as it was written; nothing of it is kept then
     * @throws OperationFailedException also if the server's answer cannot be used, or does not fit this computer's disk
     * @throws IOException if this computer's disk fails
     */
    public static long collect(
            RemoteHost host, String folder, SnapshotId id, SnapshotShelf shelf, Place place, TaskContext context)
            throws SshException, OperationFailedException, IOException {
        try (SnapshotDraft draft = shelf.begin(id)) {
            CollectSet collecting = new CollectSet(draft, host, folder + "/" + id, place);
            collecting.run(context);
            return collecting.bytes;
        } catch (BadAnswerException e) {
            throw new OperationFailedException(FailureReason.ANSWER_UNREADABLE, String.valueOf(e.getMessage()), e);
        } catch (LocalDiskFullException e) {
            throw new OperationFailedException(FailureReason.LOCAL_DISK_FULL, e.toString(), e);
        }
    }

    private void run(TaskContext context) throws SshException, OperationFailedException, IOException {
        context.report(Progress.of("collect"));
        SetTexts.Received received = received(context);
        List<Entry> wanted = placeKept(checked(received.manifest()), context);
        for (Entry each : wanted) {
            draft.requireFits(each.source().path().toString(), each.stored().size());
        }
        long needed = wanted.stream().mapToLong(each -> each.stored().size()).sum();
        if (draft.usableBytes() < needed + ROOM) {
            throw new LocalDiskFullException(needed + ROOM, draft.usableBytes());
        }
        fetch(wanted, needed, context);
        context.cancellation().throwIfCancelled();
        context.report(Progress.of("backup-finish"));
        draft.finish(totals -> head(received.manifest().head(), totals), manifest -> guide(received, manifest));
    }

    private SetTexts.Received received(TaskContext context) throws SshException, OperationFailedException, IOException {
        Path above = Files.createTempDirectory("greenroom-collect");
        Path folder = Files.createDirectory(above.resolve(draft.id().text()));
        try {
            SetTexts.Received received = SetTexts.fetch(conversation, set, folder, context);
            bytes += received.bytes();
            return received;
        } catch (UnusableManifestException e) {
            if (e.condition() == Condition.NEWER) {
                throw new OperationFailedException(
                        FailureReason.SNAPSHOT_NEWER,
                        String.valueOf(e.getMessage()),
                        e,
                        draft.id().text());
            }
            throw new SetDamagedException("manifest.json");
        } finally {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
            Files.delete(above);
        }
    }

    /** The entries of a manifest, each of which stays where a snapshot has its like. */
    private static List<Entry> checked(SnapshotManifest manifest) throws BadAnswerException {
        Set<List<Object>> seen = new HashSet<>();
        for (Entry entry : manifest.entries()) {
            Source source = entry.source();
            boolean fits = switch (entry.role()) {
                case DATABASE ->
                    DUMPS.contains(source.path().text()) && !source.path().base64();
                case MEDIA -> source.path().staysBelow();
                case SECRET -> source.path().toString().startsWith("/");
                case SERVER -> staysBelowRoot(source.path().bytes());
            };
            boolean odd = source.size() < 0
                    || source.mode() < 0
                    || source.mode() > 07777
                    || source.size() != entry.stored().size()
                    || !source.sha256().equals(entry.stored().sha256());
            if (!fits || odd || !seen.add(List.of(entry.role(), source.path()))) {
                throw new BadAnswerException("a manifest names " + source.path() + " as " + entry.role());
            }
        }
        return manifest.entries();
    }

    private static boolean staysBelowRoot(byte[] path) {
        int begin = path.length > 0 && path[0] == '/' ? 1 : 0;
        return SourcePath.of(Arrays.copyOfRange(path, begin, path.length)).staysBelow();
    }

    /** Takes what is on this computer already; gives what must be fetched. */
    private List<Entry> placeKept(List<Entry> entries, TaskContext context)
            throws OperationFailedException, IOException {
        List<Entry> wanted = new ArrayList<>();
        int done = 0;
        for (Entry entry : entries) {
            context.cancellation().throwIfCancelled();
            if (done++ % 500 == 0) {
                context.report(Progress.items("backup-compare", done, entries.size()));
            }
            Source source = entry.source();
            boolean here = entry.role() == Role.MEDIA
                    && draft.reuse(source.path(), source.size(), source.mtimeNs(), source.mode())
                    && draft.entry(Role.MEDIA, source.path())
                            .filter(kept -> kept.source().sha256().equals(source.sha256()))
                            .isPresent();
            if (!here) {
                wanted.add(entry);
            }
        }
        return wanted;
    }

    private void fetch(List<Entry> wanted, long total, TaskContext context)
            throws SshException, OperationFailedException, IOException {
        long before = bytes;
        Wanted choice = new Wanted(wanted);
        context.report(Progress.bytes("collect", 0, total));
        try (FileReceiver receiver = new FileReceiver(draft, choice, arrived -> {
            bytes += arrived;
            context.report(Progress.bytes("collect", bytes - before, Math.max(total, bytes - before)));
        })) {
            conversation.hold("fetch", Map.of("media", set, "paths", joined(wanted)), LIMIT, receiver, context);
            if (!receiver.complete() || choice.next != wanted.size()) {
                throw new BadAnswerException("only " + choice.next + " of " + wanted.size() + " files came");
            }
        }
    }

    private static String joined(List<Entry> files) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (Entry file : files) {
            if (joined.size() > 0) {
                joined.write(0);
            }
            joined.writeBytes(file.stored().name().getBytes(StandardCharsets.UTF_8));
        }
        return ServerProgram.packed(joined.toByteArray());
    }

    private Head head(Head there, Totals totals) {
        Origin origin = there.origin();
        return new Head(
                there.schema(),
                there.id(),
                there.taken(),
                there.finished(),
                there.greenroom(),
                new Origin(
                        place.server(),
                        place.host(),
                        place.instance(),
                        origin.siteUrl(),
                        origin.operatingSystem(),
                        origin.pretalx(),
                        origin.python(),
                        origin.databaseKind(),
                        origin.databaseVersion(),
                        origin.databaseName(),
                        origin.mediaRoot(),
                        origin.serviceUser()),
                there.counts(),
                totals,
                there.warnings());
    }

    /** The server's guide; names that only the disk here cannot hold need some more words. */
    private static String guide(SetTexts.Received received, SnapshotManifest here) {
        boolean told = renamed(received.manifest());
        return told || !renamed(here)
                ? received.guide()
                : received.guide()
                        + "\nAFTER STEP 3\n"
                        + RestoreGuide.renamed(here.head().origin().mediaRoot());
    }

    private static boolean renamed(SnapshotManifest manifest) {
        return manifest.entries().stream()
                .anyMatch(entry -> entry.stored().name().startsWith("media-renamed/"));
    }

    /** The files that were asked for, which come in that order. */
    private static final class Wanted implements FileReceiver.Known {
        private final List<Entry> files;
        private int next;

        Wanted(List<Entry> files) {
            this.files = files;
        }

        @Override
        public FileReceiver.Place place(Said announced) throws BadAnswerException {
            if (!announced.text("kind").equals("media") || next >= files.size() || announced.number("index") != next) {
                throw new BadAnswerException("a file that was not asked for, or out of order");
            }
            Entry file = files.get(next++);
            return new FileReceiver.Place(file.role(), file.source().path());
        }

        @Override
        public Source expected(FileReceiver.Place place) {
            return files.get(next - 1).source();
        }

        @Override
        public void kept(Entry entry, boolean changed) {
            // it is the very file: its hash was compared before it was kept
        }

        @Override
        public void missed(FileReceiver.Place place, String reason, String detail) throws SetDamagedException {
            throw new SetDamagedException(files.get(next - 1).stored().name());
        }
    }
}
