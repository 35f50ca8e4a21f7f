package app.greenroom.operation.backup;

import app.greenroom.domain.backup.SnapshotManifest.Entry;
import app.greenroom.domain.backup.SnapshotManifest.Role;
import app.greenroom.domain.backup.SourcePath;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.operation.backup.FileReceiver.Place;
import app.greenroom.operation.backup.MediaListing.Listed;
import app.greenroom.ssh.SshException;
import app.greenroom.storage.library.SnapshotDraft;
import app.greenroom.task.Progress;
import app.greenroom.task.TaskContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Brings the uploaded files into a draft. The first pass brings all of them; the second, begun when the database holds
 * still, those that are new or changed since, so that every file that the database names is there.
 */
final class MediaPasses {
    private static final Duration LISTING = Duration.ofMinutes(30);
    private static final Duration FETCHING = Duration.ofDays(2);

    private final Conversation conversation;
    private final SnapshotDraft draft;
    private final Warnings warnings;
    private final String root;
    private final Set<SourcePath> unsteady = ConcurrentHashMap.newKeySet();

    MediaPasses(Conversation conversation, SnapshotDraft draft, Warnings warnings, String root) {
        this.conversation = conversation;
        this.draft = draft;
        this.warnings = warnings;
        this.root = root;
    }

    /**
     * The first pass.
     *
     * @param otherBytes bytes that other parts of the snapshot will need on this computer
     */
    void first(long otherBytes, TaskContext context) throws SshException, OperationFailedException, IOException {
        context.report(Progress.of("backup-list"));
        List<Listed> wanted = placeKept(list(context), context);
        for (Listed file : wanted) {
            draft.requireFits(file.path().toString(), file.size());
        }
        long needed = wanted.stream().mapToLong(Listed::size).sum();
        long usable = draft.usableBytes();
        if (usable < needed + otherBytes) {
            throw new LocalDiskFullException(needed + otherBytes, usable);
        }
        fetch(wanted, false, context);
    }

    /** The second pass. Nothing is taken away in it. */
    void second(TaskContext context) throws SshException, OperationFailedException, IOException {
        fetch(placeKept(list(context), context), true, context);
        for (SourcePath path : unsteady) {
            warnings.add("changed while it was read: " + path);
        }
    }

    private List<Listed> list(TaskContext context) throws SshException, OperationFailedException, IOException {
        MediaListing listing = new MediaListing();
        conversation.hold("list", Map.of("media", root), LISTING, listing, context);
        return listing.files();
    }

    /** Takes what is on this computer already; gives what must be fetched. */
    private List<Listed> placeKept(List<Listed> files, TaskContext context)
            throws OperationFailedException, IOException {
        List<Listed> wanted = new ArrayList<>();
        int done = 0;
        for (Listed file : files) {
            context.cancellation().throwIfCancelled();
            if (done++ % 500 == 0) {
                context.report(Progress.items("backup-compare", done, files.size()));
            }
            boolean here = draft.entry(Role.MEDIA, file.path())
                    .filter(entry -> entry.source().unchanged(file.size(), file.mtimeNs(), file.mode()))
                    .isPresent();
            if (!here && !draft.reuse(file.path(), file.size(), file.mtimeNs(), file.mode())) {
                wanted.add(file);
            }
        }
        return wanted;
    }

    private void fetch(List<Listed> wanted, boolean again, TaskContext context)
            throws SshException, OperationFailedException, IOException {
        if (wanted.isEmpty()) {
            return;
        }
        long total = wanted.stream().mapToLong(Listed::size).sum();
        long[] done = {0};
        Wanted choice = new Wanted(wanted, again);
        context.report(Progress.bytes("backup-media", 0, total));
        try (FileReceiver receiver = new FileReceiver(draft, choice, bytes -> {
            done[0] += bytes;
            context.report(Progress.bytes("backup-media", done[0], Math.max(total, done[0])));
        })) {
            conversation.hold("fetch", Map.of("media", root, "paths", joined(wanted)), FETCHING, receiver, context);
            if (!receiver.complete() || choice.next != wanted.size()) {
                throw new BadAnswerException("only " + choice.next + " of " + wanted.size() + " files came");
            }
        }
    }

    private static String joined(List<Listed> files) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (Listed file : files) {
            if (joined.size() > 0) {
                joined.write(0);
            }
            joined.writeBytes(file.path().bytes());
        }
        return ServerProgram.packed(joined.toByteArray());
    }

    /** The files that were asked for, which come in that order. */
    private final class Wanted implements FileReceiver.Choice {
        private final List<Listed> files;
        private final boolean again;
        private int next;

        Wanted(List<Listed> files, boolean again) {
            this.files = files;
            this.again = again;
        }

        @Override
        public Place place(Said announced) throws BadAnswerException {
            if (!announced.text("kind").equals("media") || announced.number("index") != next || next >= files.size()) {
                throw new BadAnswerException("a file that was not asked for, or out of order");
            }
            return new Place(Role.MEDIA, files.get(next++).path());
        }

        @Override
        public void kept(Entry entry, boolean changed) {
            if (changed) {
                unsteady.add(entry.source().path());
            } else {
                unsteady.remove(entry.source().path());
            }
        }

        @Override
        public void missed(Place place, String reason, String detail) {
            boolean vanished = reason.equals("vanished");
            if (!vanished) {
                warnings.add("cannot be read, left out: " + place.path() + " (" + detail + ")");
            } else if (again && draft.entry(Role.MEDIA, place.path()).isEmpty()) {
                warnings.add("deleted on the server while the snapshot was taken: " + place.path());
            }
        }
    }
}
