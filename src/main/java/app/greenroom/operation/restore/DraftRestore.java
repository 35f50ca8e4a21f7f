package app.greenroom.operation.restore;

import app.greenroom.domain.backup.SnapshotManifest.Entry;
import app.greenroom.domain.backup.SnapshotManifest.Head;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.instance.InstanceFacts;
import app.greenroom.domain.instance.InstanceFacts.DatabaseState;
import app.greenroom.domain.instance.InstanceFacts.DiskSpace;
import app.greenroom.domain.instance.PretalxSettings;
import app.greenroom.domain.instance.PretalxSettings.Kind;
import app.greenroom.domain.instance.PretalxVersion;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.job.JobPlan;
import app.greenroom.domain.job.JobPlan.Phase;
import app.greenroom.domain.job.JobPlan.Step;
import app.greenroom.domain.job.JobSummary;
import app.greenroom.domain.job.UsualTimes;
import app.greenroom.domain.restore.RestoreChanges;
import app.greenroom.domain.restore.RestoreCheck;
import app.greenroom.domain.restore.RestoreCheck.Need;
import app.greenroom.domain.restore.RestoreNote;
import app.greenroom.domain.restore.RestorePart;
import app.greenroom.domain.restore.RestorePlan;
import app.greenroom.domain.restore.RestoreRequest;
import app.greenroom.domain.upgrade.Preflight.UnfinishedJob;
import app.greenroom.domain.upgrade.PreflightNote.Level;
import app.greenroom.operation.Targets.Target;
import app.greenroom.ssh.HostTraits;
import app.greenroom.ssh.SshException;
import app.greenroom.task.TaskContext;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Drafts one restore to an instance that is there. */
final class DraftRestore {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final RestoreSteps.Steps NOTHING = new RestoreSteps.Steps(List.of(), Map.of(), "");

    private final RestoreRequest request;
    private final ChosenSnapshot chosen;
    private final WantedFiles wanted;
    private final Target target;
    private final Instant now;
    private final String by;
    private final JobId job;

    DraftRestore(
            RestoreRequest request, ChosenSnapshot chosen, WantedFiles wanted, Target target, Instant now, String by) {
        this.request = request;
        this.chosen = chosen;
        this.wanted = wanted;
        this.target = target;
        this.now = now;
        this.by = by;
        this.job = new JobId("restore-" + STAMP.format(now));
    }

    private InstanceFacts facts() {
        return target.facts();
    }

    private Head head() {
        return chosen.manifest().head();
    }

    private PretalxSettings settings() {
        return facts().settings().value().orElseThrow();
    }

    /** Where the secret lies; pretalx has no setting for it. */
    private String secretFile() {
        return settings().secretFile().orElse(settings().dataDirectory() + "/.secret");
    }

    /** Compares the server with the snapshot; changes nothing. */
    Comparison compare(HostFiles files, HostTraits traits, boolean read, TaskContext context)
            throws SshException, OperationFailedException, IOException {
        List<String> spaces = new ArrayList<>(List.of(
                parent(settings().mediaRoot()),
                traits.stateDirectory(),
                settings().dataDirectory()));
        databaseFolder().ifPresent(spaces::add);
        Map<String, Entry> single = wanted.secret().isEmpty()
                ? Map.of()
                : Map.of(secretFile(), wanted.secret().getFirst());
        return files.compare(
                request.wants(RestorePart.MEDIA) ? settings().mediaRoot() : "",
                wanted.media(),
                single,
                spaces,
                read,
                context);
    }

    private static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash <= 0 ? "/" : path.substring(0, slash);
    }

    private Optional<String> databaseFolder() {
        return facts().disks().value().orElse(List.of()).stream()
                .filter(disk -> disk.purpose().equals("database"))
                .map(DiskSpace::path)
                .findFirst();
    }

    /** The plan with all that is needed to carry it out. */
    RestoreDraft draft(Comparison comparison, HostTraits traits, List<JobSummary> jobs) {
        String lockKey = PlannedRestores.lockKey(facts());
        String staging = comparison.spaces().isEmpty() || !request.wants(RestorePart.MEDIA)
                ? ""
                : comparison.spaces().getFirst().folder().replaceFirst("/$", "") + "/.greenroom-" + job;
        Parcel parcel = parcel(comparison, traits.stateDirectory() + "/staging/" + job, staging);
        List<Need> needs = needs(comparison, parcel);
        List<RestoreNote> notes = RestoreCheck.check(
                request,
                new RestoreCheck.Situation(
                        chosen.summary(),
                        head(),
                        wanted.held(),
                        target.report().facts(),
                        facts(),
                        unfinished(jobs, lockKey),
                        comparison.mediaRoot(),
                        comparison.mediaIsMount(),
                        needs,
                        now));
        boolean blocked = notes.stream().anyMatch(note -> note.level() == Level.BLOCKER);
        RestoreSteps.Steps steps = blocked
                ? NOTHING
                : RestoreSteps.of(inputs(staging, UsualTimes.of(jobs, JobPlan.JobKind.RESTORE, lockKey)));
        RestorePlan plan = new RestorePlan(
                request,
                target.name(),
                head(),
                installed(),
                installed(),
                notes,
                changes(comparison),
                steps.steps(),
                usual(steps.steps(), Set.of(Phase.WINDOW)),
                usual(steps.steps(), EnumSet.allOf(Phase.class)),
                parcel.bytes(),
                parcel.files(),
                needs.stream().mapToLong(Need::bytes).sum());
        return new RestoreDraft(plan, job, now, by, lockKey, steps, parcel);
    }

    private String installed() {
        return facts().installed().value().map(PretalxVersion::toString).orElse("");
    }

    private Parcel parcel(Comparison comparison, String folder, String staging) {
        List<Parcel.Item> items = new ArrayList<>();
        wanted.database().forEach(entry -> items.add(new Parcel.Item(entry, true)));
        wanted.secret().forEach(entry -> items.add(new Parcel.Item(entry, true)));
        for (int i = 0; i < wanted.media().size(); i++) {
            items.add(
                    new Parcel.Item(wanted.media().get(i), comparison.lacking().get(i)));
        }
        return new Parcel(chosen.folder(), folder, staging, items);
    }

    private RestoreInputs inputs(String staging, Map<String, Duration> usual) {
        PretalxVersion version = facts().installed().value().orElseThrow();
        Set<RestorePart> parts = EnumSet.copyOf(request.parts());
        parts.retainAll(wanted.held());
        return new RestoreInputs(
                job,
                now,
                by,
                facts(),
                version,
                version,
                parts,
                head().origin().databaseKind(),
                head().counts(),
                databaseBytes(),
                wanted.media().size(),
                secretFile(),
                staging,
                usual);
    }

    private long databaseBytes() {
        long dump = wanted.database().stream()
                .mapToLong(entry -> entry.stored().size())
                .sum();
        long present = facts().database().value().map(DatabaseState::bytes).orElse(0L);
        return Math.max(dump, present);
    }

    private RestoreChanges changes(Comparison comparison) {
        boolean database = request.wants(RestorePart.DATABASE);
        long back = comparison.lacking().cardinality();
        return new RestoreChanges(
                database ? facts().counts().value() : Optional.empty(),
                database ? head().counts() : Optional.empty(),
                wanted.media().size() - back,
                back,
                comparison.aside());
    }

    /** Space by folder: media that travel, the dump with all else that arrives, and the restored database. */
    private List<Need> needs(Comparison comparison, Parcel parcel) {
        List<Comparison.Space> spaces = comparison.spaces();
        if (spaces.isEmpty()) {
            return List.of();
        }
        long media = wanted.media().isEmpty()
                ? 0
                : parcel.bytes()
                        - wanted.database().stream()
                                .mapToLong(entry -> entry.stored().size())
                                .sum();
        List<Need> needs = new ArrayList<>();
        needs.add(need(spaces.get(0), media));
        needs.add(need(spaces.get(1), parcel.bytes() - media));
        if (request.wants(RestorePart.DATABASE)) {
            boolean sqlite = settings().database().kind() == Kind.SQLITE;
            int place = spaces.size() > 3 ? 3 : sqlite ? 2 : 1;
            needs.add(need(spaces.get(place), databaseBytes()));
        }
        return needs;
    }

    private static Need need(Comparison.Space space, long bytes) {
        return new Need(space.folder(), space.device(), bytes, space.free());
    }

    private static List<UnfinishedJob> unfinished(List<JobSummary> jobs, String lockKey) {
        return jobs.stream()
                .filter(job ->
                        job.plan().lockKey().equals(lockKey) && !job.state().ended())
                .map(job ->
                        new UnfinishedJob(job.plan().id().text(), job.state().word()))
                .toList();
    }

    private static Duration usual(List<Step> steps, Set<Phase> phases) {
        return steps.stream()
                .filter(step -> phases.contains(step.phase()))
                .map(Step::usual)
                .reduce(Duration.ZERO, Duration::plus);
    }
}
