package app.greenroom.viewmodel.history;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.job.JobPlan.JobKind;
import app.greenroom.domain.rollback.RollbackPlan;
import app.greenroom.domain.server.TargetName;
import app.greenroom.task.TaskTitle;
import app.greenroom.viewmodel.Dialogs.Question;
import app.greenroom.viewmodel.FailureNote;
import app.greenroom.viewmodel.Sheet;
import app.greenroom.viewmodel.Words;
import app.greenroom.viewmodel.Workbench;
import app.greenroom.viewmodel.activity.BusyWork;
import app.greenroom.viewmodel.walk.JobWalk;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** The way back behind an upgrade that ended well: plan with what came since, consent, watch, outcome. */
public final class RollbackViewModel implements Sheet {
    private final Supplier<TargetName> target;
    private final Workbench bench;
    private final Words words;
    private final JobWalk job;
    private final BusyWork planning;
    private final ReadOnlyObjectWrapper<Optional<RollbackPlanViewModel>> plan =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<FailureNote>> failure = new ReadOnlyObjectWrapper<>(Optional.empty());

    RollbackViewModel(Supplier<TargetName> target, Runnable afterwards, Workbench bench) {
        this.target = target;
        this.bench = bench;
        this.words = bench.words();
        this.planning = new BusyWork(words, bench.pulse());
        this.job = new JobWalk(JobKind.ROLLBACK, target, afterwards, bench);
        job.failureProperty().subscribe(failure::set);
    }

    @Override
    public String title() {
        return words.get("view.rollback.title");
    }

    @Override
    public boolean lasting() {
        return true;
    }

    @Override
    public void opened() {
        // what it shows was asked for when it was planned
    }

    /** Plans the way back behind a job; changes nothing. */
    void plan(JobId behind) {
        if (planning.busyProperty().get() || job.walkProperty().get().isPresent()) {
            return;
        }
        TargetName name = target.get();
        failure.set(Optional.empty());
        plan.set(Optional.empty());
        planning.begin(words.get("view.rollback.planning"));
        planning.running(bench.asking()
                .submit(
                        name.server(),
                        TaskTitle.of("plan-rollback", name.toString()),
                        context -> bench.operations().rollbacks().plan(name, Optional.of(behind), context),
                        planning::progress,
                        (RollbackPlan made) -> {
                            planning.end();
                            plan.set(Optional.of(new RollbackPlanViewModel(
                                    made, words, bench.pulse().now())));
                        },
                        this::failed));
    }

    private void failed(OperationFailedException reason) {
        planning.end();
        if (reason.reason() != FailureReason.CANCELLED) {
            failure.set(Optional.of(FailureNote.of(reason, words)));
        }
    }

    /** Starts what was planned, after a typed consent. */
    public void start() {
        plan.get().filter(shown -> !shown.blocked()).ifPresent(shown -> {
            RollbackPlan planned = shown.plan();
            String server = planned.target().server();
            Question question = new Question(
                    words.get("view.rollback.consent.title", server, planned.to()),
                    words.get("view.rollback.consent.text", shown.came()),
                    words.get("view.rollback.start"),
                    true);
            if (bench.dialogs().confirmTyped(question, server)) {
                failure.set(Optional.empty());
                job.start(
                        planned.target(),
                        TaskTitle.of("rollback", planned.target().toString()),
                        planned.from(),
                        planned.to(),
                        planned.steps(),
                        context -> bench.operations().rollbacks().start(planned, context));
            }
        });
    }

    /** Puts the plan, or the end of the job, away. */
    public void close() {
        plan.set(Optional.empty());
        failure.set(Optional.empty());
        job.close();
    }

    /** Planning under way. */
    public BusyWork planning() {
        return planning;
    }

    /** The plan that is shown. */
    public ReadOnlyObjectProperty<Optional<RollbackPlanViewModel>> planProperty() {
        return plan.getReadOnlyProperty();
    }

    /** The job that is under way, or has ended. */
    public JobWalk job() {
        return job;
    }

    /** Why the last action failed. */
    public ReadOnlyObjectProperty<Optional<FailureNote>> failureProperty() {
        return failure.getReadOnlyProperty();
    }
}
