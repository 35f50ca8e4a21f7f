package app.greenroom.operation.backup;

import app.greenroom.domain.backup.SnapshotManifest.Entry;
import app.greenroom.domain.backup.SnapshotManifest.Role;
import app.greenroom.domain.backup.SourcePath;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.instance.InstanceFacts.Counts;
import app.greenroom.operation.backup.FileReceiver.Place;
import app.greenroom.ssh.SshException;
import app.greenroom.storage.library.SnapshotDraft;
import app.greenroom.task.Progress;
import app.greenroom.task.TaskContext;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Brings the database into a draft. */
final class DatabaseDump {
    private static final Duration LIMIT = Duration.ofDays(2);

    private final SiteRequest request;
    private final long estimate;
    private final Runnable atMoment;
    private Known known = new Known("", "", "", Optional.empty());
    private boolean momentTold;
    private @Nullable Entry kept;

    /**
     * A dump.
     *
     * @param estimate bytes that it will probably have
     * @param atMoment run once, as soon as the state of the database that is dumped holds still
     */
    DatabaseDump(SiteRequest request, long estimate, Runnable atMoment) {
        this.request = request;
        this.estimate = estimate;
        this.atMoment = atMoment;
    }

    /**
     * What was found out about the database.
     *
     * @param version of the database server or library; empty if unknown
     * @param tool version of the program that made the dump
     * @param encoding of the database; empty if unknown
     * @param counts how much the dump holds, counted in the same state; empty if it could not be counted
     */
    record Known(String version, String tool, String encoding, Optional<Counts> counts) {}

    Known bring(Conversation conversation, SnapshotDraft draft, TaskContext context)
            throws SshException, OperationFailedException, IOException {
        long[] done = {0};
        context.report(Progress.bytes("backup-database", 0, estimate));
        try (FileReceiver receiver = new FileReceiver(draft, new Only(), bytes -> {
            done[0] += bytes;
            context.report(Progress.bytes("backup-database", done[0], Math.max(estimate, done[0])));
        })) {
            conversation.hold(
                    "dump", Map.of("site", request.site(), "database", request.database()), LIMIT, receiver, context);
            if (kept == null || kept.stored().size() == 0) {
                throw new BadAnswerException("no whole dump came");
            }
        }
        return known;
    }

    private void moment() {
        if (!momentTold) {
            momentTold = true;
            atMoment.run();
        }
    }

    /** The one file that is asked for. */
    private final class Only implements FileReceiver.Choice {
        private boolean announced;

        @Override
        public Place place(Said said) throws BadAnswerException {
            if (announced || !said.text("kind").equals("database")) {
                throw new BadAnswerException("a file that was not asked for");
            }
            announced = true;
            moment();
            return new Place(Role.DATABASE, SourcePath.of(request.dumpName()));
        }

        @Override
        public void kept(Entry entry, boolean changed) throws BadAnswerException {
            if (changed) {
                throw new BadAnswerException("a dump that changed while it was read");
            }
            kept = entry;
        }

        @Override
        public void missed(Place place, String reason, String detail) throws BadAnswerException {
            throw new BadAnswerException("no dump: " + detail);
        }

        @Override
        public void note(Said note) throws BadAnswerException {
            Said said = note.object("database");
            Optional<Counts> counts = said.has("events") && said.has("proposals") && said.has("users")
                    ? Optional.of(new Counts(said.amount("events"), said.amount("proposals"), said.amount("users")))
                    : Optional.empty();
            known = new Known(
                    said.has("version") ? said.text("version") : "",
                    said.text("tool"),
                    said.has("encoding") ? said.text("encoding") : "",
                    counts);
            if (said.has("version")) {
                moment();
            }
        }
    }
}
