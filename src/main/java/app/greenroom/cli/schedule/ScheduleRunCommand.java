package app.greenroom.cli.schedule;

import app.greenroom.cli.session.ExitStatus;
import app.greenroom.cli.session.Session;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.schedule.ScheduleRun;
import picocli.CommandLine.Command;

/** Lets the server take a set now. */
@Command(name = "run")
final class ScheduleRunCommand extends ScheduleVerb {
    ScheduleRunCommand(Session session, ScheduleCommand family) {
        super(session, family);
    }

    @Override
    protected ExitStatus run() throws OperationFailedException {
        ScheduleRun ended = on(context -> schedules().run(name(), context));
        ScheduleReportPrinter printer = new ScheduleReportPrinter(session);
        document.set("run", printer.json(ended));
        printer.run(ended);
        return switch (ended.result()) {
            case OK -> {
                output().line(word("cli.schedule.run.next", name()));
                yield ExitStatus.DONE;
            }
            case RUNNING -> ExitStatus.GOES_ON;
            case SKIPPED -> ExitStatus.BLOCKED;
            case FAILED -> ExitStatus.FAILED;
        };
    }
}
