package app.greenroom.viewmodel.restore;

import app.greenroom.domain.instance.InstanceFacts.Counts;
import app.greenroom.domain.job.JobPlan.Phase;
import app.greenroom.domain.job.JobPlan.Step;
import app.greenroom.domain.restore.RestoreNote;
import app.greenroom.domain.restore.RestorePlan;
import app.greenroom.domain.upgrade.PreflightNote.Level;
import app.greenroom.text.JobText;
import app.greenroom.text.RestoreText;
import app.greenroom.viewmodel.Figure;
import app.greenroom.viewmodel.Tone;
import app.greenroom.viewmodel.Words;
import app.greenroom.viewmodel.walk.PlannedJob;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A restore as it is shown before anything is done: what happens, what would be lost since, how we go back. */
public final class RestorePlanViewModel implements PlannedJob {
    private final RestorePlan plan;
    private final Words words;
    private final String taken;
    private final RestoreText restoreText;
    private final JobText jobText;

    RestorePlanViewModel(RestorePlan plan, Words words, Instant now) {
        this.plan = plan;
        this.words = words;
        this.taken = words.moment(plan.snapshot().taken(), now);
        this.restoreText = new RestoreText(words.messages());
        this.jobText = new JobText(words.messages());
    }

    RestorePlan plan() {
        return plan;
    }

    String taken() {
        return taken;
    }

    @Override
    public String headline() {
        String what = plan.request().mediaPaths().isEmpty()
                ? plan.request().whole()
                        ? words.get("view.restore.what.EVERYTHING")
                        : restoreText.parts(plan.request().parts())
                : words.get("view.restore.paths", plan.request().mediaPaths().size());
        return words.get("view.restore.plan.headline", taken, plan.target().toString(), what);
    }

    @Override
    public String sentence() {
        long blockers = count(Level.BLOCKER);
        long warnings = count(Level.WARNING);
        if (blockers > 0) {
            return words.get("view.plan.blocked", blockers);
        }
        return warnings > 0 ? words.get("view.plan.warned", warnings) : words.get("view.plan.ready");
    }

    private long count(Level level) {
        return plan.notes().stream().filter(note -> note.level() == level).count();
    }

    @Override
    public Tone tone() {
        if (plan.blocked()) {
            return Tone.PROBLEM;
        }
        return count(Level.WARNING) > 0 ? Tone.ATTENTION : Tone.OK;
    }

    @Override
    public String startLabel() {
        return words.get("view.restore.start");
    }

    @Override
    public List<Figure> figures() {
        return List.of(
                new Figure(words.get("view.restore.since"), since(), sinceNote(), Tone.OK),
                new Figure(
                        words.get("view.restore.upload"),
                        words.amounts().size(plan.uploadBytes()),
                        words.get("view.restore.uploadNote", plan.uploadFiles()),
                        Tone.OK),
                new Figure(
                        words.get("view.plan.window"),
                        plan.closesTheSite() ? duration(plan.window()) : words.get("view.restore.noWindow"),
                        words.get(plan.closesTheSite() ? "view.plan.windowNote" : "view.restore.noWindowNote"),
                        Tone.OK),
                new Figure(
                        words.get("view.plan.disk"),
                        words.amounts().size(plan.diskBytes()),
                        words.get("view.restore.diskNote"),
                        Tone.OK));
    }

    private String duration(Duration duration) {
        return duration.isZero() ? words.get("view.unknown") : words.amounts().duration(duration);
    }

    /** What the site has now and the snapshot has not. */
    private String since() {
        Optional<Counts> now = plan.changes().now();
        Optional<Counts> then = plan.changes().then();
        if (now.isEmpty() || then.isEmpty()) {
            return words.get("view.unknown");
        }
        List<String> parts = new ArrayList<>();
        part(parts, "proposals", now.get().proposals() - then.get().proposals());
        part(parts, "users", now.get().users() - then.get().users());
        part(parts, "events", now.get().events() - then.get().events());
        return parts.isEmpty() ? words.get("view.restore.since.same") : String.join(", ", parts);
    }

    private void part(List<String> parts, String what, long by) {
        if (by != 0) {
            parts.add(words.get("view.changes." + what, (by > 0 ? "+" : "−") + Math.abs(by), Math.abs(by)));
        }
    }

    private String sinceNote() {
        return words.get(
                "view.restore.sinceNote",
                plan.changes().mediaBack(),
                plan.changes().mediaAside());
    }

    @Override
    public List<Note> notes() {
        return plan.notes().stream()
                .sorted(Comparator.comparing(RestoreNote::level))
                .map(note -> new Note(
                        tone(note.level()), restoreText.level(note.level()), restoreText.sentence(note), advice(note)))
                .toList();
    }

    /** Where the command line names an option, the window names what to tick. */
    private String advice(RestoreNote note) {
        String here = "view.restore.advice." + note.code();
        return words.messages().has(here) ? words.get(here) : restoreText.advice(note);
    }

    private static Tone tone(Level level) {
        return switch (level) {
            case BLOCKER -> Tone.PROBLEM;
            case WARNING -> Tone.ATTENTION;
            case INFO -> Tone.INFO;
        };
    }

    @Override
    public List<PlannedStep> steps(Phase phase) {
        List<PlannedStep> steps = plan.steps().stream()
                .filter(step -> step.phase() == phase)
                .map(this::step)
                .collect(Collectors.toList());
        if (phase == Phase.BEFORE) {
            steps.addFirst(new PlannedStep(words.get("view.restore.firstStep"), ""));
        }
        return steps;
    }

    private PlannedStep step(Step step) {
        return new PlannedStep(
                jobText.title(step),
                step.usual().isZero()
                        ? ""
                        : words.get("view.step.usually", words.amounts().clock(step.usual())));
    }

    @Override
    public String back() {
        return words.get(plan.closesTheSite() ? "view.restore.plan.back" : "view.restore.plan.backOpen");
    }

    @Override
    public boolean blocked() {
        return plan.blocked();
    }
}
