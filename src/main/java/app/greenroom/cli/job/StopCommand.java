package app.greenroom.cli.job;

import app.greenroom.cli.session.ExitStatus;
import app.greenroom.cli.session.Session;
import app.greenroom.cli.session.TargetCommand;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.job.JobPlan.Step;
import app.greenroom.domain.job.JobSummary;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Asks a running job to stop after its current step, or to end that step now, and to take back what it began. */
@Command(name = "stop")
public final class StopCommand extends TargetCommand {
    @Option(names = "--now")
    boolean now;

    @Option(names = "--yes")
    boolean yes;

    public StopCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitStatus run() throws OperationFailedException {
        readSecrets();
        if (now) {
            consent();
        }
        on(context -> {
            if (now) {
                session.operations().jobs().endStep(name, Optional.empty(), context);
            } else {
                session.operations().jobs().stop(name, Optional.empty(), context);
            }
            return true;
        });
        output().text(0, word(now ? "cli.stop.ended" : "cli.stop.done"));
        output().line(word("cli.failure.next", "greenroom follow " + name));
        return ExitStatus.DONE;
    }

    /** Nobody ends something in the middle by a slip: the name of the server is typed. */
    private void consent() throws OperationFailedException {
        if (yes) {
            return;
        }
        List<JobSummary> jobs = on(context -> session.operations().jobs().list(name, context));
        String step = jobs.stream()
                .filter(job -> job.state().live())
                .findFirst()
                .flatMap(StopCommand::current)
                .map(words().jobs()::title)
                .orElse(word("cli.stop.unknown"));
        output().note(word("cli.stop.ends", step));
        if (!session.terminal().interactive()) {
            throw new OperationFailedException(FailureReason.CONSENT_MISSING, "no terminal to ask", "--yes");
        }
        String typed = name.toString();
        if (!session.asking().line(word("cli.stop.question", typed)).equals(Optional.of(typed))) {
            throw new OperationFailedException(FailureReason.CANCELLED, "no consent");
        }
    }

    private static Optional<Step> current(JobSummary job) {
        return job.last()
                .map(event -> event.step())
                .filter(index -> index >= 0 && index < job.plan().steps().size())
                .map(job.plan().steps()::get);
    }
}
