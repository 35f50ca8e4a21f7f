package app.greenroom.viewmodel.system;

import app.greenroom.domain.job.JobPlan.Phase;
import app.greenroom.domain.system.SystemChange;
import app.greenroom.domain.system.SystemNote;
import app.greenroom.domain.system.SystemPlan;
import app.greenroom.text.SystemText;
import app.greenroom.viewmodel.Figure;
import app.greenroom.viewmodel.Tone;
import app.greenroom.viewmodel.Words;
import app.greenroom.viewmodel.walk.PlanWords;
import app.greenroom.viewmodel.walk.PlannedJob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A change of the system as it is shown before anything is done. */
public final class SystemPlanViewModel implements PlannedJob {
    private final SystemPlan plan;
    private final Words words;
    private final SystemText text;
    private final PlanWords common;

    SystemPlanViewModel(SystemPlan plan, Words words) {
        this.plan = plan;
        this.words = words;
        this.text = new SystemText(words.messages());
        this.common = new PlanWords(
                words, plan.notes().stream().map(SystemNote::level).toList(), plan.steps());
    }

    SystemPlan plan() {
        return plan;
    }

    @Override
    public String headline() {
        return text.change(plan.change());
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
        return words.get("view.system.start");
    }

    @Override
    public List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        int packages = plan.updates().size() + plan.packages().size();
        figures.add(new Figure(
                words.get("view.system.packages"),
                String.valueOf(packages),
                words.get(
                        plan.change() instanceof SystemChange.Updates
                                ? "view.system.packages.updated"
                                : "view.system.packages.installed"),
                Tone.OK));
        figures.add(new Figure(
                words.get("view.plan.total"), duration(plan.total()), words.get("view.system.totalNote"), Tone.OK));
        figures.add(new Figure(
                words.get("view.plan.window"),
                plan.closesTheSite() ? duration(plan.window()) : words.get("view.restore.noWindow"),
                words.get(plan.closesTheSite() ? "view.plan.windowNote" : "view.restore.noWindowNote"),
                Tone.OK));
        if (plan.downloadBytes() > 0) {
            figures.add(new Figure(
                    words.get("view.system.download"),
                    words.amounts().size(plan.downloadBytes()),
                    words.get("view.system.downloadNote"),
                    Tone.OK));
        }
        return figures;
    }

    private String duration(Duration duration) {
        return duration.isZero()
                ? words.get("view.unknown")
                : words.get("view.plan.about", words.amounts().duration(duration));
    }

    @Override
    public List<Note> notes() {
        return plan.notes().stream()
                .sorted(Comparator.comparing(SystemNote::level))
                .map(note -> new Note(
                        PlanWords.tone(note.level()), text.level(note.level()), text.sentence(note), text.advice(note)))
                .toList();
    }

    @Override
    public List<PlannedStep> steps(Phase phase) {
        return common.steps(phase, words.get("view.system.firstStep"));
    }

    @Override
    public String back() {
        return words.get(
                plan.change() instanceof SystemChange.Updates ? "view.system.noBack" : "view.system.plan.back");
    }

    @Override
    public boolean blocked() {
        return plan.blocked();
    }
}
