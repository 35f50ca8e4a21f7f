package app.greenroom.cli.job;

import app.greenroom.cli.session.ExitStatus;
import app.greenroom.cli.session.Session;
import app.greenroom.cli.session.TargetCommand;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.job.JobId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lets an interrupted job go on, and follows it. */
@Command(name = "resume")
public final class ResumeCommand extends TargetCommand {
    @Parameters(index = "1", arity = "0..1", paramLabel = "JOB", descriptionKey = "JOB")
    @Nullable
    JobId job;

    public ResumeCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitStatus run() throws OperationFailedException {
        readSecrets();
        on(context -> {
            session.operations().jobs().resume(name, Optional.ofNullable(job), context);
            return true;
        });
        output().text(0, word("cli.resume.done"));
        return new JobWatch(session, name, Optional.ofNullable(job), document).followStarted();
    }
}
