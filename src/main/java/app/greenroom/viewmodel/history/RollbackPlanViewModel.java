package app.greenroom.viewmodel.history;

import app.greenroom.domain.job.JobPlan.Phase;
import app.greenroom.domain.rollback.RollbackNote;
import app.greenroom.domain.rollback.RollbackPlan;
import app.greenroom.text.RollbackText;
import app.greenroom.viewmodel.Figure;
import app.greenroom.viewmodel.Tone;
import app.greenroom.viewmodel.Words;
import app.greenroom.viewmodel.walk.PlanWords;
import app.greenroom.viewmodel.walk.PlannedJob;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** A way back as it is shown before anything is done: to what, what came since, how one gets back here. */
public final class RollbackPlanViewModel implements PlannedJob {
    private final RollbackPlan plan;
    private final Words words;
    private final Instant now;
    private final RollbackText text;
    private final PlanWords common;

    RollbackPlanViewModel(RollbackPlan plan, Words words, Instant now) {
        this.plan = plan;
        this.words = words;
        this.now = now;
        this.text = new RollbackText(words.messages());
        this.common = new PlanWords(
                words, plan.notes().stream().map(RollbackNote::level).toList(), plan.steps());
    }

    RollbackPlan plan() {
        return plan;
    }

    /** What came since, in one sentence. */
    String came() {
        List<String> came = text.since(plan.since());
        return came.isEmpty()
                ? words.get("view.rollback.since.nothing")
                : words.get("view.rollback.since.came", String.join(", ", came));
    }

    @Override
    public String headline() {
        return words.get("view.rollback.headline", plan.from(), plan.to());
    }

    @Override
    public String sentence() {
        return common.sentence();
    }

    @Override
    public Tone tone() {
        return common.tone(plan.blocked());
    }

    @Override
    public String startLabel() {
        return words.get("view.rollback.start");
    }

    @Override
    public List<Figure> figures() {
        long rows =
                plan.since().rows().values().stream().mapToLong(Long::longValue).sum();
        return List.of(
                new Figure(
                        words.get("view.rollback.open"),
                        plan.since()
                                .opened()
                                .map(opened -> Duration.between(opened, now))
                                .filter(Duration::isPositive)
                                .map(words.amounts()::duration)
                                .orElse(words.get("view.unknown")),
                        words.get("view.rollback.openNote", plan.from()),
                        Tone.OK),
                new Figure(
                        words.get("view.rollback.since"),
                        plan.since().any()
                                ? words.get(
                                        "view.rollback.since.number",
                                        rows + plan.since().files())
                                : words.get("view.rollback.since.none"),
                        words.get("view.rollback.sinceNote"),
                        plan.since().any() ? Tone.ATTENTION : Tone.OK),
                new Figure(
                        words.get("view.plan.window"),
                        plan.window().isZero()
                                ? words.get("view.unknown")
                                : words.get("view.plan.about", words.amounts().duration(plan.window())),
                        words.get("view.plan.windowNote"),
                        Tone.OK));
    }

    @Override
    public List<Note> notes() {
        return plan.notes().stream()
                .sorted(Comparator.comparing(RollbackNote::level))
                .map(note -> new Note(
                        PlanWords.tone(note.level()),
                        words.get("restore.level." + note.level()),
                        note.code() == RollbackNote.Code.LOSES ? came() : text.sentence(note),
                        text.advice(note)))
                .toList();
    }

    @Override
    public List<PlannedStep> steps(Phase phase) {
        return plan.steps().isEmpty() ? List.of() : common.steps(phase, words.get("view.rollback.firstStep"));
    }

    @Override
    public String back() {
        return words.get("view.rollback.plan.back", plan.from());
    }

    @Override
    public boolean blocked() {
        return plan.blocked();
    }
}
