package app.greenroom.cli.job;

import app.greenroom.cli.session.ExitStatus;
import app.greenroom.cli.session.Session;
import app.greenroom.cli.session.TargetCommand;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.job.JobState;
import app.greenroom.domain.job.JobSummary;
import app.greenroom.text.JobReport;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** All that a job that does not run any more said, without what names people and machines, to be shown to others. */
@Command(name = "report")
public final class ReportCommand extends TargetCommand {
    @Parameters(index = "1", arity = "0..1", paramLabel = "JOB", descriptionKey = "JOB")
    @Nullable
    JobId job;

    public ReportCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitStatus run() throws OperationFailedException {
        readSecrets();
        JobSummary summary = chosen(on(context -> session.operations().jobs().list(name, context)));
        if (summary.state() == JobState.RUNNING) {
            throw new OperationFailedException(
                    FailureReason.JOB_STATE, "it still runs", words().jobs().state(summary.state()));
        }
        JobReport said = new JobReport(words().jobs());
        JobState state = on(context -> {
            said.clear();
            return session.operations()
                    .jobs()
                    .follow(name, Optional.of(summary.plan().id()), said::planned, said, context);
        });
        String text = said.redacted(session.operations().servers().require(name.server()), state);
        document.set("report", text);
        output().line(text);
        output().note(word("cli.report.read"));
        return ExitStatus.DONE;
    }

    private JobSummary chosen(List<JobSummary> jobs) throws OperationFailedException {
        if (jobs.isEmpty()) {
            throw new OperationFailedException(FailureReason.JOB_NONE, "no job", name.toString());
        }
        JobId wanted = job;
        if (wanted == null) {
            return jobs.getFirst();
        }
        return jobs.stream()
                .filter(each -> each.plan().id().equals(wanted))
                .findFirst()
                .orElseThrow(
                        () -> new OperationFailedException(FailureReason.JOB_UNKNOWN, "not listed", wanted.text()));
    }

    @Override
    protected boolean looks() {
        return true;
    }
}
