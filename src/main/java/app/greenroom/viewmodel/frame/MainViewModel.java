package app.greenroom.viewmodel.frame;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.domain.server.TargetName;
import app.greenroom.operation.Operations;
import app.greenroom.operation.Preferences;
import app.greenroom.task.TaskRunner;
import app.greenroom.task.TaskTitle;
import app.greenroom.viewmodel.Asking;
import app.greenroom.viewmodel.Desktop;
import app.greenroom.viewmodel.Dialogs;
import app.greenroom.viewmodel.FailureNote;
import app.greenroom.viewmodel.InstanceTab;
import app.greenroom.viewmodel.Navigator;
import app.greenroom.viewmodel.Pulse;
import app.greenroom.viewmodel.Words;
import app.greenroom.viewmodel.Workbench;
import app.greenroom.viewmodel.activity.ActivityViewModel;
import app.greenroom.viewmodel.activity.BusyWork;
import app.greenroom.viewmodel.instance.InstanceViewModel;
import app.greenroom.viewmodel.server.AddServerViewModel;
import app.greenroom.viewmodel.server.HostKeyPromptViewModel;
import app.greenroom.viewmodel.server.PracticeStart;
import app.greenroom.viewmodel.server.ServerWatch;
import app.greenroom.viewmodel.server.SidebarEntry;
import app.greenroom.viewmodel.server.SidebarViewModel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** The whole window: servers at the left, one page at the right. */
public final class MainViewModel implements Navigator {
    private final Workbench bench;
    private final ActivityViewModel activity;
    private final SidebarViewModel sidebar;
    private final PreferencesViewModel preferences;
    private final Map<TargetName, InstanceViewModel> instances = new HashMap<>();
    private final ReadOnlyObjectWrapper<Page> page = new ReadOnlyObjectWrapper<>(Page.WELCOME);
    private final ReadOnlyObjectWrapper<Optional<InstanceViewModel>> instance =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<AddServerViewModel>> adding =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final HostKeyQuestion hostKey;
    private final BusyWork startingPractice;
    private boolean started;

    /**
     * A window that is empty until {@link #start()}.
     *
     * @param operations what can be done
     * @param runner runs work and is closed by its owner
     * @param dialogs questions to the user
     * @param desktop folders and the clipboard
     * @param preferences what the user prefers
     * @param words codes into words
     * @param pulse the present
     * @param ui the UI thread
     */
    public MainViewModel(
            Operations operations,
            TaskRunner runner,
            Dialogs dialogs,
            Desktop desktop,
            Preferences preferences,
            Words words,
            Pulse pulse,
            Executor ui) {
        this.activity = new ActivityViewModel(runner, words, pulse);
        this.bench = new Workbench(
                operations,
                activity,
                runner,
                new Asking(operations, activity, dialogs, words),
                dialogs,
                desktop,
                this,
                words,
                pulse,
                ui);
        this.startingPractice = new BusyWork(words, pulse);
        this.sidebar = new SidebarViewModel(bench);
        this.hostKey = new HostKeyQuestion(bench);
        this.preferences = new PreferencesViewModel(preferences, bench);
    }

    /** Reads the saved servers, opens the first and looks at all. */
    public void start() {
        serversChanged();
    }

    @Override
    public void serversChanged() {
        read(this::show);
    }

    @Override
    public void serverAdded(String name) {
        read(profiles -> {
            started = true;
            show(profiles);
            showInstance(new TargetName(name, Optional.empty()), InstanceTab.HEALTH);
        });
    }

    private void read(Consumer<List<ServerProfile>> then) {
        bench.quiet()
                .submit(
                        TaskTitle.of("servers"),
                        context -> bench.operations().servers().list(),
                        progress -> {},
                        then,
                        this::failed);
    }

    private void show(List<ServerProfile> profiles) {
        sidebar.show(profiles);
        instances.keySet().removeIf(target -> sidebar.watch(target.server()).isEmpty());
        boolean gone =
                instance.get().filter(open -> !instances.containsValue(open)).isPresent();
        if (!started || gone) {
            started = true;
            showFirst();
            sidebar.glanceAtAll();
        }
    }

    private void showFirst() {
        instance.set(Optional.empty());
        sidebar.servers().stream()
                .findFirst()
                .ifPresentOrElse(
                        entry -> showInstance(entry.target(), InstanceTab.HEALTH), () -> page.set(Page.WELCOME));
    }

    private void failed(OperationFailedException failure) {
        bench.dialogs()
                .showFailure(
                        bench.words().of(failure),
                        FailureNote.of(failure, bench.words()).details());
    }

    /** Opens an entry of the list; the practice server is started first if it does not run. */
    public void open(SidebarEntry entry) {
        boolean practice = entry.watch().profileProperty().get().practice();
        if (practice && !bench.operations().practice().running()) {
            openPractice();
        } else {
            showInstance(entry.target(), InstanceTab.HEALTH);
        }
    }

    /** Starts the practice server if need be and opens it. */
    public void openPractice() {
        if (startingPractice.busyProperty().get()) {
            return;
        }
        startingPractice.begin(bench.words().get("task.practice"));
        startingPractice.running(bench.runner()
                .submit(
                        TaskTitle.of("practice"),
                        new PracticeStart(bench.operations()),
                        startingPractice::progress,
                        this::practiceStarted,
                        failure -> {
                            startingPractice.end();
                            if (failure.reason() != FailureReason.CANCELLED) {
                                failed(failure);
                            }
                        }));
    }

    private void practiceStarted(ServerProfile profile) {
        startingPractice.end();
        serverAdded(profile.name());
    }

    @Override
    public void showInstance(TargetName target, InstanceTab tab) {
        TargetName exact = firstOfSeveral(target);
        sidebar.watch(exact.server()).ifPresent(watch -> {
            InstanceViewModel model =
                    instances.computeIfAbsent(exact, name -> new InstanceViewModel(name, watch, bench));
            model.tabProperty().set(tab);
            instance.set(Optional.of(model));
            page.set(Page.INSTANCE);
            model.opened();
        });
    }

    /** A server with several instances has no page of its own; its first instance is shown. */
    private TargetName firstOfSeveral(TargetName target) {
        return sidebar.servers().stream()
                .filter(entry -> entry.isChild() && entry.target().server().equals(target.server()))
                .map(SidebarEntry::target)
                .filter(child -> target.instance().isEmpty())
                .findFirst()
                .orElse(target);
    }

    @Override
    public void showAddServer() {
        if (adding.get().isEmpty()) {
            adding.set(Optional.of(new AddServerViewModel(bench, this::leaveAddServer)));
        }
        instance.set(Optional.empty());
        page.set(Page.ADD_SERVER);
    }

    private void leaveAddServer() {
        adding.set(Optional.empty());
        if (page.get() == Page.ADD_SERVER) {
            showFirst();
        }
    }

    @Override
    public void showHostKey(ServerProfile profile) {
        hostKey.ask(profile, () -> page.set(Page.HOST_KEY), () -> {
            leaveHostKey();
            sidebar.watch(profile.name()).ifPresent(ServerWatch::look);
        });
    }

    /** From the question for a host key back to the instance, without trusting it. */
    public void leaveHostKey() {
        page.set(instance.get().isPresent() ? Page.INSTANCE : Page.WELCOME);
    }

    @Override
    public void showActivity() {
        instance.set(Optional.empty());
        page.set(Page.ACTIVITY);
    }

    @Override
    public void showPreferences() {
        preferences.secrets().refresh();
        instance.set(Optional.empty());
        page.set(Page.PREFERENCES);
    }

    /** The page at the right. */
    public ReadOnlyObjectProperty<Page> pageProperty() {
        return page.getReadOnlyProperty();
    }

    /** The instance that is shown, if one is. */
    public ReadOnlyObjectProperty<Optional<InstanceViewModel>> instanceProperty() {
        return instance.getReadOnlyProperty();
    }

    /** The form that adds a server, while there is one. */
    public ReadOnlyObjectProperty<Optional<AddServerViewModel>> addingProperty() {
        return adding.getReadOnlyProperty();
    }

    /** The question for a host key, while there is one. */
    public ReadOnlyObjectProperty<Optional<HostKeyPromptViewModel>> hostKeyProperty() {
        return hostKey.promptProperty();
    }

    /** The start of the practice server, with its progress. */
    public BusyWork startingPractice() {
        return startingPractice;
    }

    /** The list at the left. */
    public SidebarViewModel sidebar() {
        return sidebar;
    }

    /** Running and ended work. */
    public ActivityViewModel activity() {
        return activity;
    }

    /** What the user prefers. */
    public PreferencesViewModel preferences() {
        return preferences;
    }

    /** The present. */
    public Pulse pulse() {
        return bench.pulse();
    }

    /** All words. */
    public Words words() {
        return bench.words();
    }
}
