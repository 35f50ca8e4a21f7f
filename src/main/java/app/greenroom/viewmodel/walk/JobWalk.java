package app.greenroom.viewmodel.walk;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.job.JobPlan;
import app.greenroom.domain.job.JobPlan.JobKind;
import app.greenroom.domain.job.JobState;
import app.greenroom.domain.job.JobSummary;
import app.greenroom.domain.server.TargetName;
import app.greenroom.operation.Inspections.ServerReport;
import app.greenroom.task.TaskHandle;
import app.greenroom.task.TaskTitle;
import app.greenroom.task.Work;
import app.greenroom.text.Redacting;
import app.greenroom.viewmodel.FailureNote;
import app.greenroom.viewmodel.Workbench;
import app.greenroom.viewmodel.activity.BusyWork;
import app.greenroom.viewmodel.walk.WalkState.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * The one job of its kind that a page shows: begun there or found on the server, watched to its end, stopped, resumed or
 * undone.
 */
public final class JobWalk {
    private static final Duration SLOW_LOOK = Duration.ofSeconds(1);

    private final JobKind kind;
    private final Supplier<TargetName> home;
    private final Runnable afterwards;
    private final Workbench bench;
    private final JobCommands commands;
    private final ReadOnlyObjectWrapper<Optional<WalkViewModel>> walk = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<FailureNote>> failure = new ReadOnlyObjectWrapper<>(Optional.empty());
    private Optional<TargetName> elsewhere = Optional.empty();
    private Optional<TaskHandle> starting = Optional.empty();
    private Optional<JobId> job = Optional.empty();
    private boolean lookedForJobs;
    private final BusyWork looking;
    private Optional<Instant> lookBegan = Optional.empty();
    private Optional<TaskHandle> currentLook = Optional.empty();

    /**
     * No job yet.
     *
     * @param kind what its jobs are for; its words are those under {@code view.upgrade} or {@code view.restore}
     * @param home the instance whose page shows it
     * @param afterwards run when a job has ended, as the site is no longer what it was
     */
    public JobWalk(JobKind kind, Supplier<TargetName> home, Runnable afterwards, Workbench bench) {
        this.kind = kind;
        this.home = home;
        this.afterwards = afterwards;
        this.bench = bench;
        this.commands = new JobCommands(words(), this::where, bench);
        this.looking = new BusyWork(bench.words(), bench.pulse());
        bench.pulse().nowProperty().subscribe(now -> {
            walk.get().ifPresent(WalkViewModel::refresh);
            tellSlowLook(now);
        });
    }

    private String words() {
        return "view." + kind.name().toLowerCase(Locale.ROOT);
    }

    private TargetName where() {
        return elsewhere.orElseGet(home);
    }

    /** Looks once whether a job is under way, and goes back to it. */
    public void opened() {
        if (lookedForJobs || walk.get().isPresent()) {
            return;
        }
        lookedForJobs = true;
        TargetName name = home.get();
        lookBegan = Optional.of(bench.pulse().exactly());
        TaskHandle look = bench.quiet()
                .submit(
                        TaskTitle.of("jobs", name.toString()),
                        context -> bench.operations().jobs().list(name, context),
                        progress -> {},
                        this::found,
                        reason -> {
                            lookedForJobs = false;
                            lookEnded();
                        });
        currentLook = Optional.of(look).filter(task -> lookBegan.isPresent());
    }

    /** A look that takes a while is told; most are over before one could read a word of it. */
    private void tellSlowLook(Instant now) {
        boolean slow =
                lookBegan.filter(began -> !now.isBefore(began.plus(SLOW_LOOK))).isPresent();
        if (slow && !looking.busyProperty().get()) {
            looking.begin(bench.words().get("progress.jobs"));
            currentLook.ifPresent(looking::running);
        }
    }

    private void lookEnded() {
        lookBegan = Optional.empty();
        currentLook = Optional.empty();
        looking.end();
    }

    private void found(List<JobSummary> jobs) {
        lookEnded();
        if (walk.get().isPresent()) {
            return;
        }
        jobs.stream()
                .filter(each -> each.plan().kind() == kind)
                .filter(each -> !each.state().ended())
                .findFirst()
                .ifPresent(each -> {
                    job = Optional.of(each.plan().id());
                    follow();
                });
    }

    /**
     * Does what comes before the job on this computer, starts the job and watches it.
     *
     * @param target where the job runs
     * @param from what the site leaves, in words
     * @param to what it goes to, in words
     * @param planned the steps of the job
     * @param start prepares and starts it
     */
    public void start(
            TargetName target, TaskTitle title, String from, String to, List<JobPlan.Step> planned, Work<JobId> start) {
        elsewhere = Optional.of(target);
        WalkViewModel begun = newWalk(from, to);
        begun.prepare(planned);
        failure.set(Optional.empty());
        walk.set(Optional.of(begun));
        starting = Optional.of(bench.asking()
                .submit(
                        target.server(),
                        title,
                        start,
                        begun::preparing,
                        started -> {
                            job = Optional.of(started);
                            begun.prepared();
                            follow(begun);
                        },
                        reason -> {
                            walk.set(Optional.empty());
                            failure.set(Optional.of(FailureNote.of(reason, bench.words())));
                        }));
    }

    private WalkViewModel newWalk(String from, String to) {
        Duration offset = bench.operations()
                .inspections()
                .last(where().server())
                .map(ServerReport::facts)
                .map(facts -> facts.clockOffset())
                .orElse(Duration.ZERO);
        return new WalkViewModel(words(), from, to, offset, bench);
    }

    /** Watches the job from its beginning, in a new walk. */
    public void follow() {
        WalkViewModel begun = newWalk("", "");
        walk.set(Optional.of(begun));
        follow(begun);
    }

    private void follow(WalkViewModel begun) {
        TargetName name = where();
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
                            afterwards.run();
                        },
                        reason -> {
                            feed.drain();
                            begun.unwatched();
                            failed(reason);
                        });
    }

    private void failed(OperationFailedException reason) {
        if (reason.reason() != FailureReason.CANCELLED) {
            failure.set(Optional.of(FailureNote.of(reason, bench.words())));
        }
    }

    /** Cancels what comes before the job, or asks the job to stop after its present step and to undo. */
    public void stop() {
        walk.get().ifPresent(shown -> {
            if (shown.stateProperty().get().stage() == Stage.PREPARING) {
                starting.ifPresent(TaskHandle::cancel);
                return;
            }
            commands.stop(job);
        });
    }

    /** Asks the job to end the step that runs now, and to undo. */
    public void endStep() {
        walk.get().flatMap(WalkViewModel::current).ifPresent(step -> commands.end(job, step.title()));
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
        walk.get()
                .ifPresent(shown -> bench.desktop()
                        .copy(new Redacting(List.of(where().server(), where().toString())).apply(shown.asText())));
    }

    /** Puts the walk away; a job that still runs goes on on the server. */
    public void close() {
        walk.set(Optional.empty());
        failure.set(Optional.empty());
        elsewhere = Optional.empty();
    }

    /** The look for jobs that are under way, told once it takes more than a second. */
    public BusyWork looking() {
        return looking;
    }

    /** The walk that is shown. */
    public ReadOnlyObjectProperty<Optional<WalkViewModel>> walkProperty() {
        return walk.getReadOnlyProperty();
    }

    /** Why the job could not be started or watched. */
    public ReadOnlyObjectProperty<Optional<FailureNote>> failureProperty() {
        return failure.getReadOnlyProperty();
    }
}
