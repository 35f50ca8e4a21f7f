package app.greenroom.cli.report;

import app.greenroom.cli.session.Document;
import app.greenroom.cli.session.Output;
import app.greenroom.cli.session.Printable;
import app.greenroom.cli.session.Session;
import app.greenroom.cli.session.Ticking;
import app.greenroom.cli.session.Words;
import app.greenroom.domain.instance.Severity;
import app.greenroom.domain.job.JobEvent;
import app.greenroom.domain.job.JobListener;
import app.greenroom.domain.job.JobPlan;
import app.greenroom.domain.job.JobPlan.Phase;
import app.greenroom.domain.job.JobPlan.Step;
import app.greenroom.domain.job.JobState;
import app.greenroom.domain.upgrade.BrokenPlugin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Prints what happens in a job: a line for each step with the time it took, what visitors see when that changes, and of
 * a step that fails what it said last. Events come on one thread; only the ticking comes from another.
 */
public final class JobPrinter implements JobListener {
    private static final int LAST_LINES = 12;
    /** Characters; a step that never ends its line would fill this computer's memory. */
    private static final int LONGEST_LINE = 4_000;

    private final Session session;
    private final Words words;
    private final Output output;
    private final Deque<String> lastLines = new ArrayDeque<>();
    private final StringBuilder unfinished = new StringBuilder();
    private final List<Object> outcomes = new ArrayList<>();
    private @Nullable JobPlan plan;
    private volatile @Nullable Running running;
    private @Nullable Instant closed;
    private @Nullable Duration closedFor;
    private @Nullable BrokenPlugin broken;

    public JobPrinter(Session session) {
        this.session = session;
        this.words = session.words();
        this.output = session.output();
    }

    /** The plan, once it is known. */
    public Optional<JobPlan> plan() {
        return Optional.ofNullable(plan);
    }

    /** Takes the plan, before any event. */
    public void planned(JobPlan told) {
        plan = told;
        outcomes.clear();
        lastLines.clear();
        unfinished.setLength(0);
        closed = null;
        closedFor = null;
        broken = null;
        output.line(output.bold(words.get("cli.job.head", words.jobs().title(told), told.target())));
        output.line(
                words.get("cli.job.begun", told.id(), words.amounts().age(told.created(), session.now()), told.by()));
    }

    @Override
    public void event(JobEvent event) {
        Optional<Step> step = plan().map(JobPlan::steps)
                .filter(steps -> event.step() >= 0 && event.step() < steps.size())
                .map(steps -> steps.get(event.step()));
        switch (event.kind()) {
            case STEP_BEGUN -> begun(event, step.orElseThrow());
            case STEP_DONE -> done(event, step.orElseThrow());
            case STEP_FAILED, STEP_ENDED -> failed(event);
            case STEP_UNDO_BEGUN -> running = new Running(label(event), words.get("cli.job.undoing"), event.at());
            case STEP_UNDONE -> undone(event);
            case STEP_UNDO_FAILED -> failed(event);
            case GATE -> gate(event);
            case STEP_SKIPPED -> skipped(event);
            case SILENT, WAITING, TAKEN_OVER, STOP_ASKED, UNDO_BEGUN -> line(Severity.ATTENTION, event);
            case JOB_BEGUN, JOB_ENDED -> running = null;
        }
    }

    private void begun(JobEvent event, Step step) {
        forget();
        if (step.phase() == Phase.WINDOW && closed == null) {
            closed = event.at();
            output.text(0, words.get("cli.job.closed"));
        }
        running = new Running(label(event), words.jobs().title(step), event.at());
        if (!session.terminal().rewritable()) {
            output.rawNote(words.get("cli.job.begin", label(event), words.jobs().title(step)));
        }
        tick();
    }

    private void done(JobEvent event, Step step) {
        Duration took = Optional.ofNullable(running)
                .map(each -> Duration.between(each.began(), event.at()))
                .orElse(Duration.ZERO);
        running = null;
        outcomes.add(Document.of(
                "name", step.name(),
                "title", words.jobs().title(step),
                "phase", step.phase().name(),
                "result", "done",
                "seconds", took.toMillis() / 1000.0));
        output.line(words.get(
                "cli.job.done",
                output.sign(Severity.OK),
                label(event),
                words.jobs().title(step),
                words.amounts().clock(took)));
        boolean last = plan().map(JobPlan::steps).orElse(List.of()).stream()
                .skip(event.step() + 1L)
                .noneMatch(each -> each.phase() == Phase.WINDOW);
        if (step.phase() == Phase.WINDOW && last) {
            opened(event);
        }
    }

    private void skipped(JobEvent event) {
        running = null;
        line(Severity.OK, event);
        forget();
    }

    private void undone(JobEvent event) {
        running = null;
        line(Severity.OK, event);
        List<Step> steps = plan().map(JobPlan::steps).orElse(List.of());
        boolean first = event.step() >= 0
                && steps.stream().limit(event.step()).noneMatch(each -> each.phase() == Phase.WINDOW)
                && steps.get(event.step()).phase() == Phase.WINDOW;
        if (first) {
            opened(event);
        }
        forget();
    }

    /** The site answers visitors again. */
    private void opened(JobEvent event) {
        Instant since = closed;
        if (since != null && closedFor == null) {
            closedFor = Duration.between(since, event.at());
            output.text(0, words.get("cli.job.opened", words.amounts().duration(closedFor)));
        }
    }

    private void failed(JobEvent event) {
        running = null;
        flush();
        outcomes.add(Document.of(
                "step", event.step(),
                "result", event.kind().name(),
                "exitStatus", event.exitStatus().orElse(null),
                "sentence", words.jobs().event(plan().orElseThrow(), event),
                "lastLines", new ArrayList<>(lastLines)));
        line(Severity.PROBLEM, event);
        sayLast();
        forget();
    }

    /** The last words of a step, which often say why; told already if everything is. */
    private void sayLast() {
        if (!session.verbose()) {
            lastLines.forEach(each -> output.line(words.get("cli.job.said", each)));
        }
    }

    private void gate(JobEvent event) {
        flush();
        boolean healthy = event.exitStatus().filter(status -> status == 0).isPresent();
        line(healthy ? Severity.OK : Severity.PROBLEM, event);
        if (!healthy) {
            sayLast();
        }
        forget();
    }

    private void line(Severity severity, JobEvent event) {
        output.labelled(output.sign(severity) + " ", 2, words.jobs().event(plan().orElseThrow(), event));
    }

    private String label(JobEvent event) {
        int steps = plan().map(each -> each.steps().size()).orElse(0);
        String number = String.valueOf(event.step() + 1);
        String all = String.valueOf(steps);
        return "[" + " ".repeat(Math.max(0, all.length() - number.length())) + number + "/" + all + "]";
    }

    @Override
    public void output(int step, String text) {
        unfinished.append(text);
        int end;
        while ((end = unfinished.indexOf("\n")) >= 0) {
            said(unfinished.substring(0, end));
            unfinished.delete(0, end + 1);
        }
        if (unfinished.length() > LONGEST_LINE) {
            flush();
        }
    }

    private void said(String line) {
        String whole = Printable.line(line);
        String clean = whole.length() > LONGEST_LINE ? whole.substring(0, LONGEST_LINE) + "…" : whole;
        if (clean.isBlank()) {
            return;
        }
        BrokenPlugin.in(clean).ifPresent(found -> broken = found);
        if (lastLines.size() == LAST_LINES) {
            lastLines.removeFirst();
        }
        lastLines.add(clean);
        if (session.verbose()) {
            output.line(words.get("cli.job.said", clean));
        }
    }

    /** A last line without an end counts, too: it often is the one that says why. */
    private void flush() {
        if (!unfinished.isEmpty()) {
            said(unfinished.toString());
            unfinished.setLength(0);
        }
    }

    private void forget() {
        flush();
        lastLines.clear();
    }

    @Override
    public void connection(boolean connected) {
        output.note(words.get(connected ? "cli.job.connected" : "cli.job.lost"));
    }

    /** Says how the job ended. */
    public void end(JobState state) {
        JobPlan known = plan().orElseThrow();
        String from = known.summary().getOrDefault("from", "");
        String to = known.summary().getOrDefault("to", "");
        boolean upgrade = known.kind() == JobPlan.JobKind.UPGRADE && !to.isEmpty();
        output.line("");
        if (upgrade && state == JobState.DONE) {
            output.text(0, output.bold(words.get("cli.job.upgraded", known.target(), to)));
        } else {
            output.text(
                    0,
                    output.bold(words.jobs().state(state)) + ". " + words.jobs().advice(state));
        }
        output.text(0, words.system().remark(known, state));
        if (upgrade && state == JobState.UNDONE) {
            output.text(0, words.get("cli.job.as-before", known.target(), from));
        }
        BrokenPlugin plugin = broken;
        if (upgrade && plugin != null && state != JobState.DONE) {
            output.text(0, words.get("cli.job.broken-plugin", plugin.name(), plugin.version(), plugin.pretalx()));
            output.line(words.get("cli.job.without", known.target(), to, plugin.name()));
        }
        Duration outage = closedFor;
        if (outage != null) {
            output.text(0, words.get("cli.job.outage", words.amounts().duration(outage)));
        }
        next(session, known, state).forEach(output::line);
    }

    /** The commands that help in a state; none where there is nothing to do. */
    public static List<String> next(Session session, JobPlan plan, JobState state) {
        String key = "cli.job.next." + state.word();
        return session.words().messages().has(key)
                ? session.words().get(key, plan.target(), plan.id()).lines().toList()
                : List.of();
    }

    /** The outcome of each step so far. */
    public List<Object> json() {
        return List.copyOf(outcomes);
    }

    private void tick() {
        Running now = running;
        if (now != null) {
            Duration since = Duration.between(now.began(), session.now());
            session.progress()
                    .show(words.get(
                            "cli.job.running",
                            now.label(),
                            now.title(),
                            words.amounts().clock(since)));
        }
    }

    /** Keeps the time beside the running step moving, on a terminal. */
    public Ticking ticking() {
        return new Ticking(session.terminal().rewritable() ? this::tick : null);
    }

    private record Running(String label, String title, Instant began) {}
}
