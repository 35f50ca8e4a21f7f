package app.greenroom.operation.restore;

import app.greenroom.domain.backup.SnapshotManifest.Entry;
import app.greenroom.domain.backup.SnapshotManifest.Head;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.instance.InstanceFacts;
import app.greenroom.domain.instance.PretalxSettings;
import app.greenroom.domain.instance.PretalxVersion;
import app.greenroom.domain.instance.ServerFacts.Interpreter;
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
import app.greenroom.domain.restore.RestoreNote.Code;
import app.greenroom.domain.restore.RestorePart;
import app.greenroom.domain.restore.RestorePlan;
import app.greenroom.domain.restore.RestoreRequest;
import app.greenroom.domain.restore.VersionChoice;
import app.greenroom.domain.upgrade.Preflight.UnfinishedJob;
import app.greenroom.domain.upgrade.PreflightNote.Level;
import app.greenroom.domain.upgrade.ReleaseTable;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Drafts one restore to an instance that is there. */
final class DraftRestore {
    static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final RestoreSteps.Steps NOTHING = new RestoreSteps.Steps(List.of(), Map.of(), "", Optional.empty());

    private final RestoreRequest request;
    private final ChosenSnapshot chosen;
    private final WantedFiles wanted;
    private final Target target;
    private final HostTraits traits;
    private final ReleaseTable table;
    private final Instant now;
    private final String by;
    private final JobId job;

    DraftRestore(
            RestoreRequest request,
            ChosenSnapshot chosen,
            Target target,
            HostTraits traits,
            ReleaseTable table,
            Instant now,
            String by) {
        this.request = request;
        this.chosen = chosen;
        this.wanted = WantedFiles.of(chosen.manifest(), request);
        this.target = target;
        this.traits = traits;
        this.table = table;
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

    private ConfigurationPlaces places() {
        return ConfigurationPlaces.of(traits.root(), facts().installation(), settings());
    }

    /** Files of the configuration that may be restored, by their places. */
    private Map<String, Entry> configuration() {
        ConfigurationPlaces places = places();
        return places.byPlace(
                wanted.configuration().stream().filter(places::allows).toList());
    }

    /** Compares the server with the snapshot; changes nothing. */
    Comparison compare(HostFiles files, boolean read, TaskContext context)
            throws SshException, OperationFailedException, IOException {
        Map<String, Entry> single = new LinkedHashMap<>(configuration());
        wanted.secret().forEach(entry -> single.put(secretFile(), entry));
        return files.compare(
                wanted.media().isEmpty() && !request.wants(RestorePart.MEDIA)
                        ? ""
                        : settings().mediaRoot(),
                wanted.media(),
                single,
                RestoreNeeds.folders(facts(), traits.stateDirectory()),
                settings().database().portHere(),
                read,
                context);
    }

    /** The plan with all that is needed to carry it out. */
    RestoreDraft draft(Comparison comparison, List<JobSummary> jobs) {
        String lockKey = facts().lockKey();
        boolean known = facts().settings().isKnown();
        VersionChoice version = version();
        Parcel parcel = parcel(comparison, version);
        List<Need> needs = known ? needs(comparison, version, parcel) : List.of();
        List<RestoreNote> notes = RestoreCheck.check(
                request,
                new RestoreCheck.Situation(
                        chosen.summary(),
                        head(),
                        wanted.held(),
                        target.report().facts(),
                        facts(),
                        unfinished(jobs, lockKey),
                        comparison.superuser(),
                        comparison.mediaRoot(),
                        comparison.mediaIsMount(),
                        comparison.mountBelow(),
                        needs,
                        more(comparison, version, known),
                        now));
        boolean blocked = notes.stream().anyMatch(note -> note.level() == Level.BLOCKER);
        RestoreSteps.Steps steps = blocked
                ? NOTHING
                : RestoreSteps.of(inputs(
                        version, parcel, differing(comparison), UsualTimes.of(jobs, JobPlan.JobKind.RESTORE, lockKey)));
        RestorePlan plan = new RestorePlan(
                request,
                target.name(),
                head(),
                text(facts().installed().value()),
                text(version.after()),
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

    private static String text(Optional<PretalxVersion> version) {
        return version.map(PretalxVersion::toString).orElse("");
    }

    private VersionChoice version() {
        return VersionChoice.of(
                request,
                new VersionChoice.Known(
                        head().origin(),
                        head().taken(),
                        !wanted.packages().isEmpty(),
                        target.report().facts(),
                        facts().installed().value(),
                        facts().runtime().value().map(runtime -> new Interpreter(runtime.base(), runtime.version())),
                        facts().available().value().orElse(List.of()),
                        table));
    }

    /** Files of the configuration that differ from what is on the server. */
    private List<Entry> differing(Comparison comparison) {
        if (!facts().settings().isKnown()) {
            return List.of();
        }
        return configuration().entrySet().stream()
                .filter(each -> comparison.single().get(each.getKey()) != Comparison.State.SAME)
                .map(Map.Entry::getValue)
                .toList();
    }

    private List<RestoreNote> more(Comparison comparison, VersionChoice version, boolean known) {
        List<RestoreNote> notes = new ArrayList<>(version.notes());
        if (request.copy()) {
            notes.add(RestoreNote.of(Code.COPY_NEEDS_EMPTY, Level.BLOCKER));
        }
        wanted.unknownPaths().forEach(path -> notes.add(RestoreNote.of(Code.PATH_UNKNOWN, Level.BLOCKER, path)));
        if (known) {
            differing(comparison)
                    .forEach(entry -> notes.add(RestoreNote.of(
                            Code.CONFIGURATION_CHANGES,
                            Level.WARNING,
                            entry.source().path().toString())));
            wanted.configuration().stream()
                    .filter(entry -> !places().allows(entry))
                    .forEach(entry -> notes.add(RestoreNote.of(
                            Code.CONFIGURATION_LEFT,
                            Level.WARNING,
                            entry.source().path().toString())));
        }
        return notes;
    }

    private Parcel parcel(Comparison comparison, VersionChoice version) {
        List<Parcel.Item> items = new ArrayList<>();
        wanted.database().forEach(entry -> items.add(new Parcel.Item(entry, true)));
        wanted.secret().forEach(entry -> items.add(new Parcel.Item(entry, true)));
        differing(comparison).forEach(entry -> items.add(new Parcel.Item(entry, true)));
        if (version.way() == VersionChoice.Way.BACK) {
            wanted.packages().forEach(entry -> items.add(new Parcel.Item(entry, true)));
        }
        for (int i = 0; i < wanted.media().size(); i++) {
            items.add(
                    new Parcel.Item(wanted.media().get(i), comparison.lacking().get(i)));
        }
        boolean media = !wanted.media().isEmpty() || request.wants(RestorePart.MEDIA);
        String staging = comparison.spaces().isEmpty() || !media
                ? ""
                : comparison.spaces().getFirst().folder().replaceFirst("/$", "") + "/.greenroom-" + job;
        return new Parcel(chosen.folder(), traits.stateDirectory() + "/staging/" + job, staging, items);
    }

    private List<Need> needs(Comparison comparison, VersionChoice version, Parcel parcel) {
        return RestoreNeeds.of(comparison.spaces(), wanted, parcel, facts(), version);
    }

    private RestoreInputs inputs(
            VersionChoice version, Parcel parcel, List<Entry> differing, Map<String, Duration> usual) {
        Set<RestorePart> parts = EnumSet.noneOf(RestorePart.class);
        parts.addAll(request.parts());
        parts.retainAll(wanted.held());
        if (differing.isEmpty()) {
            parts.remove(RestorePart.CONFIGURATION);
        }
        return new RestoreInputs(
                job,
                now,
                by,
                facts(),
                facts().installed().value().orElseThrow(),
                version,
                parts,
                head().origin().databaseKind(),
                head().counts(),
                RestoreNeeds.databaseBytes(wanted, facts()),
                wanted.media().size(),
                secretFile(),
                parcel.mediaFolder(),
                places().prefixes(),
                usual);
    }

    private RestoreChanges changes(Comparison comparison) {
        boolean database = request.wants(RestorePart.DATABASE);
        long back = comparison.lacking().cardinality();
        return new RestoreChanges(
                database ? facts().counts().value() : Optional.empty(),
                database ? head().counts() : Optional.empty(),
                wanted.media().size() - back,
                back,
                request.wants(RestorePart.MEDIA) ? comparison.aside() : 0);
    }

    private static List<UnfinishedJob> unfinished(List<JobSummary> jobs, String lockKey) {
        return jobs.stream()
                .filter(job -> job.plan().concerns(lockKey) && !job.state().ended())
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
