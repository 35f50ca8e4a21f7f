package app.greenroom.viewmodel.upgrade;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.instance.InstanceFacts.PythonPackage;
import app.greenroom.domain.instance.PretalxVersion;
import app.greenroom.domain.job.JobPlan.JobKind;
import app.greenroom.domain.server.TargetName;
import app.greenroom.domain.upgrade.BrokenPlugin;
import app.greenroom.domain.upgrade.UpgradeChoice;
import app.greenroom.domain.upgrade.UpgradePlan;
import app.greenroom.task.TaskTitle;
import app.greenroom.viewmodel.Dialogs.Question;
import app.greenroom.viewmodel.FailureNote;
import app.greenroom.viewmodel.Workbench;
import app.greenroom.viewmodel.activity.BusyWork;
import app.greenroom.viewmodel.server.ServerWatch;
import app.greenroom.viewmodel.walk.JobWalk;
import app.greenroom.viewmodel.walk.WalkViewModel;
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
    private final JobWalk job;
    private final BusyWork planning;
    private final ObservableList<PretalxVersion> versions = FXCollections.observableArrayList();
    private final ObservableList<PluginChoice> plugins = FXCollections.observableArrayList();
    private final ObjectProperty<Optional<PretalxVersion>> wanted = new SimpleObjectProperty<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<PlanViewModel>> plan = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<FailureNote>> failure = new ReadOnlyObjectWrapper<>(Optional.empty());

    /** The upgrade of an instance. */
    public UpgradeViewModel(Supplier<TargetName> target, ServerWatch watch, Workbench bench) {
        this.target = target;
        this.watch = watch;
        this.bench = bench;
        this.job = new JobWalk(JobKind.UPGRADE, target, watch::look, bench);
        this.planning = new BusyWork(bench.words(), bench.pulse());
        watch.reportProperty().subscribe(now -> refreshVersions());
        job.failureProperty().subscribe(failure::set);
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
            refreshPlugins(report.facts().plugins().value().orElse(List.of()));
        });
    }

    private void refreshPlugins(List<PythonPackage> found) {
        List<String> names = found.stream().map(PythonPackage::name).toList();
        if (!names.equals(plugins.stream().map(PluginChoice::name).toList())) {
            plugins.setAll(names.stream().map(PluginChoice::new).toList());
        }
    }

    /** Looks once whether a job is under way, and goes back to it. */
    public void opened() {
        job.opened();
    }

    /** Plans the way to the wanted version; changes nothing. */
    public void plan() {
        if (planning.busyProperty().get()) {
            return;
        }
        TargetName name = target.get();
        UpgradeChoice choice = new UpgradeChoice(
                wanted.get(),
                plugins.stream()
                        .filter(plugin -> !plugin.comesAlongProperty().get())
                        .map(PluginChoice::name)
                        .toList());
        failure.set(Optional.empty());
        plan.set(Optional.empty());
        planning.begin(bench.words().get("view.plan.planning"));
        planning.running(bench.asking()
                .submit(
                        name.server(),
                        TaskTitle.of("plan", name.toString()),
                        context -> bench.operations().upgrades().plan(name, choice, context),
                        planning::progress,
                        (UpgradePlan made) -> {
                            planning.end();
                            plan.set(Optional.of(new PlanViewModel(made, bench.words(), this::read)));
                        },
                        this::failed));
    }

    /** Shows a page; where nothing here can, its address can be pasted somewhere that does. */
    private void read(String address) {
        if (!bench.desktop().browse(address)) {
            bench.desktop().copy(address);
        }
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
        failure.set(Optional.empty());
        job.start(
                name,
                TaskTitle.of("upgrade", name.toString()),
                shown.from().toString(),
                shown.to().toString(),
                shown.steps(),
                context -> bench.operations().upgrades().start(shown, reviewed, context));
    }

    /** Goes back to the choice of a version. */
    public void backToChoice() {
        plan.set(Optional.empty());
        job.close();
        failure.set(Optional.empty());
    }

    /** Plans again, leaving behind a plugin that made the last upgrade fail. */
    public void planWithout(BrokenPlugin plugin) {
        plugins.stream()
                .filter(each -> each.name().equals(plugin.name()))
                .forEach(each -> each.comesAlongProperty().set(false));
        backToChoice();
        plan();
    }

    /** Releases that can be upgraded to, newest first. */
    public ObservableList<PretalxVersion> versions() {
        return versions;
    }

    /** The installed plugins, each of which can be left behind. */
    public ObservableList<PluginChoice> plugins() {
        return plugins;
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

    /** The job that is shown. */
    public JobWalk job() {
        return job;
    }

    /** The walk that is shown. */
    public ReadOnlyObjectProperty<Optional<WalkViewModel>> walkProperty() {
        return job.walkProperty();
    }

    /** Why the last action failed. */
    public ReadOnlyObjectProperty<Optional<FailureNote>> failureProperty() {
        return failure.getReadOnlyProperty();
    }
}
