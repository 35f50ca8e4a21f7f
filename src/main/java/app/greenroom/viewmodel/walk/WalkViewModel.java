package app.greenroom.viewmodel.walk;

import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.job.JobEvent;
import app.greenroom.domain.job.JobPlan;
import app.greenroom.domain.job.JobPlan.Phase;
import app.greenroom.domain.job.JobState;
import app.greenroom.domain.upgrade.BrokenPlugin;
import app.greenroom.task.Progress;
import app.greenroom.text.JobText;
import app.greenroom.viewmodel.Tone;
import app.greenroom.viewmodel.Workbench;
import app.greenroom.viewmodel.activity.ProgressMeter;
import app.greenroom.viewmodel.walk.WalkState.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** A running or ended job: its steps, and where it stands. Changed on the UI thread only. */
public final class WalkViewModel implements JobFeed.Walk {
    private static final int LONGEST_LINE = 10_000;

    private final String kind;
    private final Workbench bench;
    private final Duration clockOffset;
    private final JobText jobText;
    private final WalkWords walkWords;
    private final ObservableList<StepViewModel> steps = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<WalkState> state = new ReadOnlyObjectWrapper<>(WalkState.of(Stage.RUNNING));
    private final ReadOnlyObjectWrapper<WalkReport> report = new ReadOnlyObjectWrapper<>(WalkReport.EMPTY);
    private final ReadOnlyBooleanWrapper connected = new ReadOnlyBooleanWrapper(true);
    private final ObjectProperty<Optional<StepViewModel>> chosen = new SimpleObjectProperty<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<BrokenPlugin>> broken = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final StringBuilder lineSoFar = new StringBuilder();
    private final ProgressMeter meter = new ProgressMeter();
    private final ReadOnlyBooleanWrapper endable = new ReadOnlyBooleanWrapper(false);
    private boolean followsSteps = true;
    private int before;
    private String from;
    private String to;
    private Optional<Instant> windowSince = Optional.empty();

    /**
     * A walk.
     *
     * @param kind beginning of the keys of its words, such as {@code view.upgrade}
     * @param from what it leaves, in words
     * @param to what it goes to, in words
     * @param clockOffset the server's clock minus this computer's
     */
    WalkViewModel(String kind, String from, String to, Duration clockOffset, Workbench bench) {
        this.kind = kind;
        this.from = from;
        this.to = to;
        this.clockOffset = clockOffset;
        this.bench = bench;
        this.jobText = new JobText(bench.words().messages());
        this.walkWords = new WalkWords(kind, bench.words());
        refresh();
    }

    /** Begins with what this computer does before the job, the planned steps to come after it. */
    void prepare(List<JobPlan.Step> planned) {
        StepViewModel first = new StepViewModel(
                bench.words().get(kind + ".firstStep"),
                Phase.BEFORE,
                Duration.ZERO,
                false,
                bench.words(),
                bench.pulse());
        steps.setAll(first);
        before = 1;
        addAll(planned);
        first.begin(bench.pulse().exactly());
        choose(first);
        state.set(WalkState.of(Stage.PREPARING));
        refresh();
    }

    void preparing(Progress progress) {
        meter.accept(progress, bench.pulse().exactly());
        steps.getFirst().remark(meter.line(bench.words()));
        refresh();
    }

    void prepared() {
        steps.getFirst().end(Tone.OK, "", bench.pulse().exactly());
        state.set(WalkState.of(Stage.RUNNING));
        refresh();
    }

    private void addAll(List<JobPlan.Step> planned) {
        for (JobPlan.Step step : planned) {
            steps.add(new StepViewModel(
                    jobText.title(step), step.phase(), step.usual(), step.endable(), bench.words(), bench.pulse()));
        }
    }

    @Override
    public void planned(JobPlan plan) {
        from = plan.summary().getOrDefault("from", from);
        to = goal(plan);
        if (steps.size() != before + plan.steps().size()) {
            steps.remove(before, steps.size());
            addAll(plan.steps());
        }
        refresh();
    }

    /** A restore goes to a snapshot, everything else to a version. */
    private String goal(JobPlan plan) {
        String snapshot = plan.summary().getOrDefault("snapshot", "");
        return SnapshotId.isSnapshotId(snapshot)
                ? bench.words()
                        .moment(new SnapshotId(snapshot).taken(), bench.pulse().now())
                : plan.summary().getOrDefault("to", to);
    }

    @Override
    public void event(JobEvent event) {
        Instant at = event.at().minus(clockOffset);
        if (event.step() >= 0 && before + event.step() < steps.size()) {
            stepEvent(steps.get(before + event.step()), event, at);
        }
        switch (event.kind()) {
            case STOP_ASKED -> state.set(WalkState.of(Stage.STOPPING));
            case UNDO_BEGUN -> state.set(WalkState.of(Stage.UNDOING));
            case TAKEN_OVER -> state.set(WalkState.of(Stage.RUNNING));
            default -> {}
        }
        refresh();
    }

    private void stepEvent(StepViewModel step, JobEvent event, Instant at) {
        switch (event.kind()) {
            case STEP_BEGUN -> {
                step.begin(at);
                if (step.phase() == Phase.WINDOW && windowSince.isEmpty()) {
                    windowSince = Optional.of(at);
                }
                choose(step);
            }
            case STEP_DONE -> step.end(Tone.OK, "", at);
            case STEP_SKIPPED -> step.end(Tone.OK, bench.words().get("view.step.skipped"), at);
            case STEP_FAILED -> step.fail(walkWords.failed(event), at);
            case STEP_ENDED -> step.fail(bench.words().get("view.step.ended"), at);
            case STEP_UNDO_BEGUN -> {
                step.become(Tone.RUNNING, bench.words().get("view.step.undoing"));
                choose(step);
            }
            case STEP_UNDONE -> step.undone(bench.words().get("view.step.undone"));
            case STEP_UNDO_FAILED -> step.become(Tone.PROBLEM, bench.words().get("view.step.undoFailed"));
            case SILENT -> step.remark(bench.words().get("view.step.silent"));
            default -> {}
        }
    }

    @Override
    public void output(int step, String text) {
        if (step >= 0 && before + step < steps.size()) {
            steps.get(before + step).log().append(text);
            lineSoFar.append(text);
            lookForBrokenPlugin();
        }
    }

    private void lookForBrokenPlugin() {
        int end;
        while ((end = lineSoFar.indexOf("\n")) >= 0) {
            BrokenPlugin.in(lineSoFar.substring(0, end)).ifPresent(found -> broken.set(Optional.of(found)));
            lineSoFar.delete(0, end + 1);
        }
        if (lineSoFar.length() > LONGEST_LINE) {
            lineSoFar.setLength(0);
        }
    }

    @Override
    public void connection(boolean now) {
        connected.set(now);
        refresh();
    }

    void ended(JobState outcome) {
        connected.set(true);
        state.set(WalkState.ended(outcome));
        steps.stream().filter(StepViewModel::hasFailed).findFirst().ifPresent(this::choose);
        refresh();
    }

    void unwatched() {
        state.set(WalkState.of(Stage.UNWATCHED));
        refresh();
    }

    /** Shows the step that is under way, unless the user looks at another one. */
    private void choose(StepViewModel step) {
        if (followsSteps) {
            chosen.set(Optional.of(step));
        }
    }

    /** Shows the output of a step until the user goes back to the one that is under way. */
    public void look(StepViewModel step) {
        followsSteps = step.toneProperty().get() == Tone.RUNNING;
        chosen.set(Optional.of(step));
    }

    /** Brings times and sentences up to now; called at every beat of the pulse. */
    public void refresh() {
        steps.forEach(StepViewModel::refresh);
        Stage stage = state.get().stage();
        endable.set((stage == Stage.RUNNING || stage == Stage.STOPPING)
                && current().filter(StepViewModel::endable).isPresent());
        report.set(walkWords.report(new WalkWords.Situation(
                from,
                to,
                state.get(),
                List.copyOf(steps),
                connected.get(),
                windowSince,
                bench.pulse().now())));
    }

    /** The walk in plain text, for a message to somebody who helps. */
    String asText() {
        return walkWords.asText(report.get(), steps);
    }

    Optional<StepViewModel> current() {
        return steps.stream()
                .filter(step -> step.toneProperty().get() == Tone.RUNNING)
                .findFirst();
    }

    /** The steps in order. */
    public ObservableList<StepViewModel> steps() {
        return steps;
    }

    /** Where it stands. */
    public ReadOnlyObjectProperty<WalkState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** Where it stands, in words. */
    public ReadOnlyObjectProperty<WalkReport> reportProperty() {
        return report.getReadOnlyProperty();
    }

    /** The plugin that made a step fail, if one did. */
    public ReadOnlyObjectProperty<Optional<BrokenPlugin>> brokenPluginProperty() {
        return broken.getReadOnlyProperty();
    }

    /** Whether the step that runs may be ended now. */
    public ReadOnlyBooleanProperty endableProperty() {
        return endable.getReadOnlyProperty();
    }

    /** Whether progress is seen. */
    public ReadOnlyBooleanProperty connectedProperty() {
        return connected.getReadOnlyProperty();
    }

    /** The step whose output is shown. */
    public ObjectProperty<Optional<StepViewModel>> chosenProperty() {
        return chosen;
    }
}
