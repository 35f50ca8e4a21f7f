package app.greenroom.viewmodel.instance;

import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.instance.Finding;
import app.greenroom.domain.instance.FindingCode;
import app.greenroom.domain.instance.HealthJudgement;
import app.greenroom.operation.Inspections.InstanceReport;
import app.greenroom.operation.Inspections.ServerReport;
import app.greenroom.viewmodel.FailureNote;
import app.greenroom.viewmodel.Figure;
import app.greenroom.viewmodel.Tone;
import app.greenroom.viewmodel.Workbench;
import app.greenroom.viewmodel.backup.SnapshotShelf;
import app.greenroom.viewmodel.instance.FindingRow.Action;
import app.greenroom.viewmodel.server.ServerWatch;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** What is the case at an instance, how old that knowledge is, and what to do. */
public final class HealthViewModel {
    private final ServerWatch watch;
    private final Optional<String> instance;
    private final SnapshotShelf shelf;
    private final Workbench bench;
    private final Consumer<Action> actor;
    private final FindingRows rows;
    private final Figures figureMaker;
    private final ReadOnlyObjectWrapper<Knowledge> knowledge = new ReadOnlyObjectWrapper<>(Knowledge.NONE);
    private final ReadOnlyBooleanWrapper stale = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Tone> tone = new ReadOnlyObjectWrapper<>(Tone.UNKNOWN);
    private final ReadOnlyStringWrapper sentence = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper age = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper counts = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper fineLine = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Optional<FailureNote>> failure = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final BooleanProperty showAll = new SimpleBooleanProperty();
    private final ObservableList<Figure> figures = FXCollections.observableArrayList();
    private final ObservableList<FindingRow> todo = FXCollections.observableArrayList();
    private final ObservableList<FindingRow> fine = FXCollections.observableArrayList();

    /** How much is known. */
    public enum Knowledge {
        /** Nothing yet; a look is under way or due. */
        NONE,
        /** A look succeeded, at some time. */
        SOME,
        /** No look succeeded, and the last one failed. */
        FAILED
    }

    /**
     * The health of one instance of a server.
     *
     * @param actor does what can be done about a finding
     */
    public HealthViewModel(
            ServerWatch watch,
            Optional<String> instance,
            SnapshotShelf shelf,
            Workbench bench,
            Consumer<Action> actor) {
        this.watch = watch;
        this.instance = instance;
        this.shelf = shelf;
        this.bench = bench;
        this.actor = actor;
        this.rows = new FindingRows(bench.words());
        this.figureMaker = new Figures(bench.words());
        watch.reportProperty().subscribe((before, now) -> refresh());
        watch.failureProperty().subscribe((before, now) -> refresh());
        watch.lookingProperty().subscribe((before, now) -> refresh());
        shelf.snapshotsProperty().subscribe((before, now) -> refresh());
        bench.pulse().nowProperty().subscribe(now -> refreshAges());
        refresh();
    }

    private void refresh() {
        Optional<InstanceReport> report = watch.instance(instance);
        Optional<OperationFailedException> problem = watch.failureProperty().get();
        boolean looking = watch.lookingProperty().get();
        failure.set(problem.filter(reason -> !looking).map(reason -> FailureNote.of(reason, bench.words())));
        stale.set(report.isPresent() && (looking || problem.isPresent()));
        report.ifPresent(this::show);
        if (report.isPresent()) {
            knowledge.set(Knowledge.SOME);
        } else {
            knowledge.set(failure.get().isPresent() ? Knowledge.FAILED : Knowledge.NONE);
        }
        refreshAges();
    }

    private void show(InstanceReport report) {
        List<Finding> findings = HealthJudgement.gravestFirst(Stream.concat(
                        report.findings().stream(),
                        watch.reportProperty().get().map(ServerReport::findings).orElse(List.of()).stream())
                .toList());
        sentence.set(rows.sentence(findings));
        tone.set(findings.stream()
                .map(Finding::severity)
                .max(Enum::compareTo)
                .map(Tone::of)
                .orElse(Tone.UNKNOWN));
        Tone disk = findings.stream()
                .filter(each -> each.code() == FindingCode.DISK)
                .findFirst()
                .map(each -> Tone.of(each.severity()))
                .orElse(Tone.UNKNOWN);
        figures.setAll(
                figureMaker.version(report.facts()),
                figureMaker.snapshot(
                        shelf.snapshotsProperty().get(), bench.pulse().now()),
                figureMaker.services(report.facts()),
                figureMaker.disk(report.facts(), disk));
        todo.setAll(rows.todo(findings));
        fine.setAll(rows.fine(findings));
        fineLine.set(rows.fineLine(findings));
        counts.set(bench.words().get("view.health.counts", todo.size(), fine.size()));
    }

    private void refreshAges() {
        watch.reportProperty().get().ifPresent(report -> {
            String checked = bench.words()
                    .get(
                            "view.health.checked",
                            bench.words()
                                    .amounts()
                                    .age(report.facts().readAt(), bench.pulse().now()));
            String answer = watch.instance(instance)
                    .flatMap(each -> each.facts().healthcheck().value())
                    .map(each ->
                            bench.words().get("view.health.answer", String.valueOf(each.status()), each.milliseconds())
                                    + bench.words().get("view.separator"))
                    .orElse("");
            age.set(
                    watch.lookingProperty().get()
                            ? bench.words().get("view.health.looking", checked)
                            : answer + checked);
        });
    }

    /** Looks again. */
    public void checkAgain() {
        shelf.reload();
        watch.look();
    }

    /** Shows the question whether to trust the server's key. */
    public void compareKey() {
        bench.navigator().showHostKey(watch.profileProperty().get());
    }

    /** Does what this program can do about a finding. */
    public void act(Action action) {
        actor.accept(action);
    }

    /** Whether a look is under way. */
    public ReadOnlyBooleanProperty lookingProperty() {
        return watch.lookingProperty();
    }

    /** How much is known. */
    public ReadOnlyObjectProperty<Knowledge> knowledgeProperty() {
        return knowledge.getReadOnlyProperty();
    }

    /** Whether what is shown is older than the last try to look. */
    public ReadOnlyBooleanProperty staleProperty() {
        return stale.getReadOnlyProperty();
    }

    /** The gravest finding. */
    public ReadOnlyObjectProperty<Tone> toneProperty() {
        return tone.getReadOnlyProperty();
    }

    /** What is the case. */
    public ReadOnlyStringProperty sentenceProperty() {
        return sentence.getReadOnlyProperty();
    }

    /** How that is known and how old it is. */
    public ReadOnlyStringProperty ageProperty() {
        return age.getReadOnlyProperty();
    }

    /** How many findings and how many fine checks. */
    public ReadOnlyStringProperty countsProperty() {
        return counts.getReadOnlyProperty();
    }

    /** The fine checks in one line. */
    public ReadOnlyStringProperty fineLineProperty() {
        return fineLine.getReadOnlyProperty();
    }

    /** Why the last look failed. */
    public ReadOnlyObjectProperty<Optional<FailureNote>> failureProperty() {
        return failure.getReadOnlyProperty();
    }

    /** Whether the fine checks are shown one by one. */
    public BooleanProperty showAllProperty() {
        return showAll;
    }

    /** pretalx, last snapshot, services, disk. */
    public ObservableList<Figure> figures() {
        return figures;
    }

    /** What wants something, gravest first. */
    public ObservableList<FindingRow> todo() {
        return todo;
    }

    /** What is fine. */
    public ObservableList<FindingRow> fine() {
        return fine;
    }
}
