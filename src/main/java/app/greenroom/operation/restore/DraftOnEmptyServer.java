package app.greenroom.operation.restore;

import app.greenroom.domain.backup.SnapshotManifest.Entry;
import app.greenroom.domain.backup.SnapshotManifest.Head;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.instance.ServerFacts;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.job.JobPlan.Phase;
import app.greenroom.domain.restore.RestoreChanges;
import app.greenroom.domain.restore.RestoreCheck;
import app.greenroom.domain.restore.RestoreCheck.Need;
import app.greenroom.domain.restore.RestoreNote;
import app.greenroom.domain.restore.RestoreNote.Code;
import app.greenroom.domain.restore.RestorePlan;
import app.greenroom.domain.restore.RestoreRequest;
import app.greenroom.domain.restore.VersionChoice;
import app.greenroom.domain.server.TargetName;
import app.greenroom.domain.upgrade.PreflightNote.Level;
import app.greenroom.domain.upgrade.ReleaseTable;
import app.greenroom.ssh.HostTraits;
import app.greenroom.ssh.SshException;
import app.greenroom.task.TaskContext;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Drafts one restore to a server on which pretalx was never installed. */
final class DraftOnEmptyServer {
    private static final RestoreSteps.Steps NOTHING = new RestoreSteps.Steps(List.of(), Map.of(), "", Optional.empty());

    private final RestoreRequest request;
    private final ChosenSnapshot chosen;
    private final WantedFiles wanted;
    private final ServerFacts server;
    private final HostTraits traits;
    private final ReleaseTable table;
    private final Instant now;
    private final String by;
    private final Optional<FormerSite> site;

    DraftOnEmptyServer(
            RestoreRequest request,
            ChosenSnapshot chosen,
            ServerFacts server,
            HostTraits traits,
            ReleaseTable table,
            Instant now,
            String by)
            throws IOException {
        this.request = request;
        this.chosen = chosen;
        this.wanted = WantedFiles.of(chosen.manifest(), request);
        this.server = server;
        this.traits = traits;
        this.table = table;
        this.now = now;
        this.by = by;
        this.site = FormerSite.of(chosen.folder(), wanted.configuration());
    }

    private Head head() {
        return chosen.manifest().head();
    }

    /** Looks what is there already; changes nothing. */
    Comparison compare(HostFiles files, TaskContext context)
            throws SshException, OperationFailedException, IOException {
        Map<String, Entry> single = new LinkedHashMap<>();
        for (Entry entry : wanted.configuration()) {
            String path = entry.source().path().toString();
            if (path.startsWith("/etc/systemd/")) {
                single.put(path, entry);
            }
        }
        List<String> spaces = List.of(parent(head().origin().mediaRoot()), traits.stateDirectory(), "/var", "/");
        return files.compare("", List.of(), single, spaces, Optional.empty(), false, context);
    }

    private static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash <= 0 ? "/" : path.substring(0, slash);
    }

    /** The plan with all that is needed to carry it out. */
    RestoreDraft draft(Comparison comparison) {
        JobId job = new JobId("restore-" + DraftRestore.STAMP.format(now));
        VersionChoice version = VersionChoice.onEmpty(new VersionChoice.Known(
                head().origin(),
                head().taken(),
                !wanted.packages().isEmpty(),
                server,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                table));
        String staging = comparison.spaces().isEmpty()
                ? ""
                : comparison.spaces().getFirst().folder().replaceFirst("/$", "") + "/.greenroom-" + job;
        Parcel parcel = parcel(job, staging);
        List<Need> needs = needs(comparison, parcel);
        List<RestoreNote> notes = notes(comparison, version, needs);
        boolean blocked = notes.stream().anyMatch(note -> note.level() == Level.BLOCKER);
        RestoreSteps.Steps steps = blocked ? NOTHING : steps(job, version, staging);
        TargetName target = new TargetName(
                request.destination().orElseThrow().server(),
                Optional.of(head().origin().instance()));
        Duration total = steps.steps().stream().map(step -> step.usual()).reduce(Duration.ZERO, Duration::plus);
        RestorePlan plan = new RestorePlan(
                request,
                target,
                head(),
                "",
                head().origin().pretalx(),
                notes,
                new RestoreChanges(
                        Optional.empty(), head().counts(), 0, wanted.media().size(), 0),
                steps.steps(),
                usual(steps, Phase.WINDOW),
                total,
                parcel.bytes(),
                parcel.files(),
                needs.stream().mapToLong(Need::bytes).sum());
        return new RestoreDraft(plan, job, now, by, dataDirectory(), steps, parcel);
    }

    private static Duration usual(RestoreSteps.Steps steps, Phase phase) {
        return steps.steps().stream()
                .filter(step -> step.phase() == phase)
                .map(step -> step.usual())
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** What a job on this instance holds: its data directory, as far as the snapshot tells. */
    private String dataDirectory() {
        return wanted.secret().stream()
                .findFirst()
                .map(entry -> parent(entry.source().path().toString()))
                .orElse(parent(head().origin().mediaRoot()));
    }

    private RestoreSteps.Steps steps(JobId job, VersionChoice version, String staging) {
        FormerSite former = site.orElseThrow();
        String secret = wanted.secret().stream()
                .findFirst()
                .map(entry -> entry.source().path().toString())
                .orElse("");
        return new FreshSteps(
                        job,
                        now,
                        by,
                        head().origin().instance(),
                        head().origin(),
                        former,
                        version,
                        head().counts(),
                        secret,
                        staging,
                        places(former).prefixes(),
                        request.copy())
                .steps();
    }

    private ConfigurationPlaces places(FormerSite former) {
        return ConfigurationPlaces.ofFormer(traits.root(), former);
    }

    private Parcel parcel(JobId job, String staging) {
        List<Parcel.Item> items = new ArrayList<>();
        wanted.database().forEach(entry -> items.add(new Parcel.Item(entry, true)));
        wanted.secret().forEach(entry -> items.add(new Parcel.Item(entry, true)));
        site.ifPresent(former -> wanted.configuration().stream()
                .filter(places(former)::allows)
                .forEach(entry -> items.add(new Parcel.Item(entry, true))));
        wanted.packages().forEach(entry -> items.add(new Parcel.Item(entry, true)));
        wanted.media().forEach(entry -> items.add(new Parcel.Item(entry, true)));
        return new Parcel(chosen.folder(), traits.stateDirectory() + "/staging/" + job, staging, items);
    }

    private List<Need> needs(Comparison comparison, Parcel parcel) {
        if (comparison.spaces().isEmpty()) {
            return List.of();
        }
        long media = wanted.media().stream()
                .mapToLong(entry -> entry.stored().size())
                .sum();
        List<Need> needs = new ArrayList<>();
        needs.add(RestoreNeeds.need(comparison.spaces().get(0), media));
        needs.add(RestoreNeeds.need(comparison.spaces().get(1), parcel.bytes() - media));
        needs.add(RestoreNeeds.need(comparison.spaces().get(2), RestoreNeeds.ENVIRONMENT_BYTES));
        return needs;
    }

    private List<RestoreNote> notes(Comparison comparison, VersionChoice version, List<Need> needs) {
        List<RestoreNote> notes = new ArrayList<>(version.notes());
        notes.addAll(RestoreCheck.ofSnapshot(request, chosen.summary(), wanted.held()));
        notes.addAll(RestoreCheck.ofSpace(needs));
        if (!server.elevated()) {
            notes.add(RestoreNote.of(Code.NO_ELEVATION, Level.BLOCKER));
        }
        if (!server.packageManager().kind().equals("apt") || !server.systemd()) {
            notes.add(RestoreNote.of(Code.SYSTEM_UNKNOWN, Level.BLOCKER, server.operatingSystem()));
        }
        if (site.isEmpty()) {
            notes.add(RestoreNote.of(Code.LAYOUT, Level.BLOCKER, "units"));
        }
        if (!request.whole()) {
            notes.add(RestoreNote.of(Code.NEEDS_EVERYTHING, Level.BLOCKER));
        }
        comparison.single().forEach((path, state) -> {
            if (state != Comparison.State.MISSING) {
                notes.add(RestoreNote.of(Code.IN_THE_WAY, Level.BLOCKER, "", path));
            }
        });
        notes.add(RestoreNote.of(Code.EMPTY_SERVER, Level.INFO, server.operatingSystem()));
        notes.add(
                request.copy()
                        ? RestoreNote.of(Code.QUIET_COPY, Level.INFO)
                        : RestoreNote.of(Code.LIVE_TWICE, Level.WARNING));
        return notes.stream().sorted(Comparator.comparing(RestoreNote::level)).toList();
    }
}
