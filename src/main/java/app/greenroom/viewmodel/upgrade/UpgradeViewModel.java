package app.greenroom.viewmodel.upgrade;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.instance.PretalxVersion;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.job.JobPlan.JobKind;
import app.greenroom.domain.job.JobState;
import app.greenroom.domain.job.JobSummary;
import app.greenroom.domain.server.TargetName;
import app.greenroom.domain.upgrade.UpgradePlan;
import app.greenroom.operation.Inspections.ServerReport;
import app.greenroom.task.TaskHandle;
import app.greenroom.task.TaskTitle;
import app.greenroom.viewmodel.Dialogs.Question;
import app.greenroom.viewmodel.FailureNote;
import app.greenroom.viewmodel.Workbench;
import app.greenroom.viewmodel.activity.BusyWork;
import app.greenroom.viewmodel.server.ServerWatch;
import app.greenroom.viewmodel.upgrade.WalkState.Stage;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The upgrade of an instance: choose, plan, start, watch, outcome. Goes back to a job that is under way. */
public final class UpgradeViewModel {
    private final Supplier<TargetName> target;
    private final ServerWatch watch;
    private final Workbench bench;
    private final JobCommands commands;
    private final BusyWork planning;
    private final ObservableList<PretalxVersion> versions = FXCollections.observableArrayList();
    private final ObjectProperty<Optional<PretalxVersion>> wanted = new SimpleObjectProperty<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<PlanViewModel>> plan = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<WalkViewModel>> walk = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<FailureNote>> failure = new ReadOnlyObjectWrapper<>(Optional.empty());
    private Optional<TaskHandle> starting = Optional.empty();
    private Optional<JobId> job = Optional.empty();
    private boolean lookedForJobs;

    /** The upgrade of an instance. */
    public UpgradeViewModel(Supplier<TargetName> target, ServerWatch watch, Workbench bench) {
        this.target = target;
        this.watch = watch;
        this.bench = bench;
        this.commands = new JobCommands(target, bench);
        this.planning = new BusyWork(bench.words(), bench.pulse());
        watch.reportProperty().subscribe(now -> refreshVersions());
        bench.pulse().nowProperty().subscribe(now -> walk.get().ifPresent(WalkViewModel::refresh));
    }

    private void refreshVersions() {
        watch.instance(target.get().instance()).ifPresent(report -> {
            Optional<PretalxVersion> installed = report.facts().installed().value();
            List<PretalxVersion> newer = report.facts().available().value().orElse(List.of()).stream()
                    .filter(PretalxVersion::isRelease)
                    .filter(version ->
                            installed.map(here -> here.compareTo(version) < 0).orElse(true))
                    .sorted(Comparator.reverseOrder())
                    .toList();
            if (!newer.equals(versions)) {
                versions.setAll(newer);
                wanted.set(newer.stream().findFirst());
            }
        });
    }

    /** Looks once whether a job is under way, and goes back to it. */
    public void opened() {
        if (lookedForJobs || walk.get().isPresent()) {
            return;
        }
        lookedForJobs = true;
        TargetName name = target.get();
        bench.quiet()
                .submit(
                        TaskTitle.of("jobs", name.toString()),
                        context -> bench.operations().jobs().list(name, context),
                        progress -> {},
                        this::found,
                        reason -> lookedForJobs = false);
    }

    private void found(List<JobSummary> jobs) {
        if (walk.get().isPresent()) {
            return;
        }
        jobs.stream()
                .filter(each -> each.plan().kind() == JobKind.UPGRADE)
                .filter(each -> !each.state().ended())
                .findFirst()
                .ifPresent(each -> {
                    job = Optional.of(each.plan().id());
                    follow();
                });
    }

    /** Plans the way to the wanted version; changes nothing. */
    public void plan() {
        if (planning.busyProperty().get()) {
            return;
        }
        TargetName name = target.get();
        Optional<PretalxVersion> to = wanted.get();
        failure.set(Optional.empty());
        plan.set(Optional.empty());
        planning.begin(bench.words().get("view.plan.planning"));
        planning.running(bench.asking()
                .submit(
                        name.server(),
                        TaskTitle.of("plan", name.toString()),
                        context -> bench.operations().upgrades().plan(name, to, context),
                        planning::progress,
                        (UpgradePlan made) -> {
                            planning.end();
                            plan.set(Optional.of(new PlanViewModel(made, bench.words())));
                        },
                        this::failed));
    }

    private void failed(OperationFailedException reason) {
        planning.end();
        if (reason.reason() != FailureReason.CANCELLED) {
            failure.set(Optional.of(FailureNote.of(reason, bench.words())));
        }
    }

    /** Starts what was planned, after a typed consent where a release was not reviewed. */
    public void start() {
        plan.get().filter(shown -> !shown.blocked()).map(PlanViewModel::plan).ifPresent(shown -> {
            boolean typed = shown.needsReviewConsent();
            if (!typed || consents(shown)) {
                start(shown, typed);
            }
        });
    }

    private boolean consents(UpgradePlan shown) {
        String version = shown.to().toString();
        Question question = new Question(
                bench.words().get("view.plan.consent.title", version),
                bench.words().get("view.plan.consent.text", version),
                bench.words().get("view.plan.start"),
                true);
        return bench.dialogs().confirmTyped(question, version);
    }

    private void start(UpgradePlan shown, boolean reviewed) {
        TargetName name = target.get();
        WalkViewModel begun = newWalk(shown.from().toString(), shown.to().toString());
        begun.beginWithSnapshot(shown.steps());
        failure.set(Optional.empty());
        walk.set(Optional.of(begun));
        starting = Optional.of(bench.asking()
                .submit(
                        name.server(),
                        TaskTitle.of("upgrade", name.toString()),
                        context -> bench.operations().upgrades().start(shown, reviewed, context),
                        begun::snapshotProgress,
                        (JobId started) -> {
                            job = Optional.of(started);
                            begun.snapshotTaken();
                            follow(begun);
                        },
                        reason -> {
                            walk.set(Optional.empty());
                            failure.set(Optional.of(FailureNote.of(reason, bench.words())));
                        }));
    }

    private WalkViewModel newWalk(String from, String to) {
        Duration offset = watch.reportProperty()
                .get()
                .map(ServerReport::facts)
                .map(facts -> facts.clockOffset())
                .orElse(Duration.ZERO);
        return new WalkViewModel(from, to, offset, bench);
    }

    /** Watches the job from its beginning, in a new walk. */
    public void follow() {
        WalkViewModel begun = newWalk("", "");
        walk.set(Optional.of(begun));
        follow(begun);
    }

    private void follow(WalkViewModel begun) {
        TargetName name = target.get();
        Optional<JobId> followed = job;
        JobFeed feed = new JobFeed(bench.ui(), begun);
        bench.asking()
                .submit(
                        name.server(),
                        TaskTitle.of("follow", name.toString()),
                        context -> bench.operations().jobs().follow(name, followed, feed::planned, feed, context),
                        progress -> {},
                        (JobState end) -> {
                            feed.drain();
                            begun.ended(end);
                            watch.look();
                        },
                        reason -> {
                            feed.drain();
                            begun.unwatched();
                            failed(reason);
                        });
    }

    /** Cancels the snapshot, or asks the job to stop after its present step and to undo. */
    public void stop() {
        walk.get().ifPresent(shown -> {
            if (shown.stateProperty().get().stage() == Stage.SNAPSHOT) {
                starting.ifPresent(TaskHandle::cancel);
                return;
            }
            commands.stop(job);
        });
    }

    /** Lets an interrupted job go on. */
    public void resume() {
        commands.resume(job, this::follow);
    }

    /** Takes back an interrupted job, or tries a failed undo again. */
    public void undo() {
        commands.undo(job, this::follow);
    }

    /** Copies the walk in plain text. */
    public void copyReport() {
        walk.get().ifPresent(shown -> bench.desktop().copy(shown.asText()));
    }

    /** Goes back to the choice of a version. */
    public void backToChoice() {
        plan.set(Optional.empty());
        walk.set(Optional.empty());
        failure.set(Optional.empty());
    }

    /** Releases that can be upgraded to, newest first. */
    public ObservableList<PretalxVersion> versions() {
        return versions;
    }

    /** The version to reach; empty for the newest. */
    public ObjectProperty<Optional<PretalxVersion>> wantedProperty() {
        return wanted;
    }

    /** Planning under way. */
    public BusyWork planning() {
        return planning;
    }

    /** The plan that is shown. */
    public ReadOnlyObjectProperty<Optional<PlanViewModel>> planProperty() {
        return plan.getReadOnlyProperty();
    }

    /** The walk that is shown. */
    public ReadOnlyObjectProperty<Optional<WalkViewModel>> walkProperty() {
        return walk.getReadOnlyProperty();
    }

    /** Why the last action failed. */
    public ReadOnlyObjectProperty<Optional<FailureNote>> failureProperty() {
        return failure.getReadOnlyProperty();
    }
}
