package app.greenroom.cli.schedule;

import app.greenroom.cli.session.ExitStatus;
import app.greenroom.cli.session.Session;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.schedule.CollectReport;
import picocli.CommandLine.Command;

/** Fetches the sets that wait on the server. */
@Command(name = "collect")
final class ScheduleCollectCommand extends ScheduleVerb {
    ScheduleCollectCommand(Session session, ScheduleCommand family) {
        super(session, family);
    }

    @Override
    protected ExitStatus run() throws OperationFailedException {
        CollectReport report = on(context -> schedules().collect(name(), context));
        CollectPrinter printer = new CollectPrinter(session);
        document.set("collected", printer.json(report));
        if (report.collected().isEmpty() && report.damaged().isEmpty()) {
            output().text(0, word("cli.schedule.collect.nothing", name()));
        }
        printer.print(report, name());
        return report.damaged().isEmpty() ? ExitStatus.DONE : ExitStatus.PROBLEM;
    }
}
