package app.greenroom.cli.job;

import app.greenroom.cli.session.Document;
import app.greenroom.cli.session.ExitStatus;
import app.greenroom.cli.session.Session;
import app.greenroom.cli.session.TargetCommand;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.job.JobPlan.Step;
import app.greenroom.domain.job.JobSummary;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** What was done to an instance: who, when, from, to, how long, each step with its time, where its log is. */
@Command(name = "history")
public final class HistoryCommand extends TargetCommand {
    private static final int INDENT = 4;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    public HistoryCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitStatus run() throws OperationFailedException {
        readSecrets();
        List<JobSummary> jobs = on(context -> session.operations().jobs().list(name, context));
        document.set("history", Document.list(jobs, this::json));
        if (jobs.isEmpty()) {
            output().text(0, word("cli.jobs.none", name));
        }
        jobs.forEach(this::print);
        return ExitStatus.DONE;
    }

    private void print(JobSummary job) {
        Instant began = job.times().began().orElse(job.plan().created());
        output().line(word(
                "cli.history.head",
                TIME.format(began.atZone(session.clock().getZone())),
                output().bold(words().jobs().title(job.plan())),
                words().jobs().state(job.state())));
        output().text(INDENT, word("cli.history.by", job.plan().by()));
        took(job)
                .ifPresent(time -> output().text(
                                INDENT,
                                word("cli.history.took", words().amounts().duration(time))));
        job.times()
                .closed()
                .filter(time -> !time.isZero())
                .ifPresent(time -> output().text(
                                INDENT,
                                word("cli.history.closed", words().amounts().duration(time))));
        List<Step> steps = job.plan().steps();
        new TreeMap<>(job.times().steps())
                .forEach((index, time) -> output().line(word(
                        "cli.history.step",
                        words().amounts().clock(time),
                        words().jobs().title(steps.get(index)))));
        job.times().kept().forEach(each -> output().text(INDENT, word("cli.history.kept", each)));
        output().line(word(
                "cli.history.log", job.plan().target(), job.plan().id().text()));
    }

    private static Optional<Duration> took(JobSummary job) {
        return job.times().began().flatMap(began -> job.times().ended().map(ended -> Duration.between(began, ended)));
    }

    private Map<String, @Nullable Object> json(JobSummary job) {
        List<Step> steps = job.plan().steps();
        return Document.of(
                "id", job.plan().id().text(),
                "kind", job.plan().kind().name(),
                "by", job.plan().by(),
                "summary", new TreeMap<>(job.plan().summary()),
                "state", job.state().word(),
                "began", job.times().began().map(Instant::toString).orElse(null),
                "ended", job.times().ended().map(Instant::toString).orElse(null),
                "closedSeconds",
                        job.times().closed().map(HistoryCommand::seconds).orElse(null),
                "steps",
                        Document.list(
                                List.copyOf(new TreeMap<>(job.times().steps()).entrySet()),
                                step -> Document.of(
                                        "name", steps.get(step.getKey()).name(),
                                        "title", words().jobs().title(steps.get(step.getKey())),
                                        "seconds", seconds(step.getValue()))),
                "kept", job.times().kept());
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }

    @Override
    protected boolean looks() {
        return true;
    }
}
