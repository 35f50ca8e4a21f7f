package app.greenroom.viewmodel.schedule;

import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.schedule.LaptopSchedule;
import app.greenroom.domain.schedule.ScheduleReport;
import app.greenroom.domain.server.TargetName;
import app.greenroom.task.TaskTitle;
import app.greenroom.viewmodel.FailureNote;
import app.greenroom.viewmodel.Workbench;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** What is known of the schedules of one instance; shared by all screens that tell of them. */
public final class ScheduleWatch {
    private final Supplier<TargetName> target;
    private final Workbench bench;
    private final ReadOnlyObjectWrapper<Optional<ScheduleReport>> report =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<LaptopSchedule> laptop = new ReadOnlyObjectWrapper<>(LaptopSchedule.none());
    private final ReadOnlyObjectWrapper<Optional<FailureNote>> failure = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper looking = new ReadOnlyBooleanWrapper();

    /** Knows nothing yet. */
    public ScheduleWatch(Supplier<TargetName> target, Workbench bench) {
        this.target = target;
        this.bench = bench;
    }

    /** Asks this computer, then the server as far as that works without asking the user anything. */
    public void glance() {
        TargetName name = target.get();
        bench.quiet()
                .submit(
                        TaskTitle.of("schedule", name.toString()),
                        context -> bench.operations().schedules().laptop(name),
                        progress -> {},
                        laptop::set,
                        this::failed);
        if (looking.get()) {
            return;
        }
        looking.set(true);
        bench.quiet()
                .submit(
                        TaskTitle.of("schedule", name.toString()),
                        context -> bench.operations().schedules().show(name, context),
                        progress -> {},
                        this::tell,
                        this::failed);
    }

    /** Asks the server, and the user for what is missing. */
    public void look() {
        TargetName name = target.get();
        if (looking.get()) {
            return;
        }
        looking.set(true);
        bench.asking()
                .submit(
                        name.server(),
                        TaskTitle.of("schedule", name.toString()),
                        context -> bench.operations().schedules().show(name, context),
                        progress -> {},
                        this::tell,
                        this::failed);
    }

    /** Takes what an action on the schedule answered. */
    void tell(ScheduleReport found) {
        looking.set(false);
        failure.set(Optional.empty());
        laptop.set(found.laptop());
        report.set(Optional.of(found));
    }

    /** Takes what a change of this computer's own schedule answered. */
    void tell(LaptopSchedule found) {
        laptop.set(found);
    }

    private void failed(OperationFailedException reason) {
        looking.set(false);
        failure.set(Optional.of(FailureNote.of(reason, bench.words())));
    }

    /** The instance. */
    TargetName target() {
        return target.get();
    }

    /** What the server told last; empty if it told nothing yet. */
    public ReadOnlyObjectProperty<Optional<ScheduleReport>> reportProperty() {
        return report.getReadOnlyProperty();
    }

    /** This computer's own schedule. */
    public ReadOnlyObjectProperty<LaptopSchedule> laptopProperty() {
        return laptop.getReadOnlyProperty();
    }

    /** Why the last look failed; empty if it did not. */
    public ReadOnlyObjectProperty<Optional<FailureNote>> failureProperty() {
        return failure.getReadOnlyProperty();
    }

    /** Whether the server is being asked. */
    public ReadOnlyBooleanProperty lookingProperty() {
        return looking.getReadOnlyProperty();
    }
}
