package app.greenroom.view;

import app.greenroom.viewmodel.backup.BackupsViewModel;
import java.util.Map;
import java.util.function.Supplier;
import javafx.scene.Parent;

/** Makes the views of the pages that open over the list of snapshots, by name. */
final class BackupViews {
    private final BackupsViewModel model;
    private final ViewFactory factory;

    BackupViews(BackupsViewModel model, ViewFactory factory) {
        this.model = model;
        this.factory = factory;
    }

    Map<String, Supplier<Parent>> all() {
        return Map.of(
                "backup.RestoreView", () -> opened(model::openRestore),
                "backup.FilesView", () -> opened(model::openFiles),
                "backup.ChangesView", () -> opened(model::openChanges),
                "backup.DrillView",
                        () -> opened(() -> {
                            model.prove();
                            model.openDrill();
                        }),
                "backup.RetentionView", () -> opened(model.sheets()::openRetention),
                "backup.KeptView", () -> opened(model.sheets()::openKept),
                "backup.ScheduleView", () -> opened(model.sheets()::openSchedule));
    }

    private Parent opened(Runnable opening) {
        opening.run();
        return factory.of(model.sheets().sheetProperty().get().orElseThrow());
    }
}
