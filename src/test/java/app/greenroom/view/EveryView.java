package app.greenroom.view;

import app.greenroom.viewmodel.Words;
import app.greenroom.viewmodel.frame.MainViewModel;
import app.greenroom.viewmodel.instance.InstanceViewModel;
import app.greenroom.viewmodel.walk.WalkViewModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javafx.scene.Parent;

/** Makes every view that there is, by name, on the view models of one window. */
final class EveryView {
    private final Map<String, Supplier<Parent>> views = new LinkedHashMap<>();

    EveryView(MainViewModel window, Words words) {
        ViewFactory factory = new ViewFactory(words);
        InstanceViewModel instance = window.instanceProperty().get().orElseThrow();
        views.put("MainView", () -> factory.of(window));
        views.put("WelcomeView", () -> factory.welcome(window));
        views.put("InstanceView", () -> factory.of(instance));
        views.put("HealthView", () -> factory.of(instance.health()));
        views.put("backup.BackupsView", () -> factory.of(instance.backups()));
        views.put("backup.SnapshotView", () -> factory.snapshot(instance.backups()));
        views.putAll(new BackupViews(instance.backups(), factory).all());
        views.put("UpgradeView", () -> factory.of(instance.upgrade()));
        views.put("PlanView", () -> {
            instance.upgrade().plan();
            return factory.plan(instance.upgrade().planProperty().get().orElseThrow(), instance.upgrade()::start);
        });
        views.put("WalkView", () -> factory.walk(instance.upgrade().job(), walk(instance), () -> {}));
        views.put("SystemView", () -> factory.of(instance.system()));
        views.put("history.HistoryView", () -> factory.of(instance.history()));
        views.put(
                "history.RollbackView",
                () -> factory.of((Object) instance.history().rollback()));
        views.put("ServerSettingsView", () -> factory.of(instance.settings()));
        views.put("MaintenanceView", () -> factory.of(instance.settings().page()));
        views.put("SignInFormView", () -> factory.of(instance.settings().signIn()));
        views.put("AddServerView", () -> {
            window.showAddServer();
            return factory.of(window.addingProperty().get().orElseThrow());
        });
        views.put("HostKeyPromptView", () -> {
            window.showHostKey(instance.watch().profileProperty().get());
            return factory.hostKey(window.hostKeyProperty().get().orElseThrow(), () -> {});
        });
        views.put("ActivityView", () -> factory.of(window.activity()));
        views.put("PreferencesView", () -> factory.of(window.preferences()));
    }

    private static WalkViewModel walk(InstanceViewModel instance) {
        instance.upgrade().plan();
        instance.upgrade().start();
        return instance.upgrade().walkProperty().get().orElseThrow();
    }

    /** The names of all views. */
    static List<String> names() {
        return List.of(
                "MainView",
                "WelcomeView",
                "InstanceView",
                "HealthView",
                "backup.BackupsView",
                "backup.SnapshotView",
                "backup.RestoreView",
                "backup.FilesView",
                "backup.KeptView",
                "backup.ChangesView",
                "backup.DrillView",
                "backup.RetentionView",
                "backup.ScheduleView",
                "UpgradeView",
                "SystemView",
                "PlanView",
                "WalkView",
                "history.HistoryView",
                "history.RollbackView",
                "ServerSettingsView",
                "MaintenanceView",
                "SignInFormView",
                "AddServerView",
                "HostKeyPromptView",
                "ActivityView",
                "PreferencesView");
    }

    /** The view of that name. */
    Parent named(String name) {
        Supplier<Parent> view = views.get(name);
        if (view == null) {
            throw new AssertionError("no test knows how to make " + name);
        }
        return view.get();
    }
}
