package app.greenroom.cli.job;

import app.greenroom.cli.report.RollbackReport;
import app.greenroom.cli.session.ExitStatus;
import app.greenroom.cli.session.Session;
import app.greenroom.cli.session.TargetCommand;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.rollback.RollbackPlan;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Plans the way back behind an upgrade that ended well, shows what would be set aside, and with consent goes it. */
@Command(name = "rollback")
public final class RollbackCommand extends TargetCommand {
    @Parameters(index = "1", arity = "0..1", paramLabel = "JOB", descriptionKey = "JOB")
    @Nullable
    JobId job;

    @Option(names = "--plan")
    boolean planOnly;

    @Option(names = "--yes")
    boolean yes;

    private boolean looking = true;

    public RollbackCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitStatus run() throws OperationFailedException {
        readSecrets();
        RollbackPlan plan =
                on(context -> session.operations().rollbacks().plan(name, Optional.ofNullable(job), context));
        RollbackReport report = new RollbackReport(session);
        document.set("plan", report.json(plan));
        report.print(plan);
        if (plan.blocked()) {
            output().text(0, word("cli.upgrade.blocked"));
            return ExitStatus.BLOCKED;
        }
        if (planOnly) {
            output().line(word("cli.rollback.go", plan.target(), plan.behind().text()));
            return ExitStatus.DONE;
        }
        session.asking().requireConsent(yes, word("cli.upgrade.question"));
        looking = false;
        return new StartAndWatch(session, plan.target(), document)
                .run(context -> session.operations().rollbacks().start(plan, context));
    }

    @Override
    protected boolean looks() {
        return looking;
    }
}
