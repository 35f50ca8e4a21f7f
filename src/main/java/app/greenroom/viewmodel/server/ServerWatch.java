package app.greenroom.viewmodel.server;

import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.operation.Inspections.InstanceReport;
import app.greenroom.operation.Inspections.ServerReport;
import app.greenroom.task.TaskTitle;
import app.greenroom.task.Work;
import app.greenroom.viewmodel.Workbench;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

/** What is known about one saved server, and looking at it again. One for each, shared by all screens. */
public final class ServerWatch {
    private final Workbench bench;
    private final ObjectProperty<ServerProfile> profile;
    private final ReadOnlyObjectWrapper<Optional<ServerReport>> report;
    private final ReadOnlyObjectWrapper<Optional<OperationFailedException>> failure =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper looking = new ReadOnlyBooleanWrapper();

    /** Knows what the last look of this run of the program found. */
    public ServerWatch(ServerProfile profile, Workbench bench) {
        this.bench = bench;
        this.profile = new SimpleObjectProperty<>(profile);
        this.report =
                new ReadOnlyObjectWrapper<>(bench.operations().inspections().last(profile.name()));
    }

    /** Looks at the server, asking for secrets that are missing. */
    public void look() {
        if (looking.get()) {
            return;
        }
        looking.set(true);
        bench.asking().submit(name(), title(), work(), progress -> {}, this::seen, this::failed);
    }

    /** Looks at the server only as far as that works without asking the user anything. */
    public void glance() {
        if (looking.get()) {
            return;
        }
        looking.set(true);
        bench.runner().submit(title(), work(), progress -> {}, this::seen, this::failed);
    }

    private TaskTitle title() {
        return TaskTitle.of("inspect", name());
    }

    private Work<ServerReport> work() {
        String server = name();
        return context -> bench.operations().inspections().inspect(server, context);
    }

    private void seen(ServerReport found) {
        looking.set(false);
        failure.set(Optional.empty());
        report.set(Optional.of(found));
    }

    private void failed(OperationFailedException reason) {
        looking.set(false);
        failure.set(Optional.of(reason));
    }

    /** Name of the saved server. */
    public String name() {
        return profile.get().name();
    }

    /** The report on one instance; on the only one if no id is given. */
    public Optional<InstanceReport> instance(Optional<String> id) {
        return report.get().stream()
                .flatMap(all -> all.instances().stream())
                .filter(each -> id.map(each.facts().id()::equals).orElse(true))
                .findFirst();
    }

    /** The saved profile. */
    public ObjectProperty<ServerProfile> profileProperty() {
        return profile;
    }

    /** What the last successful look found. */
    public ReadOnlyObjectProperty<Optional<ServerReport>> reportProperty() {
        return report.getReadOnlyProperty();
    }

    /** Why the last look failed; empty if it did not. */
    public ReadOnlyObjectProperty<Optional<OperationFailedException>> failureProperty() {
        return failure.getReadOnlyProperty();
    }

    /** Whether a look is under way. */
    public ReadOnlyBooleanProperty lookingProperty() {
        return looking.getReadOnlyProperty();
    }
}
