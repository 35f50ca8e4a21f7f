package app.greenroom.viewmodel.schedule;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.schedule.CollectReport;
import app.greenroom.domain.schedule.ScheduleReport;
import app.greenroom.domain.schedule.ScheduleRun;
import app.greenroom.domain.schedule.ScheduleSettings;
import app.greenroom.domain.schedule.ServerSchedule.Trigger;
import app.greenroom.domain.server.TargetName;
import app.greenroom.task.TaskTitle;
import app.greenroom.task.Work;
import app.greenroom.viewmodel.Dialogs.Question;
import app.greenroom.viewmodel.FailureNote;
import app.greenroom.viewmodel.Figure;
import app.greenroom.viewmodel.Outcome;
import app.greenroom.viewmodel.Sheet;
import app.greenroom.viewmodel.Tone;
import app.greenroom.viewmodel.Words;
import app.greenroom.viewmodel.Workbench;
import app.greenroom.viewmodel.activity.BusyWork;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The schedules of an instance: what the server does by itself, and what this computer does while it runs. */
public final class ScheduleViewModel implements Sheet {
    private final ScheduleWatch watch;
    private final Runnable collected;
    private final Workbench bench;
    private final Words words;
    private final ScheduleWords scheduleWords;
    private final BusyWork work;
    private final ScheduleForm form = new ScheduleForm();
    private final LaptopForm laptop;
    private final ObservableList<Figure> figures = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Optional<Outcome>> outcome = new ReadOnlyObjectWrapper<>(Optional.empty());

    /**
     * The schedules that are watched.
     *
     * @param collected run when sets have come to this computer
     */
    public ScheduleViewModel(ScheduleWatch watch, Runnable collected, Workbench bench) {
        this.watch = watch;
        this.collected = collected;
        this.bench = bench;
        this.words = bench.words();
        this.scheduleWords = new ScheduleWords(words);
        this.work = new BusyWork(words, bench.pulse());
        form.show(ScheduleSettings.usual(words.zone()));
        this.laptop = new LaptopForm(watch, bench, this::failed);
        watch.reportProperty().subscribe(now -> now.ifPresent(this::show));
        watch.failureProperty().subscribe(now -> outcome.set(now.map(Outcome::of)));
    }

    @Override
    public String title() {
        return words.get("view.schedule.title");
    }

    @Override
    public boolean lasting() {
        return true;
    }

    @Override
    public void opened() {
        watch.look();
    }

    private void show(ScheduleReport report) {
        figures.setAll(scheduleWords.figures(report, bench.pulse().now()));
        report.server().settings().ifPresent(form::show);
    }

    /** Sets the server's schedule to what the form holds. */
    public void save() {
        form.settings().ifPresent(settings -> {
            TargetName name = watch.target();
            run(
                    "view.schedule.saving",
                    TaskTitle.of("schedule-set", name.toString()),
                    context -> bench.operations().schedules().set(name, settings, context),
                    report -> {
                        watch.tell(report);
                        boolean off = report.server().trigger() == Trigger.NONE;
                        tell(off ? Tone.ATTENTION : Tone.OK, off ? "view.schedule.savedOff" : "view.schedule.saved");
                    });
        });
    }

    /** Removes the server's schedule, after a question; its sets stay. */
    public void remove() {
        TargetName name = watch.target();
        if (consents("view.schedule.remove", name)) {
            run(
                    "view.schedule.removing",
                    TaskTitle.of("schedule-remove", name.toString()),
                    context -> bench.operations().schedules().remove(name, context),
                    report -> {
                        watch.tell(report);
                        tell(Tone.OK, "view.schedule.removed");
                    });
        }
    }

    private boolean consents(String key, TargetName name) {
        return bench.dialogs()
                .confirm(new Question(
                        words.get(key + ".title", name.toString()),
                        words.get(key + ".text"),
                        words.get(key + ".yes"),
                        true));
    }

    /** Lets the server take a set now. */
    public void runNow() {
        TargetName name = watch.target();
        run(
                "view.schedule.running",
                TaskTitle.of("schedule-run", name.toString()),
                context -> bench.operations().schedules().run(name, context),
                this::ran);
    }

    private void ran(ScheduleRun run) {
        outcome.set(Optional.of(new Outcome(
                scheduleWords.tone(run),
                scheduleWords.result(run),
                run.result() == ScheduleRun.Result.OK ? words.get("view.schedule.ranNote") : "",
                run.detail())));
        watch.look();
    }

    /** Fetches the sets that wait on the server. */
    public void collect() {
        TargetName name = watch.target();
        run(
                "view.schedule.collecting",
                TaskTitle.of("collect", name.toString()),
                context -> bench.operations().schedules().collect(name, context),
                this::arrived);
    }

    private void arrived(CollectReport report) {
        String damaged = report.damaged().stream()
                .map(each -> each.id() + ": " + each.file())
                .collect(Collectors.joining("\n"));
        outcome.set(Optional.of(new Outcome(
                report.damaged().isEmpty() ? Tone.OK : Tone.PROBLEM,
                words.get("view.schedule.collected", report.collected().size()),
                report.damaged().isEmpty()
                        ? words.get(
                                "view.schedule.collected.note", words.amounts().size(report.bytesFetched()))
                        : words.get(
                                "view.schedule.collected.damaged",
                                report.damaged().size()),
                damaged)));
        collected.run();
        watch.look();
    }

    private <T> void run(String what, TaskTitle title, Work<T> action, Consumer<T> done) {
        if (work.busyProperty().get()) {
            return;
        }
        outcome.set(Optional.empty());
        work.begin(words.get(what));
        work.running(bench.asking()
                .submit(
                        watch.target().server(),
                        title,
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
        Outcome told = Outcome.of(FailureNote.of(reason, words));
        outcome.set(Optional.of(
                reason.reason() == FailureReason.CANCELLED
                        ? new Outcome(Tone.INFO, told.sentence(), told.advice(), told.details())
                        : told));
    }

    private void tell(Tone tone, String key) {
        outcome.set(Optional.of(new Outcome(tone, words.get(key), words.get(key + ".note"), "")));
    }

    /** What is the case on the server, in a sentence; empty until it told. */
    public Optional<Outcome> state() {
        return watch.reportProperty()
                .get()
                .map(report -> new Outcome(
                        scheduleWords.tone(report),
                        scheduleWords.sentence(report),
                        report.server().sets().isEmpty()
                                ? ""
                                : words.get(
                                        "view.schedule.folder", report.server().folder()),
                        ""));
    }

    /** Whether the server has a schedule. */
    public boolean isSet() {
        return watch.reportProperty()
                .get()
                .filter(report -> report.server().settings().isPresent())
                .isPresent();
    }

    /** How many sets wait on the server. */
    public int waiting() {
        return watch.reportProperty()
                .get()
                .map(ScheduleReport::waiting)
                .map(List::size)
                .orElse(0);
    }

    /** Forgets the last outcome. */
    public void dismiss() {
        outcome.set(Optional.empty());
    }

    /** What is known. */
    public ScheduleWatch watch() {
        return watch;
    }

    /** The server's settings, as typed. */
    public ScheduleForm form() {
        return form;
    }

    /** This computer's own schedule. */
    public LaptopForm laptop() {
        return laptop;
    }

    /** Last run, last good one, next, sets there; empty until the server told. */
    public ObservableList<Figure> figures() {
        return figures;
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
