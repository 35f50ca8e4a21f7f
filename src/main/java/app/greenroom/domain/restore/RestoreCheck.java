package app.greenroom.domain.restore;

import app.greenroom.domain.backup.SnapshotManifest;
import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.domain.instance.Fact;
import app.greenroom.domain.instance.Installation;
import app.greenroom.domain.instance.InstanceFacts;
import app.greenroom.domain.instance.InstanceFacts.DatabaseState;
import app.greenroom.domain.instance.PretalxSettings;
import app.greenroom.domain.instance.ServerFacts;
import app.greenroom.domain.restore.RestoreNote.Code;
import app.greenroom.domain.upgrade.Preflight.UnfinishedJob;
import app.greenroom.domain.upgrade.PreflightNote.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What stands against a restore to an instance, and what is worth knowing before, found in facts alone; changes nothing.
 */
public final class RestoreCheck {
    private final RestoreRequest request;
    private final Situation situation;
    private final InstanceFacts instance;
    private final SnapshotManifest.Head head;
    private final List<RestoreNote> notes = new ArrayList<>();

    private RestoreCheck(RestoreRequest request, Situation situation) {
        this.request = request;
        this.situation = situation;
        this.instance = situation.instance();
        this.head = situation.head();
    }

    /** The notes on a restore, blockers first. */
    public static List<RestoreNote> check(RestoreRequest request, Situation situation) {
        RestoreCheck check = new RestoreCheck(request, situation);
        check.notes.addAll(ofSnapshot(request, situation.summary(), situation.held()));
        check.access();
        check.knowledge();
        if (request.wants(RestorePart.DATABASE)) {
            check.database();
        }
        check.notes.addAll(situation.more());
        check.rest();
        check.notes.addAll(ofSpace(situation.needs()));
        return check.notes.stream()
                .sorted(Comparator.comparing(RestoreNote::level))
                .toList();
    }

    private void note(Code code, Level level, String... arguments) {
        notes.add(RestoreNote.of(code, level, arguments));
    }

    /** What is to be said about a snapshot itself. */
    public static List<RestoreNote> ofSnapshot(RestoreRequest request, SnapshotSummary summary, Set<RestorePart> held) {
        List<RestoreNote> notes = new ArrayList<>();
        String id = summary.id().text();
        if (!summary.usable()) {
            notes.add(RestoreNote.of(
                    Code.SNAPSHOT_DAMAGED, Level.BLOCKER, id, String.valueOf(Math.max(1, summary.damaged()))));
        } else if (summary.verified().isEmpty()) {
            notes.add(RestoreNote.of(Code.NOT_VERIFIED, Level.INFO, id));
        }
        for (RestorePart part : request.parts()) {
            if (!held.contains(part)) {
                // a site can have its secret in its configuration, and then has no file of it
                boolean harmless = part == RestorePart.SECRET && request.wants(RestorePart.CONFIGURATION);
                notes.add(RestoreNote.of(Code.PART_MISSING, harmless ? Level.INFO : Level.BLOCKER, part.name()));
            }
        }
        return notes;
    }

    private void access() {
        Installation installation = instance.installation();
        if (!situation.server().elevated()) {
            note(Code.NO_ELEVATION, Level.BLOCKER);
        }
        if (installation.layout() != Installation.Layout.VENV
                || installation.venv().isEmpty()
                || installation.webUnit().isEmpty()) {
            note(Code.LAYOUT, Level.BLOCKER, installation.layout().name());
        }
        for (UnfinishedJob job : situation.unfinished()) {
            note(Code.OTHER_JOB, Level.BLOCKER, job.id(), job.state());
        }
    }

    private void knowledge() {
        require("settings", instance.settings());
        require("version", instance.installed());
        if (instance.installation().bind().isEmpty()) {
            note(Code.FACT_UNKNOWN, Level.BLOCKER, "bind", "");
        }
        boolean healthy = instance.healthcheck()
                .value()
                .filter(answer -> answer.status() == 200 || answer.status() == 404)
                .isPresent();
        if (!healthy) {
            note(
                    Code.SITE_UNHEALTHY,
                    Level.WARNING,
                    instance.healthcheck()
                            .value()
                            .map(answer -> String.valueOf(answer.status()))
                            .orElse(instance.healthcheck().unknownBecause()));
        }
    }

    private void require(String what, Fact<?> fact) {
        if (!fact.isKnown()) {
            note(Code.FACT_UNKNOWN, Level.BLOCKER, what, fact.unknownBecause());
        }
    }

    private void database() {
        PretalxSettings settings = instance.settings().value().orElse(null);
        if (settings == null) {
            return;
        }
        String kind = settings.database().kind().name().toLowerCase(Locale.ROOT);
        if (!kind.equals(head.origin().databaseKind())) {
            note(Code.DATABASE_OTHER, Level.BLOCKER, head.origin().databaseKind(), kind);
        } else if (settings.database().kind() == PretalxSettings.Kind.POSTGRESQL) {
            int then = DatabaseState.major(head.origin().databaseVersion());
            int now = instance.database().value().map(each -> each.major()).orElse(0);
            if (now > 0 && then > now) {
                note(Code.POSTGRESQL_OLDER, Level.WARNING, String.valueOf(then), String.valueOf(now));
            }
            rights(settings);
            if (!situation.server().tools().contains("pg_restore")) {
                note(Code.TOOL_MISSING, Level.BLOCKER, "pg_restore", "database");
            }
        }
    }

    /** Of a database that does not answer nothing is known; the job's first step finds out, before anything is done. */
    private void rights(PretalxSettings settings) {
        boolean role = instance.database()
                .value()
                .filter(each -> each.answers() && !each.mayCreate())
                .isEmpty();
        if (!role && !situation.superuser()) {
            String name = settings.database().user();
            note(
                    Code.DATABASE_RIGHTS,
                    Level.BLOCKER,
                    name.isEmpty() ? instance.installation().user() : name);
        }
    }

    private void rest() {
        boolean data = request.wants(RestorePart.DATABASE) || request.wants(RestorePart.MEDIA);
        if (data) {
            Duration age = Duration.between(head.taken(), situation.now());
            note(Code.NEWER_DATA, Level.WARNING, String.valueOf(Math.max(0, age.toSeconds())));
        }
        if (request.wants(RestorePart.DATABASE) && !request.wants(RestorePart.SECRET)) {
            note(Code.SESSIONS_END, Level.INFO);
        }
        if (situation.mediaIsMount() && request.wants(RestorePart.MEDIA)) {
            note(Code.MOUNT_WITHIN, Level.INFO, situation.mediaRoot());
        }
        if (!situation.mountBelow().isEmpty() && request.wants(RestorePart.MEDIA)) {
            note(Code.MOUNT_POINT, Level.BLOCKER, situation.mountBelow());
        }
    }

    /** A blocker for each file system that is too small. */
    public static List<RestoreNote> ofSpace(List<Need> needs) {
        Map<Long, Long> sums = new LinkedHashMap<>();
        Map<Long, Need> examples = new LinkedHashMap<>();
        for (Need need : needs) {
            sums.merge(need.device(), need.bytes(), Long::sum);
            examples.putIfAbsent(need.device(), need);
        }
        List<RestoreNote> notes = new ArrayList<>();
        examples.forEach((device, example) -> {
            long sum = sums.getOrDefault(device, 0L);
            if (sum > example.free()) {
                notes.add(RestoreNote.of(
                        Code.DISK_SPACE,
                        Level.BLOCKER,
                        example.folder(),
                        String.valueOf(sum),
                        String.valueOf(example.free())));
            }
        });
        return notes;
    }

    /**
     * Everything that the check looks at.
     *
     * @param summary the snapshot as in a list
     * @param head what its manifest says
     * @param held parts that it holds
     * @param server what the last look found
     * @param instance the instance that is to be changed
     * @param unfinished jobs on it that have not ended for good
     * @param superuser whether the database's superuser of that machine can be used, and its database is there
     * @param mediaRoot its folder of uploaded files
     * @param mediaIsMount whether that is a file system of its own
     * @param mountBelow a file system that begins below it; empty for none
     * @param needs disk space that is needed
     * @param more notes that were found elsewhere
     * @param now the present
     */
    public record Situation(
            SnapshotSummary summary,
            SnapshotManifest.Head head,
            Set<RestorePart> held,
            ServerFacts server,
            InstanceFacts instance,
            List<UnfinishedJob> unfinished,
            boolean superuser,
            String mediaRoot,
            boolean mediaIsMount,
            String mountBelow,
            List<Need> needs,
            List<RestoreNote> more,
            Instant now) {
        /** Copies the collections. */
        public Situation {
            held = Set.copyOf(held);
            unfinished = List.copyOf(unfinished);
            needs = List.copyOf(needs);
            more = List.copyOf(more);
        }
    }

    /**
     * Disk space that is needed somewhere.
     *
     * @param folder where
     * @param device number of its file system
     * @param bytes needed
     * @param free bytes free
     */
    public record Need(String folder, long device, long bytes, long free) {}
}
