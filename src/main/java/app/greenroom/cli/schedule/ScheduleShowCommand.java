package app.greenroom.cli.schedule;

import app.greenroom.cli.session.ExitStatus;
import app.greenroom.cli.session.Session;
import app.greenroom.domain.failure.OperationFailedException;
import picocli.CommandLine.Command;

/** Shows what is chosen and what came of it. */
@Command(name = "show")
final class ScheduleShowCommand extends ScheduleVerb {
    ScheduleShowCommand(Session session, ScheduleCommand family) {
        super(session, family);
    }

    @Override
    protected ExitStatus run() throws OperationFailedException {
        return new ScheduleReportPrinter(session).show(on(context -> schedules().show(name(), context)), document);
    }

    @Override
    protected boolean looks() {
        return true;
    }
}
