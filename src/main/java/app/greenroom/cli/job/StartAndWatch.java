package app.greenroom.cli.job;

import app.greenroom.cli.session.Document;
import app.greenroom.cli.session.ExitStatus;
import app.greenroom.cli.session.FailureReport;
import app.greenroom.cli.session.Session;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.job.JobSummary;
import app.greenroom.domain.server.TargetName;
import app.greenroom.task.Work;
import java.util.List;
import java.util.Optional;

/** Starts a job on a server and follows it to its end, also when it is not known whether it began. */
final class StartAndWatch {
    private final Session session;
    private final TargetName target;
    private final Document document;

    StartAndWatch(Session session, TargetName target, Document document) {
        this.session = session;
        this.target = target;
        this.document = document;
    }

    /** Starts it. */
    ExitStatus run(Work<JobId> start) throws OperationFailedException {
        try {
            return watch(session.on(target.server(), start));
        } catch (OperationFailedException failure) {
            if (failure.reason() != FailureReason.CONNECTION_LOST && failure.reason() != FailureReason.TIMED_OUT) {
                throw failure;
            }
            return afterLostStart(failure);
        }
    }

    private ExitStatus watch(JobId job) throws OperationFailedException {
        document.set("job", job.text());
        session.output().text(0, session.words().get("cli.start.started", job));
        return new JobWatch(session, target, Optional.of(job), document).followStarted();
    }

    /**
     * Looks whether the job runs although starting it seemed to fail: whoever is told that nothing was changed must be
     * able to rely on it.
     */
    private ExitStatus afterLostStart(OperationFailedException failure) throws OperationFailedException {
        List<JobSummary> jobs;
        try {
            jobs = session.on(
                    target.server(), context -> session.operations().jobs().list(target, context));
        } catch (OperationFailedException unknown) {
            failure.addSuppressed(unknown);
            FailureReport report = new FailureReport(session);
            report.print(failure, target.toString());
            session.output().note(session.words().get("cli.start.unknown", target));
            document.set("failure", report.json(failure, target.toString()));
            return ExitStatus.GOES_ON;
        }
        Optional<JobSummary> running =
                jobs.stream().filter(each -> each.state().live()).findFirst();
        if (running.isEmpty()) {
            throw failure;
        }
        return watch(running.get().plan().id());
    }
}
