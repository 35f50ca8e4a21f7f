package app.greenroom.viewmodel.restore;

import app.greenroom.domain.instance.InstanceFacts.Counts;
import app.greenroom.domain.job.JobPlan.Phase;
import app.greenroom.domain.restore.RestoreNote;
import app.greenroom.domain.restore.RestorePlan;
import app.greenroom.text.RestoreText;
import app.greenroom.viewmodel.Figure;
import app.greenroom.viewmodel.Tone;
import app.greenroom.viewmodel.Words;
import app.greenroom.viewmodel.walk.PlanWords;
import app.greenroom.viewmodel.walk.PlannedJob;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A restore as it is shown before anything is done: what happens, what would be lost since, how we go back. */
public final class RestorePlanViewModel implements PlannedJob {
    private final RestorePlan plan;
    private final Words words;
    private final String taken;
    private final RestoreText restoreText;
    private final PlanWords common;

    RestorePlanViewModel(RestorePlan plan, Words words, Instant now) {
        this.plan = plan;
        this.words = words;
        this.taken = words.moment(plan.snapshot().taken(), now);
        this.restoreText = new RestoreText(words.messages());
        this.common = new PlanWords(
                words, plan.notes().stream().map(RestoreNote::level).toList(), plan.steps());
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
        return common.sentence();
    }

    @Override
    public Tone tone() {
        return common.tone(plan.blocked());
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
                        PlanWords.tone(note.level()),
                        restoreText.level(note.level()),
                        restoreText.sentence(note),
                        advice(note)))
                .toList();
    }

    /** Where the command line names an option, the window names what to tick. */
    private String advice(RestoreNote note) {
        String here = "view.restore.advice." + note.code();
        return words.messages().has(here) ? words.get(here) : restoreText.advice(note);
    }

    @Override
    public List<PlannedStep> steps(Phase phase) {
        return common.steps(phase, words.get("view.restore.firstStep"));
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
