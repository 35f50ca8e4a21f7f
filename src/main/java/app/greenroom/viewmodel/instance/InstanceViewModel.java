package app.greenroom.viewmodel.instance;

import app.greenroom.domain.instance.InstanceFacts;
import app.greenroom.domain.instance.PretalxSettings;
import app.greenroom.domain.instance.PretalxVersion;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.domain.server.TargetName;
import app.greenroom.operation.Inspections.InstanceReport;
import app.greenroom.operation.Inspections.ServerReport;
import app.greenroom.viewmodel.InstanceTab;
import app.greenroom.viewmodel.Workbench;
import app.greenroom.viewmodel.backup.BackupsViewModel;
import app.greenroom.viewmodel.backup.SnapshotShelf;
import app.greenroom.viewmodel.history.HistoryViewModel;
import app.greenroom.viewmodel.instance.FindingRow.Action;
import app.greenroom.viewmodel.server.ServerSettingsViewModel;
import app.greenroom.viewmodel.server.ServerWatch;
import app.greenroom.viewmodel.system.SystemViewModel;
import app.greenroom.viewmodel.upgrade.UpgradeViewModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.ObjectBinding;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableObjectValue;
import javafx.beans.value.ObservableStringValue;

/** One instance: its head, its two main actions and its pages. */
public final class InstanceViewModel {
    private final TargetName target;
    private final ServerWatch watch;
    private final Workbench bench;
    private final SnapshotShelf shelf;
    private final HealthViewModel health;
    private final BackupsViewModel backups;
    private final UpgradeViewModel upgrade;
    private final SystemViewModel system;
    private final HistoryViewModel history;
    private final ServerSettingsViewModel settings;
    private final ObjectProperty<InstanceTab> tab = new SimpleObjectProperty<>(InstanceTab.HEALTH);
    private final StringBinding subtitle;
    private final ObjectBinding<Optional<PretalxVersion>> newer;
    private final StringBinding upgradeLabel;
    private final ObjectBinding<Primary> primary;

    /** The one button of a page that stands out. */
    public enum Primary {
        /** Back up now. */
        BACK_UP,
        /** Upgrade. */
        UPGRADE,
        /** None of the head; the page may have one of its own. */
        NONE
    }

    /** The pages of an instance; the only one of its server if the target names none. */
    public InstanceViewModel(TargetName target, ServerWatch watch, Workbench bench) {
        this.target = target;
        this.watch = watch;
        this.bench = bench;
        this.shelf = new SnapshotShelf(this::exactTarget, bench);
        this.health = new HealthViewModel(watch, target.instance(), shelf, bench, this::act);
        this.backups = new BackupsViewModel(shelf, watch, bench);
        // what was found about snapshots is no longer true after one was taken
        shelf.verifiedProperty().subscribe((before, now) -> now.ifPresent(report -> watch.glance()));
        this.upgrade = new UpgradeViewModel(this::exactTarget, watch, bench);
        this.system = new SystemViewModel(this::exactTarget, watch, bench);
        this.history = new HistoryViewModel(this::exactTarget, watch, bench);
        this.settings = new ServerSettingsViewModel(watch, bench);
        this.subtitle =
                Bindings.createStringBinding(this::computeSubtitle, watch.reportProperty(), watch.profileProperty());
        this.newer = Bindings.createObjectBinding(this::computeNewer, watch.reportProperty());
        this.upgradeLabel = Bindings.createStringBinding(
                () -> newer.get()
                        .map(version -> bench.words().get("view.instance.upgrade", version.toString()))
                        .orElse(""),
                newer);
        tab.subscribe(shown -> {
            if (shown == InstanceTab.BACKUPS) {
                backups.sheets().opened();
            } else if (shown == InstanceTab.SYSTEM) {
                system.opened();
            } else if (shown == InstanceTab.HISTORY) {
                history.opened();
            }
        });
        this.primary = Bindings.createObjectBinding(
                this::computePrimary, tab, newer, backups.sheets().sheetProperty());
    }

    /** Reads what was not read yet. */
    public void opened() {
        upgrade.opened();
        shelf.reload();
        if (watch.reportProperty().get().isEmpty() && !watch.lookingProperty().get()) {
            watch.look();
        }
    }

    /** The target with the instance named, as soon as that is known. */
    public TargetName exactTarget() {
        return watch.instance(target.instance())
                .map(report -> new TargetName(
                        target.server(), Optional.of(report.facts().id())))
                .orElse(target);
    }

    /** Takes a snapshot and shows it. */
    public void backUp() {
        tab.set(InstanceTab.BACKUPS);
        shelf.create();
    }

    /** Opens the upgrade page and plans, unless something is planned or under way already. */
    public void planUpgrade() {
        tab.set(InstanceTab.UPGRADE);
        if (upgrade.planProperty().get().isEmpty()
                && upgrade.walkProperty().get().isEmpty()) {
            upgrade.plan();
        }
    }

    /** Does what this program can do about a finding. */
    public void act(Action action) {
        switch (action) {
            case PLAN_UPGRADE -> planUpgrade();
            case BACK_UP -> backUp();
            case SHOW_JOB -> tab.set(InstanceTab.UPGRADE);
            case SHOW_SYSTEM -> tab.set(InstanceTab.SYSTEM);
            case SHOW_ROLLBACK -> tab.set(InstanceTab.HISTORY);
            case SHOW_RESTORE -> tab.set(InstanceTab.BACKUPS);
            case SHOW_SCHEDULE -> {
                tab.set(InstanceTab.BACKUPS);
                backups.sheets().openSchedule();
            }
        }
    }

    private String computeSubtitle() {
        ServerProfile profile = watch.profileProperty().get();
        List<String> parts = new ArrayList<>();
        parts.add(bench.words().get("view.instance.account", profile.user(), profile.host()));
        watch.reportProperty()
                .get()
                .map(ServerReport::facts)
                .ifPresent(facts -> parts.add(facts.operatingSystem().replaceAll("\\s*(GNU/Linux|\\([^)]*\\))", "")));
        watch.instance(target.instance())
                .map(InstanceReport::facts)
                .ifPresent(facts -> database(facts).ifPresent(parts::add));
        return String.join(bench.words().get("view.separator"), parts);
    }

    private Optional<String> database(InstanceFacts facts) {
        return facts.settings()
                .value()
                .map(PretalxSettings::database)
                .map(database -> bench.words().get("finding.DATABASE.kind." + database.kind()))
                .map(kind -> facts.database()
                        .value()
                        .filter(InstanceFacts.DatabaseState::answers)
                        .map(state -> kind + " " + state.version())
                        .orElse(kind));
    }

    private Optional<PretalxVersion> computeNewer() {
        return watch.instance(target.instance())
                .map(InstanceReport::facts)
                .flatMap(facts -> Figures.newest(facts)
                        .filter(newest -> facts.installed()
                                .value()
                                .map(installed -> installed.compareTo(newest) < 0)
                                .orElse(false)));
    }

    private Primary computePrimary() {
        return switch (tab.get()) {
            case HEALTH -> newer.get().isPresent() ? Primary.UPGRADE : Primary.BACK_UP;
            case BACKUPS -> backups.sheets().sheetProperty().get().isEmpty() ? Primary.BACK_UP : Primary.NONE;
            case UPGRADE, SYSTEM, HISTORY, SETTINGS -> Primary.NONE;
        };
    }

    /** What it is called. */
    public String title() {
        if (isPractice() && target.instance().isEmpty()) {
            return bench.words().get("view.practice");
        }
        return target.toString();
    }

    /** Whether it lives on the practice server. */
    public boolean isPractice() {
        return watch.profileProperty().get().practice();
    }

    /** The name that was opened. */
    public TargetName target() {
        return target;
    }

    /** What is known about its server. */
    public ServerWatch watch() {
        return watch;
    }

    /** Account, operating system and database. */
    public ObservableStringValue subtitle() {
        return subtitle;
    }

    /** A release newer than the installed one, if there is one. */
    public ObservableObjectValue<Optional<PretalxVersion>> newer() {
        return newer;
    }

    /** Label of the button that upgrades; empty if there is nothing newer. */
    public StringBinding upgradeLabel() {
        return upgradeLabel;
    }

    /** The button of the head that stands out. */
    public ObservableObjectValue<Primary> primary() {
        return primary;
    }

    /** The page that is shown. */
    public ObjectProperty<InstanceTab> tabProperty() {
        return tab;
    }

    /** Its health. */
    public HealthViewModel health() {
        return health;
    }

    /** The page of its snapshots. */
    public BackupsViewModel backups() {
        return backups;
    }

    /** The page of its upgrade. */
    public UpgradeViewModel upgrade() {
        return upgrade;
    }

    /** The page of its server's system. */
    public SystemViewModel system() {
        return system;
    }

    /** What was done to it. */
    public HistoryViewModel history() {
        return history;
    }

    /** The settings of its server. */
    public ServerSettingsViewModel settings() {
        return settings;
    }

    /** Its snapshots. */
    public SnapshotShelf shelf() {
        return shelf;
    }
}
