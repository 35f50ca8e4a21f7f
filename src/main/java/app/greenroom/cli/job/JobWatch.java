package app.greenroom.cli.job;

import app.greenroom.cli.report.JobPrinter;
import app.greenroom.cli.session.Document;
import app.greenroom.cli.session.ExitStatus;
import app.greenroom.cli.session.FailureReport;
import app.greenroom.cli.session.Session;
import app.greenroom.cli.session.Ticking;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.job.JobState;
import app.greenroom.domain.server.TargetName;
import java.util.Optional;

/** Follows a job to its end and says how it ended; leaving it early is no harm and says so. */
public final class JobWatch {
    private final Session session;
    private final TargetName target;
    private final Optional<JobId> job;
    private final Document document;

    /**
     * A watch on a job.
     *
     * @param job which; the newest if empty
     * @param document is told how it ended
     */
    public JobWatch(Session session, TargetName target, Optional<JobId> job, Document document) {
        this.session = session;
        this.target = target;
        this.job = job;
        this.document = document;
    }

    /** Follows a job that this run of the program has set going: whatever happens here, it goes on, so nothing is thrown. */
    ExitStatus followStarted() {
        JobPrinter printer = new JobPrinter(session);
        try (Ticking _ = printer.ticking()) {
            return ended(follow(printer), printer);
        } catch (OperationFailedException failure) {
            return left(failure, printer);
        }
    }

    /**
     * Follows a job on a server that ends with this run of the program, as the practice server does.
     *
     * @throws OperationFailedException if it was left before its end
     */
    public ExitStatus followToTheEnd() throws OperationFailedException {
        JobPrinter printer = new JobPrinter(session);
        try (Ticking _ = printer.ticking()) {
            return ended(follow(printer), printer);
        }
    }

    /**
     * Follows a job that may have ended long ago.
     *
     * @throws OperationFailedException if nothing of it could be seen
     */
    ExitStatus follow() throws OperationFailedException {
        JobPrinter printer = new JobPrinter(session);
        try (Ticking _ = printer.ticking()) {
            return ended(follow(printer), printer);
        } catch (OperationFailedException failure) {
            if (printer.plan().isEmpty()) {
                throw failure;
            }
            return left(failure, printer);
        }
    }

    private JobState follow(JobPrinter printer) throws OperationFailedException {
        return session.on(
                target.server(),
                context -> session.operations().jobs().follow(target, job, printer::planned, printer, context));
    }

    private ExitStatus ended(JobState state, JobPrinter printer) {
        document.set("state", state.word());
        document.set("steps", printer.json());
        if (state.live()) {
            goesOn(printer);
            return ExitStatus.GOES_ON;
        }
        printer.end(state);
        return ExitStatus.of(state);
    }

    private ExitStatus left(OperationFailedException failure, JobPrinter printer) {
        session.progress().clear();
        if (failure.reason() != FailureReason.CANCELLED) {
            FailureReport report = new FailureReport(session);
            report.print(failure, target.toString());
            document.set("failure", report.json(failure, target.toString()));
        }
        document.set("steps", printer.json());
        goesOn(printer);
        return ExitStatus.GOES_ON;
    }

    private void goesOn(JobPrinter printer) {
        String id = printer.plan()
                .map(plan -> plan.id().text())
                .or(() -> job.map(JobId::text))
                .orElse("");
        session.output().note(session.words().get("cli.job.goes-on"));
        session.output()
                .rawNote(session.words().get("cli.job.come-back", target, id).stripTrailing());
    }
}
