package app.greenroom.cli.job;

import app.greenroom.cli.report.SystemReport;
import app.greenroom.cli.session.Document;
import app.greenroom.cli.session.ExitStatus;
import app.greenroom.cli.session.Session;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.TargetName;
import app.greenroom.domain.system.SystemChange;
import app.greenroom.domain.system.SystemPlan;

/** Plans a change of the system, shows the plan, and with consent carries it out. */
final class SystemChangeRun {
    private final Session session;
    private final TargetName target;
    private final Document document;

    SystemChangeRun(Session session, TargetName target, Document document) {
        this.session = session;
        this.target = target;
        this.document = document;
    }

    /**
     * Plans and runs.
     *
     * @param planOnly whether to end with the plan
     * @param consented whether the user need not be asked
     */
    ExitStatus run(SystemChange change, boolean planOnly, boolean consented) throws OperationFailedException {
        SystemPlan plan = session.on(
                target.server(), context -> session.operations().system().plan(target, change, context));
        SystemReport report = new SystemReport(session);
        document.set("plan", report.json(plan));
        report.print(plan);
        if (plan.blocked()) {
            session.output().text(0, session.words().get("cli.upgrade.blocked"));
            return ExitStatus.BLOCKED;
        }
        if (planOnly) {
            return ExitStatus.DONE;
        }
        session.asking().requireConsent(consented, session.words().get("cli.upgrade.question"));
        return new StartAndWatch(session, plan.target(), document)
                .run(context -> session.operations().system().start(plan, context));
    }
}
