package app.greenroom.viewmodel.restore;

import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.restore.KeptState;
import app.greenroom.domain.server.TargetName;
import app.greenroom.task.TaskTitle;
import app.greenroom.task.Work;
import app.greenroom.viewmodel.Dialogs.Question;
import app.greenroom.viewmodel.FailureNote;
import app.greenroom.viewmodel.Outcome;
import app.greenroom.viewmodel.Sheet;
import app.greenroom.viewmodel.Tone;
import app.greenroom.viewmodel.Words;
import app.greenroom.viewmodel.Workbench;
import app.greenroom.viewmodel.activity.BusyWork;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** What restores and upgrades have set aside on a server, and its removal: the only thing that ever deletes it. */
public final class KeptViewModel implements Sheet {
    private final Supplier<TargetName> target;
    private final Workbench bench;
    private final Words words;
    private final BusyWork work;
    private final ObservableList<Kept> kept = FXCollections.observableArrayList();
    private final ReadOnlyBooleanWrapper known = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Optional<Outcome>> outcome = new ReadOnlyObjectWrapper<>(Optional.empty());

    /** What is set aside on the server of an instance. */
    public KeptViewModel(Supplier<TargetName> target, Workbench bench) {
        this.target = target;
        this.bench = bench;
        this.words = bench.words();
        this.work = new BusyWork(words, bench.pulse());
    }

    /**
     * What one job has set aside.
     *
     * @param job which
     * @param title when, and by which job
     * @param size of all of it
     * @param things what it is, one line each
     */
    public record Kept(JobId job, String title, String size, List<String> things) {
        /** Copies the list. */
        public Kept {
            things = List.copyOf(things);
        }
    }

    @Override
    public String title() {
        return words.get("view.kept.title");
    }

    @Override
    public boolean lasting() {
        return true;
    }

    @Override
    public void opened() {
        TargetName name = target.get();
        run("view.kept.looking", "kept", context -> bench.operations().cleanup().list(name, context), this::show);
    }

    private void show(List<KeptState> found) {
        kept.setAll(found.stream().map(this::kept).toList());
        known.set(true);
    }

    private Kept kept(KeptState state) {
        return new Kept(
                state.job(),
                words.get(
                        "view.kept.by",
                        words.moment(state.at(), bench.pulse().now()),
                        state.job().text()),
                words.amounts().size(state.bytes()),
                state.things().stream()
                        .map(thing -> words.get(
                                "view.kept.thing." + thing.kind(),
                                thing.name(),
                                words.amounts().size(thing.bytes())))
                        .toList());
    }

    /** Deletes for good, after a typed consent, what one job has set aside. */
    public void remove(Kept chosen) {
        Question question = new Question(
                words.get("view.kept.consent.title", chosen.size()),
                words.get("view.kept.consent.text", chosen.title()),
                words.get("view.kept.consent.yes"),
                true);
        if (!bench.dialogs().confirmTyped(question, words.get("view.retention.word"))) {
            return;
        }
        TargetName name = target.get();
        run(
                "view.kept.removing",
                "cleanup",
                context -> {
                    bench.operations().cleanup().remove(name, Set.of(chosen.job()), context);
                    return bench.operations().cleanup().list(name, context);
                },
                left -> {
                    show(left);
                    outcome.set(Optional.of(new Outcome(
                            Tone.OK,
                            words.get("view.kept.removed"),
                            words.get("view.kept.removed.note", chosen.size()),
                            "")));
                });
    }

    private <T> void run(String what, String code, Work<T> action, Consumer<T> done) {
        if (work.busyProperty().get()) {
            return;
        }
        outcome.set(Optional.empty());
        work.begin(words.get(what));
        TargetName name = target.get();
        work.running(bench.asking()
                .submit(
                        name.server(),
                        TaskTitle.of(code, name.toString()),
                        action,
                        work::progress,
                        (T result) -> {
                            work.end();
                            done.accept(result);
                        },
                        this::failed));
    }

    private void failed(OperationFailedException reason) {
        work.end();
        outcome.set(Optional.of(Outcome.of(FailureNote.of(reason, words))));
    }

    /** Forgets the last outcome. */
    public void dismiss() {
        outcome.set(Optional.empty());
    }

    /** What is set aside, newest first. */
    public ObservableList<Kept> kept() {
        return kept;
    }

    /** Whether the server has told. */
    public ReadOnlyBooleanProperty knownProperty() {
        return known.getReadOnlyProperty();
    }

    /** What is under way. */
    public BusyWork work() {
        return work;
    }

    /** How the last action ended. */
    public ReadOnlyObjectProperty<Optional<Outcome>> outcomeProperty() {
        return outcome.getReadOnlyProperty();
    }
}
