package app.greenroom.cli.job;

import app.greenroom.cli.report.JobPrinter;
import app.greenroom.cli.session.Document;
import app.greenroom.cli.session.ExitStatus;
import app.greenroom.cli.session.Session;
import app.greenroom.cli.session.TargetCommand;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.instance.Severity;
import app.greenroom.domain.job.JobState;
import app.greenroom.domain.job.JobSummary;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** Lists the jobs of an instance. */
@Command(name = "jobs")
public final class JobsCommand extends TargetCommand {
    private static final int INDENT = 4;

    public JobsCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitStatus run() throws OperationFailedException {
        readSecrets();
        List<JobSummary> jobs = on(context -> session.operations().jobs().list(name, context));
        document.set("jobs", Document.list(jobs, this::json));
        if (jobs.isEmpty()) {
            output().text(0, word("cli.jobs.none", name));
        }
        jobs.forEach(this::print);
        return ExitStatus.DONE;
    }

    private void print(JobSummary job) {
        JobState state = job.state();
        output().line(word(
                "cli.jobs.head",
                output().sign(severity(state)),
                output().bold(job.plan().id().text()),
                words().jobs().state(state)));
        output().text(
                        INDENT,
                        word(
                                "cli.jobs.what",
                                words().jobs().title(job.plan()),
                                words().amounts().age(job.plan().created(), session.now()),
                                job.plan().by()));
        if (!state.ended() || state == JobState.UNDONE_UNHEALTHY || session.verbose()) {
            output().text(INDENT, words().jobs().advice(state));
            JobPrinter.next(session, job.plan(), state).forEach(each -> output().line(" ".repeat(INDENT) + each));
        }
    }

    private static Severity severity(JobState state) {
        return switch (ExitStatus.of(state)) {
            case DONE -> Severity.OK;
            case NEEDS_HANDS -> Severity.PROBLEM;
            default -> Severity.ATTENTION;
        };
    }

    private Map<String, @Nullable Object> json(JobSummary job) {
        return Document.of(
                "id", job.plan().id().text(),
                "kind", job.plan().kind().name(),
                "target", job.plan().target(),
                "created", job.plan().created().toString(),
                "by", job.plan().by(),
                "summary", new TreeMap<>(job.plan().summary()),
                "state", job.state().word(),
                "sentence", words().jobs().state(job.state()),
                "advice", words().jobs().advice(job.state()),
                "last",
                        job.last()
                                .map(event -> words().jobs().event(job.plan(), event))
                                .orElse(null));
    }

    @Override
    protected boolean looks() {
        return true;
    }
}
