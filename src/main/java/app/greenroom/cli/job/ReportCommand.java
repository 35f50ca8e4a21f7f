package app.greenroom.cli.job;

import app.greenroom.cli.report.JobLines;
import app.greenroom.cli.session.ExitStatus;
import app.greenroom.cli.session.Session;
import app.greenroom.cli.session.TargetCommand;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.job.JobEvent;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.job.JobListener;
import app.greenroom.domain.job.JobPlan;
import app.greenroom.domain.job.JobState;
import app.greenroom.domain.job.JobSummary;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.text.Redacting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** All that a job that does not run any more said, without what names people and machines, to be shown to others. */
@Command(name = "report")
public final class ReportCommand extends TargetCommand {
    @Parameters(index = "1", arity = "0..1", paramLabel = "JOB", descriptionKey = "JOB")
    @Nullable
    JobId job;

    public ReportCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitStatus run() throws OperationFailedException {
        readSecrets();
        JobSummary summary = chosen(on(context -> session.operations().jobs().list(name, context)));
        if (summary.state() == JobState.RUNNING) {
            throw new OperationFailedException(
                    FailureReason.JOB_STATE, "it still runs", words().jobs().state(summary.state()));
        }
        Collected said = new Collected();
        JobState state = on(context -> {
            said.clear();
            return session.operations()
                    .jobs()
                    .follow(name, Optional.of(summary.plan().id()), said::planned, said, context);
        });
        String text = new Redacting(names(summary.plan())).apply(said.text(state));
        document.set("report", text);
        output().line(text);
        output().note(word("cli.report.read"));
        return ExitStatus.DONE;
    }

    private JobSummary chosen(List<JobSummary> jobs) throws OperationFailedException {
        if (jobs.isEmpty()) {
            throw new OperationFailedException(FailureReason.JOB_NONE, "no job", name.toString());
        }
        JobId wanted = job;
        if (wanted == null) {
            return jobs.getFirst();
        }
        return jobs.stream()
                .filter(each -> each.plan().id().equals(wanted))
                .findFirst()
                .orElseThrow(
                        () -> new OperationFailedException(FailureReason.JOB_UNKNOWN, "not listed", wanted.text()));
    }

    private List<String> names(JobPlan plan) throws OperationFailedException {
        ServerProfile profile = session.operations().servers().require(name.server());
        List<String> names = new ArrayList<>(List.of(profile.name(), profile.host(), plan.by(), plan.target()));
        if (!profile.user().equals("root")) {
            names.add(profile.user());
        }
        names.addAll(List.of(plan.by().split("\\s+(?:on\\s+)?|@", -1)));
        names.remove("this");
        names.remove("computer");
        return names;
    }

    @Override
    protected boolean looks() {
        return true;
    }

    /** Everything, in the order in which it was said. */
    private final class Collected implements JobListener {
        private final List<String> lines = new ArrayList<>();
        private Optional<JobPlan> plan = Optional.empty();

        void clear() {
            lines.clear();
        }

        void planned(JobPlan told) {
            plan = Optional.of(told);
            lines.add(JobLines.title(words(), told) + " (" + told.id().text() + ")");
        }

        @Override
        public void event(JobEvent event) {
            String sentence =
                    plan.map(known -> words().jobs().event(known, event)).orElse("");
            lines.add(event.at() + " " + sentence + (event.detail().isEmpty() ? "" : " [" + event.detail() + "]"));
        }

        @Override
        public void output(int step, String text) {
            text.lines().forEach(line -> lines.add("    " + line));
        }

        @Override
        public void connection(boolean connected) {
            // how it was read does not matter to the reader
        }

        String text(JobState state) {
            return String.join("\n", lines) + "\n" + words().jobs().state(state);
        }
    }
}
