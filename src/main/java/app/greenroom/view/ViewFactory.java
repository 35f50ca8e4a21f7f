package app.greenroom.view;

import app.greenroom.view.backup.BackupsView;
import app.greenroom.view.backup.ChangesView;
import app.greenroom.view.backup.DrillView;
import app.greenroom.view.backup.FilesView;
import app.greenroom.view.backup.KeptView;
import app.greenroom.view.backup.RestoreView;
import app.greenroom.view.backup.RetentionView;
import app.greenroom.view.backup.ScheduleView;
import app.greenroom.view.backup.SnapshotView;
import app.greenroom.view.history.HistoryView;
import app.greenroom.view.history.RollbackView;
import app.greenroom.viewmodel.Sheet;
import app.greenroom.viewmodel.Words;
import app.greenroom.viewmodel.activity.ActivityViewModel;
import app.greenroom.viewmodel.backup.BackupsViewModel;
import app.greenroom.viewmodel.backup.ChangesViewModel;
import app.greenroom.viewmodel.backup.DrillViewModel;
import app.greenroom.viewmodel.backup.FilesViewModel;
import app.greenroom.viewmodel.backup.RetentionViewModel;
import app.greenroom.viewmodel.frame.MainViewModel;
import app.greenroom.viewmodel.frame.PreferencesViewModel;
import app.greenroom.viewmodel.history.HistoryViewModel;
import app.greenroom.viewmodel.history.RollbackViewModel;
import app.greenroom.viewmodel.instance.HealthViewModel;
import app.greenroom.viewmodel.instance.InstanceViewModel;
import app.greenroom.viewmodel.restore.KeptViewModel;
import app.greenroom.viewmodel.restore.RestoreViewModel;
import app.greenroom.viewmodel.schedule.ScheduleViewModel;
import app.greenroom.viewmodel.server.AddServerViewModel;
import app.greenroom.viewmodel.server.HostKeyPromptViewModel;
import app.greenroom.viewmodel.server.MaintenanceForm;
import app.greenroom.viewmodel.server.ServerSettingsViewModel;
import app.greenroom.viewmodel.server.SignInForm;
import app.greenroom.viewmodel.system.SystemViewModel;
import app.greenroom.viewmodel.upgrade.UpgradeViewModel;
import app.greenroom.viewmodel.walk.JobWalk;
import app.greenroom.viewmodel.walk.PlannedJob;
import app.greenroom.viewmodel.walk.WalkViewModel;
import java.util.IdentityHashMap;
import javafx.scene.Parent;
import javafx.scene.layout.VBox;

/** Makes the view of a view model; the same view for the same view model, so that nothing listens twice. */
public final class ViewFactory {
    private final FxmlLoader loader;
    private final Words words;
    private final IdentityHashMap<Object, Parent> views = new IdentityHashMap<>();

    /** Makes views in the language of the words. */
    public ViewFactory(Words words) {
        this.words = words;
        this.loader = new FxmlLoader(words.messages().bundle());
    }

    /**
     * The view of a view model.
     *
     * @throws IllegalArgumentException if it is no view model with a view
     */
    public Parent of(Object viewModel) {
        Parent known = views.get(viewModel);
        if (known != null) {
            return known;
        }
        Parent made = loader.load(controller(viewModel));
        views.put(viewModel, made);
        return made;
    }

    /** The view of a page that is shown once and then forgotten; that of a lasting one is kept. */
    public Parent of(Sheet sheet) {
        return sheet.lasting() ? of((Object) sheet) : loader.load(controller(sheet));
    }

    /** The page that greets a user without servers; it shares its view model with the frame. */
    Parent welcome(MainViewModel main) {
        return loader.load(new WelcomeView(main));
    }

    /** The chosen snapshot of a page of snapshots. */
    public Parent snapshot(BackupsViewModel backups) {
        return loader.load(new SnapshotView(backups, words));
    }

    /** A plan, with the button that starts it. */
    public Parent plan(PlannedJob plan, Runnable start) {
        return loader.load(new PlanView(plan, start));
    }

    /**
     * A walk, with the buttons of the job that it belongs to.
     *
     * @param close what to do when the user has seen how it ended
     */
    public Parent walk(JobWalk job, WalkViewModel walk, Runnable close) {
        Parent known = views.get(walk);
        if (known != null) {
            return known;
        }
        Parent made = loader.load(new WalkView(job, walk, close, words));
        views.put(walk, made);
        return made;
    }

    /**
     * The question for a host key.
     *
     * @param back what to do when the user does not trust it
     */
    Parent hostKey(HostKeyPromptViewModel prompt, Runnable back) {
        return loader.load(new HostKeyPromptView(prompt, words, back));
    }

    /** The question for a host key as a page of its own. */
    Parent hostKeyPage(HostKeyPromptViewModel prompt, Runnable back) {
        VBox page = new VBox(hostKey(prompt, back));
        page.getStyleClass().addAll("page", "page-alone");
        return page;
    }

    private Object controller(Object viewModel) {
        return switch (viewModel) {
            case MainViewModel main -> new MainView(main, this);
            case InstanceViewModel instance -> new InstanceView(instance, this);
            case HealthViewModel health -> new HealthView(health, words);
            case BackupsViewModel backups -> new BackupsView(backups, this, words);
            case RestoreViewModel restore -> new RestoreView(restore, this, words);
            case KeptViewModel kept -> new KeptView(kept, words);
            case FilesViewModel files -> new FilesView(files, words);
            case ChangesViewModel changes -> new ChangesView(changes);
            case DrillViewModel drill -> new DrillView(drill, words);
            case RetentionViewModel retention -> new RetentionView(retention, words);
            case ScheduleViewModel schedule -> new ScheduleView(schedule, words);
            case HistoryViewModel history -> new HistoryView(history, this, words);
            case RollbackViewModel rollback -> new RollbackView(rollback, this, words);
            case UpgradeViewModel upgrade -> new UpgradeView(upgrade, this, words);
            case SystemViewModel system -> new SystemView(system, this, words);
            case ServerSettingsViewModel settings -> new ServerSettingsView(settings, this, words);
            case SignInForm form -> new SignInFormView(form, words);
            case MaintenanceForm page -> new MaintenanceView(page, words);
            case AddServerViewModel add -> new AddServerView(add, this, words);
            case ActivityViewModel activity -> new ActivityView(activity, words);
            case PreferencesViewModel preferences -> new PreferencesView(preferences, words);
            default -> throw new IllegalArgumentException("no view for " + viewModel);
        };
    }
}
