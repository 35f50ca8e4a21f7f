package app.greenroom.viewmodel.schedule;

import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.schedule.LaptopSchedule;
import app.greenroom.domain.schedule.ScheduleSettings;
import app.greenroom.domain.server.TargetName;
import app.greenroom.task.TaskTitle;
import app.greenroom.task.Work;
import app.greenroom.viewmodel.Workbench;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** This computer's own schedule: a snapshot a day while Greenroom runs. */
public final class LaptopForm {
    private final ScheduleWatch watch;
    private final Workbench bench;
    private final Consumer<OperationFailedException> failed;
    private final ScheduleWords scheduleWords;
    private final StringProperty time = new SimpleStringProperty(ScheduleForm.shown(ScheduleSettings.USUAL_TIME));
    private final ReadOnlyStringWrapper line = new ReadOnlyStringWrapper("");

    LaptopForm(ScheduleWatch watch, Workbench bench, Consumer<OperationFailedException> failed) {
        this.watch = watch;
        this.bench = bench;
        this.failed = failed;
        this.scheduleWords = new ScheduleWords(bench.words());
        watch.laptopProperty().subscribe(this::show);
    }

    private void show(LaptopSchedule laptop) {
        line.set(scheduleWords.laptop(laptop, bench.pulse().now()));
        laptop.at().ifPresent(at -> time.set(ScheduleForm.shown(at)));
    }

    /** Sets it to the time that was typed. */
    public void save() {
        ScheduleForm.time(time.get()).ifPresent(at -> {
            TargetName name = watch.target();
            change(context -> bench.operations().schedules().setLaptop(name, at));
        });
    }

    /** Removes it; snapshots stay. */
    public void remove() {
        TargetName name = watch.target();
        change(context -> bench.operations().schedules().removeLaptop(name));
    }

    private void change(Work<LaptopSchedule> change) {
        bench.quiet()
                .submit(
                        TaskTitle.of("schedule", watch.target().toString()),
                        change,
                        progress -> {},
                        watch::tell,
                        failed);
    }

    /** Whether what was typed is a time of day. */
    public boolean fits() {
        return ScheduleForm.time(time.get()).isPresent();
    }

    /** Time of day, as typed. */
    public StringProperty timeProperty() {
        return time;
    }

    /** What it did last and does next. */
    public ReadOnlyStringProperty lineProperty() {
        return line.getReadOnlyProperty();
    }
}
