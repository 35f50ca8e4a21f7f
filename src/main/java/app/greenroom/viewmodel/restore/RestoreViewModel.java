package app.greenroom.viewmodel.restore;

import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.job.JobPlan.JobKind;
import app.greenroom.domain.restore.RestorePlan;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.domain.server.TargetName;
import app.greenroom.task.TaskTitle;
import app.greenroom.viewmodel.Dialogs.Question;
import app.greenroom.viewmodel.FailureNote;
import app.greenroom.viewmodel.Sheet;
import app.greenroom.viewmodel.Words;
import app.greenroom.viewmodel.Workbench;
import app.greenroom.viewmodel.activity.BusyWork;
import app.greenroom.viewmodel.walk.JobWalk;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The restore of a snapshot: choose what and where, see the plan, consent, watch, outcome. */
public final class RestoreViewModel implements Sheet {
    private final Supplier<TargetName> source;
    private final Supplier<Optional<String>> installed;
    private final Workbench bench;
    private final Words words;
    private final JobWalk job;
    private final BusyWork planning;
    private final RestoreChoice choice = new RestoreChoice();
    private final ObservableList<String> others = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Optional<SnapshotSummary>> snapshot =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<RestorePlanViewModel>> plan =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<FailureNote>> failure = new ReadOnlyObjectWrapper<>(Optional.empty());

    /**
     * Nothing is chosen yet.
     *
     * @param source the instance whose snapshots these are
     * @param installed the version of pretalx that the site has now; empty if unknown
     * @param afterwards run when a restore has ended
     */
    public RestoreViewModel(
            Supplier<TargetName> source, Supplier<Optional<String>> installed, Runnable afterwards, Workbench bench) {
        this.installed = installed;
        this.source = source;
        this.bench = bench;
        this.words = bench.words();
        this.planning = new BusyWork(words, bench.pulse());
        this.job = new JobWalk(JobKind.RESTORE, source, afterwards, bench);
        job.failureProperty().subscribe(failure::set);
    }

    /** A snapshot is to be brought back; what of it is chosen next. */
    public void choose(SnapshotSummary wanted) {
        if (job.walkProperty().get().isPresent()) {
            return;
        }
        snapshot.set(Optional.of(wanted));
        plan.set(Optional.empty());
        failure.set(Optional.empty());
        choice.reset();
    }

    /** Single uploaded files or folders of a snapshot are to be brought back; all uploaded files if none is named. */
    public void choose(SnapshotSummary wanted, List<String> paths) {
        choose(wanted);
        choice.only(paths);
    }

    @Override
    public String title() {
        return snapshot.get()
                .map(each -> words.get(
                        "view.restore.title",
                        words.moment(each.id().taken(), bench.pulse().now())))
                .orElseGet(() -> words.get("view.restore.title.running"));
    }

    @Override
    public boolean lasting() {
        return true;
    }

    @Override
    public void opened() {
        bench.quiet()
                .submit(
                        TaskTitle.of("servers"),
                        context -> bench.operations().servers().list(),
                        progress -> {},
                        (List<ServerProfile> all) -> others.setAll(all.stream()
                                .map(ServerProfile::name)
                                .filter(name -> !name.equals(source.get().server()))
                                .toList()),
                        this::failed);
    }

    /** Plans what is chosen; changes nothing. */
    public void plan() {
        if (planning.busyProperty().get()) {
            return;
        }
        snapshot.get().flatMap(each -> choice.request(source.get(), each.id())).ifPresent(request -> {
            TargetName name = request.destination().orElseGet(source);
            failure.set(Optional.empty());
            plan.set(Optional.empty());
            planning.begin(words.get("view.restore.planning"));
            planning.running(bench.asking()
                    .submit(
                            name.server(),
                            TaskTitle.of("plan-restore", name.toString()),
                            context -> bench.operations().restores().plan(request, context),
                            planning::progress,
                            (RestorePlan made) -> {
                                planning.end();
                                plan.set(Optional.of(new RestorePlanViewModel(
                                        made, words, bench.pulse().now())));
                            },
                            this::failed));
        });
    }

    private void failed(OperationFailedException reason) {
        planning.end();
        if (reason.reason() != FailureReason.CANCELLED) {
            failure.set(Optional.of(FailureNote.of(reason, words)));
        }
    }

    /** Starts what was planned, after a consent: a typed one where the site is closed and its data exchanged. */
    public void start() {
        plan.get().filter(shown -> !shown.blocked()).ifPresent(shown -> {
            if (consents(shown)) {
                start(shown);
            }
        });
    }

    private boolean consents(RestorePlanViewModel shown) {
        String server = shown.plan().target().server();
        boolean closes = shown.plan().closesTheSite();
        String key = closes ? "view.restore.consent" : "view.restore.consentOpen";
        Question question = new Question(
                words.get(key + ".title", shown.taken(), server),
                words.get(key + ".text", shown.taken(), server),
                words.get("view.restore.start"),
                true);
        return closes
                ? bench.dialogs().confirmTyped(question, server)
                : bench.dialogs().confirm(question);
    }

    private void start(RestorePlanViewModel shown) {
        RestorePlan planned = shown.plan();
        failure.set(Optional.empty());
        job.start(
                planned.target(),
                TaskTitle.of("restore", planned.target().toString()),
                planned.installed(),
                shown.taken(),
                planned.steps(),
                context -> bench.operations().restores().start(planned, context));
    }

    /** Goes back from the plan, or from the end of a restore, to the choice. */
    public void backToChoice() {
        plan.set(Optional.empty());
        failure.set(Optional.empty());
        job.close();
    }

    /** The snapshot that is to be brought back. */
    public ReadOnlyObjectProperty<Optional<SnapshotSummary>> snapshotProperty() {
        return snapshot.getReadOnlyProperty();
    }

    /** That the site has another version of pretalx than the snapshot, in words; empty if it has the same. */
    public Optional<String> otherVersion() {
        return snapshot.get()
                .map(SnapshotSummary::pretalx)
                .filter(version -> !version.isEmpty())
                .filter(version -> installed.get().filter(version::equals).isEmpty())
                .map(version -> words.get(
                        "view.restore.version", version, installed.get().orElse(words.get("view.unknown"))));
    }

    /** What is chosen. */
    public RestoreChoice choice() {
        return choice;
    }

    /** Other saved servers that could be restored to. */
    public ObservableList<String> others() {
        return others;
    }

    /** Planning under way. */
    public BusyWork planning() {
        return planning;
    }

    /** The plan that is shown. */
    public ReadOnlyObjectProperty<Optional<RestorePlanViewModel>> planProperty() {
        return plan.getReadOnlyProperty();
    }

    /** The restore that is under way, or has ended. */
    public JobWalk job() {
        return job;
    }

    /** Why the last action failed. */
    public ReadOnlyObjectProperty<Optional<FailureNote>> failureProperty() {
        return failure.getReadOnlyProperty();
    }
}
