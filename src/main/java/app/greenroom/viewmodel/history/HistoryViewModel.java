package app.greenroom.viewmodel.history;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.job.JobState;
import app.greenroom.domain.job.JobSummary;
import app.greenroom.domain.server.TargetName;
import app.greenroom.task.TaskTitle;
import app.greenroom.text.JobReport;
import app.greenroom.text.JobText;
import app.greenroom.viewmodel.FailureNote;
import app.greenroom.viewmodel.Outcome;
import app.greenroom.viewmodel.Sheet;
import app.greenroom.viewmodel.Tone;
import app.greenroom.viewmodel.Words;
import app.greenroom.viewmodel.Workbench;
import app.greenroom.viewmodel.activity.BusyWork;
import app.greenroom.viewmodel.restore.KeptViewModel;
import app.greenroom.viewmodel.server.ServerWatch;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** What was done to an instance: who, when, how long, each step; from there to its log, its report, and the way back. */
public final class HistoryViewModel {
    private final Supplier<TargetName> target;
    private final Workbench bench;
    private final Words words;
    private final BusyWork work;
    private final RollbackViewModel rollback;
    private final KeptViewModel kept;
    private final ObservableList<HistoryRow> rows = FXCollections.observableArrayList();
    private final ObservableList<String> log = FXCollections.observableArrayList();
    private final ObjectProperty<Optional<HistoryRow>> chosen = new SimpleObjectProperty<>(Optional.empty());
    private final ReadOnlyBooleanWrapper known = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Optional<Outcome>> outcome = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Sheet>> sheet = new ReadOnlyObjectWrapper<>(Optional.empty());

    /** The history of an instance; nothing is read before the page is opened. */
    public HistoryViewModel(Supplier<TargetName> target, ServerWatch watch, Workbench bench) {
        this.target = target;
        this.bench = bench;
        this.words = bench.words();
        this.work = new BusyWork(words, bench.pulse());
        this.rollback = new RollbackViewModel(target, watch::look, bench);
        this.kept = new KeptViewModel(target, bench);
        chosen.subscribe(row -> log.clear());
        // a way back that runs is never hidden behind the list
        rollback.job().walkProperty().subscribe(walk -> walk.ifPresent(running -> sheet.set(Optional.of(rollback))));
    }

    /** Reads the history, and looks for a way back that is under way. */
    public void opened() {
        rollback.job().opened();
        reload();
    }

    private void reload() {
        if (work.busyProperty().get()) {
            return;
        }
        TargetName name = target.get();
        work.begin(words.get("progress.jobs"));
        work.running(bench.asking()
                .submit(
                        name.server(),
                        TaskTitle.of("jobs", name.toString()),
                        context -> bench.operations().jobs().list(name, context),
                        work::progress,
                        this::show,
                        this::failed));
    }

    private void show(List<JobSummary> jobs) {
        work.end();
        known.set(true);
        Optional<HistoryRow> before = chosen.get();
        rows.setAll(jobs.stream()
                .map(job -> HistoryRow.of(job, words, bench.pulse().now()))
                .toList());
        chosen.set(before.flatMap(row -> rows.stream()
                        .filter(each -> each.job().equals(row.job()))
                        .findFirst())
                .or(() -> rows.stream().findFirst()));
    }

    private void failed(OperationFailedException reason) {
        work.end();
        if (reason.reason() != FailureReason.CANCELLED) {
            outcome.set(Optional.of(Outcome.of(FailureNote.of(reason, words))));
        }
    }

    /** Reads all that the chosen job said. */
    public void readLog() {
        report("view.history.reading", (said, state) -> log.setAll(said.lines()));
    }

    /** Copies all that the chosen job said, without what names people and machines. */
    public void copyReport() {
        TargetName name = target.get();
        report(
                "view.history.reading",
                (said, state) -> bench.quiet()
                        .submit(
                                TaskTitle.of("servers"),
                                context -> said.redacted(
                                        bench.operations().servers().require(name.server()), state),
                                progress -> {},
                                (String text) -> {
                                    bench.desktop().copy(text);
                                    outcome.set(Optional.of(new Outcome(
                                            Tone.OK,
                                            words.get("view.history.copied"),
                                            words.get("view.history.copied.note"),
                                            "")));
                                },
                                this::failed));
    }

    private interface Reader {
        void read(JobReport said, JobState state);
    }

    private void report(String sentence, Reader reader) {
        if (work.busyProperty().get()) {
            return;
        }
        chosen.get().filter(row -> !row.live()).ifPresent(row -> {
            TargetName name = target.get();
            JobReport said = new JobReport(new JobText(words.messages()));
            work.begin(words.get(sentence));
            work.running(bench.asking()
                    .submit(
                            name.server(),
                            TaskTitle.of("report", name.toString()),
                            context -> {
                                said.clear();
                                return bench.operations()
                                        .jobs()
                                        .follow(name, Optional.of(row.job()), said::planned, said, context);
                            },
                            work::progress,
                            (JobState state) -> {
                                work.end();
                                reader.read(said, state);
                            },
                            this::failed));
        });
    }

    /** Opens the plan of the way back behind the chosen job. */
    public void rollBack() {
        chosen.get().filter(HistoryRow::reversible).ifPresent(row -> {
            rollback.plan(row.job());
            open(rollback);
        });
    }

    /** Opens what jobs have set aside on the server. */
    public void openKept() {
        open(kept);
    }

    private void open(Sheet opened) {
        sheet.set(Optional.of(opened));
        opened.opened();
    }

    /** Goes back to the list, and reads it again. */
    public void closeSheet() {
        if (sheet.get().isPresent()) {
            sheet.set(Optional.empty());
            reload();
        }
    }

    /** Takes note that the outcome was read. */
    public void dismiss() {
        outcome.set(Optional.empty());
    }

    /** The jobs, newest first. */
    public ObservableList<HistoryRow> rows() {
        return rows;
    }

    /** The job that is looked at. */
    public ObjectProperty<Optional<HistoryRow>> chosenProperty() {
        return chosen;
    }

    /** All that the chosen job said, once it was read. */
    public ObservableList<String> log() {
        return log;
    }

    /** Whether the history was read. */
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

    /** The page that is open over the list; empty while the list is shown. */
    public ReadOnlyObjectProperty<Optional<Sheet>> sheetProperty() {
        return sheet.getReadOnlyProperty();
    }

    /** The way back. */
    public RollbackViewModel rollback() {
        return rollback;
    }
}
