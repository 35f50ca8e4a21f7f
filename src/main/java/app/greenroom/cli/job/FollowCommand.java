package app.greenroom.cli.job;

import app.greenroom.cli.report.JobLines;
import app.greenroom.cli.session.ExitStatus;
import app.greenroom.cli.session.FailureReport;
import app.greenroom.cli.session.Session;
import app.greenroom.cli.session.TargetCommand;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.job.JobState;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Follows a job from its beginning to its end. */
@Command(name = "follow")
public final class FollowCommand extends TargetCommand {
    @Parameters(index = "1", arity = "0..1", paramLabel = "JOB", descriptionKey = "JOB")
    @Nullable
    JobId job;

    public FollowCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitStatus run() throws OperationFailedException {
        if (!session.output().json()) {
            readSecrets();
            return new JobWatch(session, name, Optional.ofNullable(job), document).follow();
        }
        JobLines lines = new JobLines(session);
        try {
            readSecrets();
            JobState state = on(context ->
                    session.operations().jobs().follow(name, Optional.ofNullable(job), lines::planned, lines, context));
            lines.end(state);
            return ExitStatus.of(state);
        } catch (OperationFailedException failure) {
            return left(lines, failure);
        }
    }

    private ExitStatus left(JobLines lines, OperationFailedException failure) {
        boolean seen = lines.plan().isPresent();
        ExitStatus status = seen ? ExitStatus.GOES_ON : ExitStatus.of(failure, true);
        if (!seen || failure.reason() != FailureReason.CANCELLED) {
            FailureReport report = new FailureReport(session);
            report.print(failure, server());
            lines.left(status, Optional.of(report.json(failure, server())));
        } else {
            lines.left(status, Optional.empty());
        }
        return status;
    }

    @Override
    protected boolean oneDocument() {
        return false;
    }

    @Override
    protected boolean looks() {
        return true;
    }
}
