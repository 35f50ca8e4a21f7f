package app.greenroom.cli;

import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.job.JobListener;
import app.greenroom.domain.job.JobPlan;
import app.greenroom.domain.job.JobState;
import app.greenroom.domain.job.JobSummary;
import app.greenroom.domain.server.TargetName;
import app.greenroom.operation.Jobs;
import app.greenroom.task.TaskContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Jobs that exist only as journals. */
final class FakeJobs implements Jobs {
    final List<JobSummary> jobs = new ArrayList<>();
    final List<String> asked = new ArrayList<>();
    Optional<OperationFailedException> listing = Optional.empty();
    Optional<OperationFailedException> refusal = Optional.empty();
    Journal journal = (planned, listener, context) -> {
        throw new AssertionError("no journal was prepared");
    };

    /** What following a job tells. */
    interface Journal {
        JobState tell(Consumer<JobPlan> planned, JobListener listener, TaskContext context)
                throws OperationFailedException;
    }

    @Override
    public List<JobSummary> list(TargetName target, TaskContext context) throws OperationFailedException {
        if (listing.isPresent()) {
            throw listing.get();
        }
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
        asked.add("follow " + job.map(JobId::text).orElse("newest"));
        return journal.tell(planned, listener, context);
    }

    @Override
    public void stop(TargetName target, Optional<JobId> job, TaskContext context) throws OperationFailedException {
        refuse();
        asked.add("stop " + job.map(JobId::text).orElse("newest"));
    }

    @Override
    public void endStep(TargetName target, Optional<JobId> job, TaskContext context) throws OperationFailedException {
        refuse();
        asked.add("end " + job.map(JobId::text).orElse("newest"));
    }

    @Override
    public void resume(TargetName target, Optional<JobId> job, TaskContext context) throws OperationFailedException {
        refuse();
        asked.add("resume " + job.map(JobId::text).orElse("newest"));
    }

    @Override
    public void undo(TargetName target, Optional<JobId> job, TaskContext context) throws OperationFailedException {
        refuse();
        asked.add("undo " + job.map(JobId::text).orElse("newest"));
    }

    private void refuse() throws OperationFailedException {
        if (refusal.isPresent()) {
            throw refusal.get();
        }
    }
}
