package app.greenroom.viewmodel.backup;

import app.greenroom.domain.backup.KeepRule;
import app.greenroom.domain.backup.Period;
import app.greenroom.domain.backup.PrunePlan;
import app.greenroom.domain.backup.PrunePlan.Reason;
import app.greenroom.domain.backup.PrunePlan.Verdict;
import app.greenroom.domain.backup.PruneReport;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.operation.Library;
import app.greenroom.task.TaskTitle;
import app.greenroom.text.LibraryText;
import app.greenroom.viewmodel.Dialogs.Question;
import app.greenroom.viewmodel.FailureNote;
import app.greenroom.viewmodel.KeepFields;
import app.greenroom.viewmodel.Outcome;
import app.greenroom.viewmodel.Sheet;
import app.greenroom.viewmodel.Tone;
import app.greenroom.viewmodel.Words;
import app.greenroom.viewmodel.Workbench;
import app.greenroom.viewmodel.activity.BusyWork;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.StringProperty;

/** The rule by which snapshots are kept, with a preview of what would go by it, and their removal. */
public final class RetentionViewModel implements Sheet {
    private final SnapshotShelf shelf;
    private final Workbench bench;
    private final Words words;
    private final LibraryText text;
    private final KeepFields numbers = new KeepFields();
    private final ReadOnlyObjectWrapper<Optional<PrunePlan>> plan = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Outcome>> outcome = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper valid = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper own = new ReadOnlyBooleanWrapper();
    private Optional<KeepRule> saved = Optional.empty();
    private int asked;

    RetentionViewModel(SnapshotShelf shelf, Workbench bench) {
        this.shelf = shelf;
        this.bench = bench;
        this.words = bench.words();
        this.text = new LibraryText(words.messages());
        numbers.all().forEach(number -> number.subscribe((before, now) -> preview()));
    }

    /**
     * What becomes of a snapshot.
     *
     * @param taken when it was taken
     * @param size bytes that it does not share
     * @param stays whether it stays
     * @param why why it stays, or that it goes
     */
    public record Fate(String taken, String size, boolean stays, String why) {}

    @Override
    public String title() {
        return words.get("view.retention.title");
    }

    @Override
    public boolean lasting() {
        return true;
    }

    @Override
    public void opened() {
        bench.quiet()
                .submit(
                        TaskTitle.of("retention", shelf.target().toString()),
                        context -> bench.operations().library().keep(shelf.target()),
                        progress -> {},
                        this::show,
                        this::failed);
    }

    private void show(Library.Keep keep) {
        own.set(keep.own());
        saved = Optional.of(keep.rule());
        numbers.show(keep.rule());
        preview();
    }

    private void preview() {
        Optional<KeepRule> rule = numbers.rule();
        valid.set(rule.isPresent());
        plan.set(Optional.empty());
        asked++;
        int mine = asked;
        rule.ifPresent(wanted -> bench.quiet()
                .submit(
                        TaskTitle.of("retention", shelf.target().toString()),
                        context -> bench.operations().library().plan(shelf.target(), wanted, context),
                        progress -> {},
                        (PrunePlan found) -> {
                            if (mine == asked) {
                                plan.set(Optional.of(found));
                            }
                        },
                        this::failed));
    }

    /** Keeps the rule for this instance; removes nothing. */
    public void save() {
        numbers.rule()
                .ifPresent(wanted -> change(() -> bench.operations().library().keep(shelf.target(), wanted)));
    }

    /** Keeps the rule for all instances that have none of their own, this one among them; removes nothing. */
    public void saveForAll() {
        numbers.rule()
                .ifPresent(wanted -> change(() -> {
                    bench.operations().library().keepAll(wanted);
                    bench.operations().library().keepAsAll(shelf.target());
                }));
    }

    private interface Change {
        void make() throws OperationFailedException;
    }

    private void change(Change change) {
        bench.quiet()
                .submit(
                        TaskTitle.of("retention", shelf.target().toString()),
                        context -> {
                            change.make();
                            return bench.operations().library().keep(shelf.target());
                        },
                        progress -> {},
                        keep -> {
                            show(keep);
                            outcome.set(Optional.of(new Outcome(
                                    Tone.OK,
                                    words.get("view.retention.saved"),
                                    words.get("view.retention.saved.note"),
                                    "")));
                        },
                        this::failed);
    }

    /** Removes for good, after a typed consent, what the preview shows as going. */
    public void prune() {
        plan.get().filter(shown -> !shown.isEmpty()).ifPresent(shown -> {
            String word = words.get("view.retention.word");
            Question question = new Question(
                    words.get("view.retention.consent.title", shown.going().size()),
                    words.get(
                            "view.retention.consent.text",
                            shown.going().size(),
                            words.amounts().size(Math.max(0, shown.freedBytes()))),
                    words.get("view.retention.consent.yes", shown.going().size()),
                    true);
            if (bench.dialogs().confirmTyped(question, word)) {
                outcome.set(Optional.empty());
                shelf.run(
                        "view.retention.removing",
                        TaskTitle.of("prune", shelf.target().toString()),
                        context -> bench.operations().library().prune(shown, context),
                        report -> report.ifPresent(this::pruned));
            }
        });
    }

    private void pruned(PruneReport report) {
        outcome.set(Optional.of(new Outcome(
                Tone.OK,
                words.get("view.retention.removed", report.removed().size()),
                report.spared().isEmpty()
                        ? words.get(
                                "view.retention.removed.note", words.amounts().size(Math.max(0, report.freedBytes())))
                        : words.get("view.retention.spared", report.spared().size()),
                "")));
        preview();
    }

    /** Each snapshot and what becomes of it by the rule in the fields; empty while that is not known. */
    public List<Fate> fates() {
        return plan.get().map(PrunePlan::verdicts).orElse(List.of()).stream()
                .map(this::fate)
                .toList();
    }

    private Fate fate(Verdict verdict) {
        String why = verdict.stays()
                ? verdict.reasons().stream().map(this::reason).collect(Collectors.joining(", "))
                : words.get("view.retention.goes");
        return new Fate(
                words.moment(verdict.snapshot().id().taken(), bench.pulse().now()),
                words.amounts().size(verdict.snapshot().newBytes()),
                verdict.stays(),
                why);
    }

    private String reason(Reason reason) {
        return text.reason(reason);
    }

    /** What would go, in a sentence. */
    public String sentence() {
        if (!valid.get()) {
            return words.get("view.retention.invalid", KeepRule.MOST);
        }
        return plan.get()
                .map(shown -> shown.going().isEmpty()
                        ? words.get(
                                "view.retention.sentence.none", shown.verdicts().size())
                        : words.get(
                                "view.retention.sentence",
                                shown.going().size(),
                                shown.verdicts().size() - shown.going().size(),
                                words.amounts().size(Math.max(0, shown.freedBytes()))))
                .orElse("");
    }

    /** Whether the fields hold another rule than the one that is kept. */
    public boolean changed() {
        return numbers.rule()
                .filter(rule -> !saved.filter(rule::equals).isPresent())
                .isPresent();
    }

    private void failed(OperationFailedException reason) {
        outcome.set(Optional.of(Outcome.of(FailureNote.of(reason, words))));
    }

    /** Forgets the last outcome. */
    public void dismiss() {
        outcome.set(Optional.empty());
    }

    /** How many periods of a kind are kept, as typed. */
    public StringProperty numberProperty(Period period) {
        return numbers.of(period);
    }

    /** The removal under way. */
    public BusyWork work() {
        return shelf.work();
    }

    /** What would go; empty while that is not known. */
    public ReadOnlyObjectProperty<Optional<PrunePlan>> planProperty() {
        return plan.getReadOnlyProperty();
    }

    /** Whether the fields hold numbers that can be. */
    public ReadOnlyBooleanProperty validProperty() {
        return valid.getReadOnlyProperty();
    }

    /** Whether this instance has a rule of its own. */
    public ReadOnlyBooleanProperty ownProperty() {
        return own.getReadOnlyProperty();
    }

    /** How the last action ended. */
    public ReadOnlyObjectProperty<Optional<Outcome>> outcomeProperty() {
        return outcome.getReadOnlyProperty();
    }
}
