package app.greenroom.viewmodel.upgrade;

import app.greenroom.domain.instance.PretalxVersion;
import app.greenroom.domain.job.JobPlan.Phase;
import app.greenroom.domain.upgrade.PreflightNote;
import app.greenroom.domain.upgrade.ReleaseNotes;
import app.greenroom.domain.upgrade.UpgradePlan;
import app.greenroom.text.PlanText;
import app.greenroom.viewmodel.Figure;
import app.greenroom.viewmodel.Tone;
import app.greenroom.viewmodel.Words;
import app.greenroom.viewmodel.walk.PlanWords;
import app.greenroom.viewmodel.walk.PlannedJob;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A plan as it is shown before anything is done. */
public final class PlanViewModel implements PlannedJob {
    private final UpgradePlan plan;
    private final Words words;
    private final PlanText planText;
    private final PlanWords common;
    private final Consumer<String> browse;

    /**
     * Shows a plan.
     *
     * @param browse shows a page of the web
     */
    PlanViewModel(UpgradePlan plan, Words words, Consumer<String> browse) {
        this.browse = browse;
        this.plan = plan;
        this.words = words;
        this.planText = new PlanText(words.messages());
        this.common = new PlanWords(
                words, plan.notes().stream().map(PreflightNote::level).toList(), plan.steps());
    }

    @Override
    public List<Reading> readings() {
        return plan.releases().stream()
                .filter(release -> !release.links().isEmpty())
                .map(this::reading)
                .toList();
    }

    private Reading reading(ReleaseNotes release) {
        String day = release.released().map(LocalDate::toString).orElse(words.get("view.unknown"));
        return new Reading(
                words.get("view.plan.release", release.version().toString(), day),
                release.links().stream()
                        .map(link -> new Link(
                                words.get("view.plan.link." + link.kind()),
                                link.address(),
                                () -> browse.accept(link.address())))
                        .toList(),
                words.get("view.plan.whatsNew", release.version().toString()),
                release.text());
    }

    UpgradePlan plan() {
        return plan;
    }

    @Override
    public String headline() {
        return words.get("view.plan.headline", plan.from().toString(), plan.to().toString());
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
        return words.get("view.plan.start");
    }

    @Override
    public List<Figure> figures() {
        String way = plan.hops().size() < 2
                ? words.get("view.plan.direct")
                : words.get(
                        "view.plan.through",
                        plan.hops().stream()
                                .limit(plan.hops().size() - 1L)
                                .map(PretalxVersion::toString)
                                .collect(Collectors.joining(", ")));
        return List.of(
                new Figure(
                        words.get("view.plan.way"),
                        words.get("view.plan.hops", plan.hops().size()),
                        way,
                        Tone.OK),
                new Figure(
                        words.get("view.plan.total"),
                        duration(plan.total()),
                        words.get("view.plan.totalNote"),
                        Tone.OK),
                new Figure(
                        words.get("view.plan.window"),
                        duration(plan.window()),
                        words.get("view.plan.windowNote"),
                        Tone.OK),
                new Figure(
                        words.get("view.plan.disk"),
                        words.amounts().size(plan.diskBytes()),
                        words.get("view.plan.diskNote"),
                        Tone.OK));
    }

    private String duration(Duration duration) {
        return duration.isZero()
                ? words.get("view.unknown")
                : words.get("view.plan.about", words.amounts().duration(duration));
    }

    @Override
    public List<Note> notes() {
        return plan.notes().stream()
                .sorted(Comparator.comparing(PreflightNote::level))
                .map(note -> new Note(
                        PlanWords.tone(note.level()),
                        planText.level(note.level()),
                        planText.sentence(note),
                        planText.advice(note)))
                .toList();
    }

    @Override
    public List<PlannedStep> steps(Phase phase) {
        return common.steps(phase, words.get("view.upgrade.firstStep"));
    }

    @Override
    public String back() {
        return words.get("view.plan.back", plan.from().toString());
    }

    @Override
    public boolean blocked() {
        return plan.blocked();
    }
}
