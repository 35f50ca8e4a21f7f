package app.greenroom.cli.schedule;

import app.greenroom.cli.session.ExitStatus;
import app.greenroom.cli.session.Session;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.schedule.ScheduleReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Removes a schedule; the sets stay. */
@Command(name = "remove")
final class ScheduleRemoveCommand extends ScheduleVerb {
    @Option(names = "--here")
    boolean here;

    ScheduleRemoveCommand(Session session, ScheduleCommand family) {
        super(session, family);
    }

    @Override
    protected ExitStatus run() throws OperationFailedException {
        ScheduleReportPrinter printer = new ScheduleReportPrinter(session);
        if (here) {
            printer.laptop(schedules().removeLaptop(name()), document);
            return ExitStatus.DONE;
        }
        ScheduleReport after = on(context -> schedules().remove(name(), context));
        document.set("schedule", printer.json(after));
        output().text(0, word("cli.schedule.removed", after.target()));
        if (!after.server().sets().isEmpty()) {
            output().text(
                            0,
                            word(
                                    "cli.schedule.stay",
                                    after.server().sets().size(),
                                    after.server().folder()));
        }
        return ExitStatus.DONE;
    }
}
