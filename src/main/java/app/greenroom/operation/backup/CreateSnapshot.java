package app.greenroom.operation.backup;

import app.greenroom.domain.backup.SnapshotManifest;
import app.greenroom.domain.backup.SnapshotManifest.Head;
import app.greenroom.domain.backup.SnapshotManifest.Origin;
import app.greenroom.domain.backup.SnapshotManifest.Totals;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.instance.InstanceFacts;
import app.greenroom.domain.instance.PretalxVersion;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.operation.Targets.Target;
import app.greenroom.ssh.RemoteHost;
import app.greenroom.ssh.SshException;
import app.greenroom.storage.library.SnapshotDraft;
import app.greenroom.task.Progress;
import app.greenroom.task.TaskContext;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Takes a snapshot of one instance while its site is up: uploaded files in bulk, then the database, and as soon as that
 * holds still the uploaded files again, only what is new. Configuration and the like are fetched beside the bulk.
 */
final class CreateSnapshot {
    private static final long ROOM = 64L << 20;
    /** Dumps are compressed; a quarter was never reached by a dump of pretalx. */
    private static final long SHARE_OF_DUMP = 4;

    private final ServerProgram program;
    private final Target target;
    private final ServerProfile profile;
    private final RemoteHost host;
    private final SnapshotDraft draft;
    private final Clock clock;
    private final String greenroom;
    private final Warnings warnings = new Warnings();

    /**
     * A snapshot into a draft.
     *
     * @param greenroom version of this program
     */
    CreateSnapshot(
            ServerProgram program,
            Target target,
            ServerProfile profile,
            RemoteHost host,
            SnapshotDraft draft,
            Clock clock,
            String greenroom) {
        this.program = program;
        this.target = target;
        this.profile = profile;
        this.host = host;
        this.draft = draft;
        this.clock = clock;
        this.greenroom = greenroom;
    }

    /**
     * Takes it.
     *
     * @throws BadAnswerException if the server's answer cannot be used
     * @throws IOException if this computer's disk fails
     */
    SnapshotManifest run(TaskContext context) throws SshException, OperationFailedException, IOException {
        SiteRequest request = SiteRequest.of(target.facts(), host.traits());
        Conversation conversation = new Conversation(program, host, warnings);
        MediaPasses media = new MediaPasses(
                conversation, draft, warnings, request.settings().mediaRoot());
        long estimate = estimatedDump(request);
        if (request.kind().equals("sqlite")) { // its copy is as large as itself; how much a dump packs nobody knows
            draft.requireFits(request.dumpName(), estimate);
        }
        DatabaseDump.Known database;
        try (Beside site =
                Beside.start(mine -> SiteFiles.bring(conversation, draft, warnings, request, mine), context)) {
            media.first(estimate + ROOM, context);
            database = databaseWithSecondPass(request, estimate, conversation, media, context);
            site.join();
        }
        context.cancellation().throwIfCancelled();
        context.report(Progress.of("backup-finish"));
        return draft.finish(
                totals -> head(request, database, totals),
                manifest -> new RestoreGuide(manifest, request, target.facts(), database.tool()).text());
    }

    private DatabaseDump.Known databaseWithSecondPass(
            SiteRequest request, long estimate, Conversation conversation, MediaPasses media, TaskContext context)
            throws SshException, OperationFailedException, IOException {
        AtomicReference<@Nullable Beside> second = new AtomicReference<>();
        DatabaseDump dump = new DatabaseDump(request, estimate, () -> second.set(Beside.start(media::second, context)));
        try {
            DatabaseDump.Known known = dump.bring(conversation, draft, context);
            Beside begun = second.get();
            if (begun == null) {
                throw new BadAnswerException("a dump without its moment");
            }
            begun.join();
            return known;
        } finally {
            Beside begun = second.get();
            if (begun != null) {
                begun.close();
            }
        }
    }

    private long estimatedDump(SiteRequest request) {
        long bytes = target.facts()
                .database()
                .value()
                .map(InstanceFacts.DatabaseState::bytes)
                .orElse(0L);
        return request.kind().equals("sqlite") ? bytes : bytes / SHARE_OF_DUMP;
    }

    private Head head(SiteRequest request, DatabaseDump.Known database, Totals totals) {
        InstanceFacts facts = target.facts();
        Instant taken = draft.id().taken();
        String version = database.version().isEmpty()
                ? facts.database()
                        .value()
                        .map(InstanceFacts.DatabaseState::version)
                        .orElse("")
                : database.version();
        return new Head(
                SnapshotManifest.SCHEMA,
                draft.id(),
                taken,
                clock.instant(),
                greenroom,
                new Origin(
                        target.report().server(),
                        profile.host(),
                        facts.id(),
                        request.settings().siteUrl(),
                        target.report().facts().operatingSystem(),
                        facts.installed().value().map(PretalxVersion::toString).orElse(""),
                        facts.runtime()
                                .value()
                                .map(InstanceFacts.PythonRuntime::version)
                                .orElse(""),
                        request.kind(),
                        version,
                        request.settings().database().name(),
                        request.settings().mediaRoot(),
                        facts.installation().user()),
                database.counts(),
                totals,
                warnings.all());
    }
}
