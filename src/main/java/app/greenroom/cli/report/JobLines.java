package app.greenroom.cli.report;

import app.greenroom.cli.session.Document;
import app.greenroom.cli.session.ExitStatus;
import app.greenroom.cli.session.Session;
import app.greenroom.domain.job.JobEvent;
import app.greenroom.domain.job.JobListener;
import app.greenroom.domain.job.JobPlan;
import app.greenroom.domain.job.JobState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Prints what happens in a job as JSON Lines: plan, events, output, connection, and at last the end. */
public final class JobLines implements JobListener {
    private final Session session;
    private @Nullable JobPlan plan;

    public JobLines(Session session) {
        this.session = session;
    }

    public Optional<JobPlan> plan() {
        return Optional.ofNullable(plan);
    }

    public void planned(JobPlan told) {
        plan = told;
        print(
                "plan",
                Document.of(
                        "job", told.id().text(),
                        "kind", told.kind().name(),
                        "target", told.target(),
                        "created", told.created().toString(),
                        "by", told.by(),
                        "summary", new TreeMap<>(told.summary()),
                        "steps",
                                Document.list(
                                        told.steps(),
                                        step -> Document.of(
                                                "name", step.name(),
                                                "title", session.words().jobs().title(step),
                                                "phase", step.phase().name()))));
    }

    @Override
    public void event(JobEvent event) {
        print(
                "event",
                Document.of(
                        "number", event.number(),
                        "at", event.at().toString(),
                        "kind", event.kind().name(),
                        "step", event.step(),
                        "exitStatus", event.exitStatus().orElse(null),
                        "detail", event.detail(),
                        "sentence",
                                plan().map(known -> session.words().jobs().event(known, event))
                                        .orElse("")));
    }

    @Override
    public void output(int step, String text) {
        print("output", Document.of("step", step, "text", text));
    }

    @Override
    public void connection(boolean connected) {
        print("connection", Document.of("connected", connected));
    }

    /** The last line of a job that ended. */
    public void end(JobState state) {
        print(
                "end",
                Document.of(
                        "state", state.word(),
                        "exit", ExitStatus.of(state).number(),
                        "sentence", session.words().jobs().state(state),
                        "advice", session.words().jobs().advice(state)));
    }

    /** The last line where the job could not be followed to its end. */
    public void left(ExitStatus status, Optional<Map<String, @Nullable Object>> failure) {
        print("left", Document.of("exit", status.number(), "failure", failure.orElse(null)));
    }

    private void print(String type, Map<String, @Nullable Object> fields) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("schema", Document.SCHEMA);
        line.put("type", type);
        line.putAll(fields);
        session.output().raw(Document.line(line));
    }
}
