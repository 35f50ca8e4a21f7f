package app.greenroom.cli.job;

import app.greenroom.cli.session.ExitStatus;
import app.greenroom.cli.session.Session;
import app.greenroom.cli.session.TargetCommand;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.job.JobSummary;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes back a job that was interrupted, or tries a failed undo again, and follows it. */
@Command(name = "undo")
public final class UndoCommand extends TargetCommand {
    @Parameters(index = "1", arity = "0..1", paramLabel = "JOB", descriptionKey = "JOB")
    @Nullable
    JobId job;

    @Option(names = "--yes")
    boolean yes;

    public UndoCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitStatus run() throws OperationFailedException {
        readSecrets();
        consent();
        on(context -> {
            session.operations().jobs().undo(name, Optional.ofNullable(job), context);
            return true;
        });
        output().text(0, word("cli.undo.done"));
        ExitStatus status = new JobWatch(session, name, Optional.ofNullable(job), document).followStarted();
        // what is a failure of an upgrade is what was asked for here
        return status == ExitStatus.UNDONE ? ExitStatus.DONE : status;
    }

    /** Once visitors may have written, undoing loses what they wrote: nobody loses that by a slip. */
    private void consent() throws OperationFailedException {
        boolean loses = on(context -> session.operations().jobs().list(name, context)).stream()
                .filter(each -> job == null || each.plan().id().equals(job))
                .findFirst()
                .filter(JobSummary::visitorsMayHaveWritten)
                .isPresent();
        if (!loses || yes) {
            return;
        }
        output().note(word("cli.undo.loses"));
        session.asking().requireConsent(false, word("cli.undo.question"));
    }
}
