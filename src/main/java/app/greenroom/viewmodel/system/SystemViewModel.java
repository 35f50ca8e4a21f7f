package app.greenroom.viewmodel.system;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.job.JobPlan.JobKind;
import app.greenroom.domain.server.TargetName;
import app.greenroom.domain.system.Remedy;
import app.greenroom.domain.system.RemedyOffer;
import app.greenroom.domain.system.SystemChange;
import app.greenroom.domain.system.SystemPlan;
import app.greenroom.domain.system.SystemRules;
import app.greenroom.domain.system.SystemState;
import app.greenroom.domain.system.SystemState.PackageUpdate;
import app.greenroom.task.TaskTitle;
import app.greenroom.task.Work;
import app.greenroom.text.SystemText;
import app.greenroom.viewmodel.FailureNote;
import app.greenroom.viewmodel.Tone;
import app.greenroom.viewmodel.Workbench;
import app.greenroom.viewmodel.activity.BusyWork;
import app.greenroom.viewmodel.server.ServerWatch;
import app.greenroom.viewmodel.walk.JobWalk;
import app.greenroom.viewmodel.walk.WalkViewModel;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** What an instance stands on: updates of its server's system, and what is missing there; each with plan and walk. */
public final class SystemViewModel {
    private final Supplier<TargetName> target;
    private final ServerWatch watch;
    private final Workbench bench;
    private final SystemText text;
    private final JobWalk job;
    private final BusyWork work;
    private final ReadOnlyObjectWrapper<Optional<SystemState>> state = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<SystemPlanViewModel>> plan =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<FailureNote>> failure = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObservableList<UpdateRow> updates = FXCollections.observableArrayList();
    private final ObservableList<RemedyRow> remedies = FXCollections.observableArrayList();

    /**
     * A package that can be updated.
     *
     * @param tone whether it is a security fix
     * @param name of the package
     * @param versions from which to which, and what is to be known
     */
    public record UpdateRow(Tone tone, String name, String versions) {}

    /**
     * Something that is missing.
     *
     * @param remedy what puts it right
     * @param title what it does
     * @param why what it is good for, or what stands against it
     * @param possible whether it can be planned
     */
    public record RemedyRow(Remedy remedy, String title, String why, boolean possible) {}

    /** The system of an instance's server. */
    public SystemViewModel(Supplier<TargetName> target, ServerWatch watch, Workbench bench) {
        this.target = target;
        this.watch = watch;
        this.bench = bench;
        this.text = new SystemText(bench.words().messages());
        this.job = new JobWalk(JobKind.SYSTEM, target, watch::look, bench);
        this.work = new BusyWork(bench.words(), bench.pulse());
        watch.reportProperty().subscribe(now -> refreshRemedies());
        job.failureProperty().subscribe(failure::set);
    }

    private void refreshRemedies() {
        List<RemedyRow> missing = watch.reportProperty().get().stream()
                .flatMap(report -> watch.instance(target.get().instance()).stream()
                        .map(instance -> new SystemRules(report.facts(), instance.facts())))
                .flatMap(rules -> rules.remedies().stream())
                .filter(RemedyOffer::wanted)
                .map(this::row)
                .toList();
        remedies.setAll(missing);
    }

    private RemedyRow row(RemedyOffer offer) {
        String why = offer.possible()
                ? text.why(offer.remedy())
                : offer.notes().stream().map(text::sentence).findFirst().orElse("");
        return new RemedyRow(offer.remedy(), text.change(offer.remedy().word()), why, offer.possible());
    }

    /** Goes back to a job that is under way; looks at the packages the first time. */
    public void opened() {
        job.opened();
        if (state.get().isEmpty()) {
            look();
        }
    }

    /** Looks at the packages; changes nothing. */
    public void look() {
        TargetName name = target.get();
        run(
                "view.system.looking",
                "system-look",
                context -> bench.operations().system().look(name, context),
                this::show);
    }

    private void show(SystemState found) {
        state.set(Optional.of(found));
        updates.setAll(found.updates().stream().map(this::row).toList());
    }

    private UpdateRow row(PackageUpdate each) {
        String versions = each.installed().isEmpty()
                ? bench.words().get("view.system.new", each.candidate())
                : bench.words().get("view.system.versions", each.installed(), each.candidate());
        String more = each.security() ? bench.words().get("view.system.security") : "";
        String closing = each.neededBySite() ? bench.words().get("view.system.needed") : "";
        return new UpdateRow(each.security() ? Tone.ATTENTION : Tone.INFO, each.name(), versions + more + closing);
    }

    /** Plans updates; changes nothing. */
    public void planUpdates(boolean securityOnly) {
        plan(new SystemChange.Updates(securityOnly));
    }

    /** Plans a remedy; changes nothing. */
    public void planFix(Remedy remedy) {
        plan(new SystemChange.Fix(remedy));
    }

    private void plan(SystemChange change) {
        TargetName name = target.get();
        plan.set(Optional.empty());
        run(
                "view.plan.planning",
                "system-plan",
                context -> bench.operations().system().plan(name, change, context),
                (SystemPlan made) -> plan.set(Optional.of(new SystemPlanViewModel(made, bench.words()))));
    }

    private <T> void run(String what, String code, Work<T> action, Consumer<T> done) {
        if (work.busyProperty().get()) {
            return;
        }
        failure.set(Optional.empty());
        work.begin(bench.words().get(what));
        TargetName name = target.get();
        work.running(bench.asking()
                .submit(
                        name.server(),
                        TaskTitle.of(code, name.toString()),
                        action,
                        work::progress,
                        (T result) -> {
                            work.end();
                            done.accept(result);
                        },
                        this::failed));
    }

    private void failed(OperationFailedException reason) {
        work.end();
        if (reason.reason() != FailureReason.CANCELLED) {
            failure.set(Optional.of(FailureNote.of(reason, bench.words())));
        }
    }

    /** Starts what was planned. */
    public void start() {
        plan.get()
                .filter(shown -> !shown.blocked())
                .map(SystemPlanViewModel::plan)
                .ifPresent(shown -> {
                    TargetName name = target.get();
                    failure.set(Optional.empty());
                    job.start(
                            name,
                            TaskTitle.of("system", name.toString()),
                            text.change(shown.change()),
                            "",
                            shown.steps(),
                            context -> bench.operations().system().start(shown, context));
                });
    }

    /** Goes back to the list, and looks again if something was done. */
    public void backToList() {
        boolean done = job.walkProperty().get().isPresent();
        plan.set(Optional.empty());
        job.close();
        failure.set(Optional.empty());
        if (done) {
            look();
        }
    }

    /** What is the case, in a sentence. */
    public String sentence(SystemState found) {
        return text.sentence(found);
    }

    /** How grave that is. */
    public Tone tone(SystemState found) {
        boolean wants = !found.updates(true).isEmpty() || found.reboot().isPresent() || found.interrupted();
        if (!found.known()) {
            return Tone.UNKNOWN;
        }
        return wants ? Tone.ATTENTION : Tone.OK;
    }

    /** What else is to be known. */
    public String remarks(SystemState found) {
        return String.join("\n", text.remarks(found, bench.pulse().now()));
    }

    /** What is known of the packages. */
    public ReadOnlyObjectProperty<Optional<SystemState>> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** What can be updated. */
    public ObservableList<UpdateRow> updates() {
        return updates;
    }

    /** What is missing. */
    public ObservableList<RemedyRow> remedies() {
        return remedies;
    }

    /** What is under way here. */
    public BusyWork work() {
        return work;
    }

    /** The plan that is shown. */
    public ReadOnlyObjectProperty<Optional<SystemPlanViewModel>> planProperty() {
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
