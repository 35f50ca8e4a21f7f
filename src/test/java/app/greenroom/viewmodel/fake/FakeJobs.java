package app.greenroom.viewmodel.fake;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.job.JobEvent;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.job.JobListener;
import app.greenroom.domain.job.JobPlan;
import app.greenroom.domain.job.JobState;
import app.greenroom.domain.job.JobSummary;
import app.greenroom.domain.server.TargetName;
import app.greenroom.operation.Jobs;
import app.greenroom.task.TaskContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/** One job that goes on as a test tells it to. */
public final class FakeJobs implements Jobs {
    private final List<JobSummary> jobs = new ArrayList<>();
    private final BlockingQueue<Happening> script = new LinkedBlockingQueue<>();
    private final List<String> asked = new ArrayList<>();
    private JobPlan plan = Sample.jobPlan();
    private long number;

    /** What happens next: something for the listener, or the end. */
    private record Happening(Consumer<JobListener> told, Optional<JobState> end) {}

    /** Jobs that are found on the server. */
    public FakeJobs with(JobSummary... found) {
        jobs.addAll(List.of(found));
        return this;
    }

    /** The job that is followed. */
    public void plan(JobPlan followed) {
        plan = followed;
    }

    /** Something about a step happens; -1 for the whole job. */
    public FakeJobs event(JobEvent.Kind kind, int step, Instant at) {
        number++;
        JobEvent event = new JobEvent(number, at, kind, step, Optional.empty(), 0, "");
        script.add(new Happening(listener -> listener.event(event), Optional.empty()));
        return this;
    }

    /** A step prints something. */
    public FakeJobs output(int step, String text) {
        script.add(new Happening(listener -> listener.output(step, text), Optional.empty()));
        return this;
    }

    /** The connection breaks or is back. */
    public FakeJobs connection(boolean connected) {
        script.add(new Happening(listener -> listener.connection(connected), Optional.empty()));
        return this;
    }

    /** The job ends. */
    public FakeJobs ends(JobState state) {
        script.add(new Happening(listener -> {}, Optional.of(state)));
        return this;
    }

    /** What was asked for: stop, resume, undo. */
    public List<String> asked() {
        return asked;
    }

    @Override
    public List<JobSummary> list(TargetName target, TaskContext context) {
        return List.copyOf(jobs);
    }

    @Override
    public JobState follow(
            TargetName target,
            Optional<JobId> job,
            Consumer<JobPlan> planned,
            JobListener listener,
            TaskContext context)
            throws OperationFailedException {
        planned.accept(plan);
        Happening leave = new Happening(told -> {}, Optional.of(JobState.RUNNING));
        try (var _ = context.cancellation().onCancel(() -> script.add(leave))) {
            while (true) {
                Happening next = script.take();
                context.cancellation().throwIfCancelled();
                next.told().accept(listener);
                if (next.end().isPresent()) {
                    return next.end().get();
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new OperationFailedException(FailureReason.CANCELLED, "the watcher left", interrupted);
        }
    }

    @Override
    public void stop(TargetName target, Optional<JobId> job, TaskContext context) {
        asked.add("stop");
    }

    @Override
    public void endStep(TargetName target, Optional<JobId> job, TaskContext context) {
        asked.add("end");
    }

    @Override
    public void resume(TargetName target, Optional<JobId> job, TaskContext context) {
        asked.add("resume");
    }

    @Override
    public void undo(TargetName target, Optional<JobId> job, TaskContext context) {
        asked.add("undo");
    }
}
