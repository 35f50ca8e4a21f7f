package app.greenroom.viewmodel.fake;

import app.greenroom.operation.Operations;
import app.greenroom.task.TaskRunner;
import app.greenroom.text.Messages;
import app.greenroom.viewmodel.Asking;
import app.greenroom.viewmodel.Dialogs;
import app.greenroom.viewmodel.Pulse;
import app.greenroom.viewmodel.Words;
import app.greenroom.viewmodel.Workbench;
import app.greenroom.viewmodel.frame.MainViewModel;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.concurrent.Executor;

/** All operations in memory, and the window's view model on them. */
public final class FakeWorld {
    /** Time. */
    public final FakeClock clock = new FakeClock();
    /** Saved servers. */
    public final FakeServers servers = new FakeServers();
    /** Looks. */
    public final FakeInspections inspections = new FakeInspections();
    /** Snapshots. */
    public final FakeBackups backups = new FakeBackups(clock);
    /** What is done with snapshots that are here. */
    public final FakeLibrary library = new FakeLibrary(backups, clock);
    /** Proofs. */
    public final FakeDrills drills = new FakeDrills(backups, clock);
    /** What is taken by itself. */
    public final FakeSchedules schedules = new FakeSchedules(backups, clock);
    /** Upgrades. */
    public final FakeUpgrades upgrades = new FakeUpgrades();
    /** Jobs. */
    public final FakeJobs jobs = new FakeJobs();
    /** Restores. */
    public final FakeRestores restores = new FakeRestores();
    /** What jobs kept. */
    public final FakeCleanup cleanup = new FakeCleanup();
    /** What pretalx stands on. */
    public final FakeSystem system = new FakeSystem(clock);
    /** Ways back. */
    public final FakeRollbacks rollbacks = new FakeRollbacks();
    /** Words of maintenance pages. */
    public final FakeMaintenancePages maintenance = new FakeMaintenancePages();
    /** The practice server. */
    public final FakePractice practice = new FakePractice();
    /** Secrets. */
    public final FakeVault vault = new FakeVault();
    /** Answers. */
    public final RecordingDialogs dialogs = new RecordingDialogs();
    /** Folders and clipboard. */
    public final RecordingDesktop desktop = new RecordingDesktop();
    /** Words in English, in UTC. */
    public final Words words = Words.of(new Messages(Locale.ENGLISH), ZoneOffset.UTC);
    /** The present. */
    public final Pulse pulse = new Pulse(clock);
    /** Preferences. */
    public final FakePreferences preferences = new FakePreferences();

    /** All operations. */
    public Operations operations() {
        return new Operations(
                servers,
                inspections,
                backups,
                library,
                upgrades,
                jobs,
                practice,
                vault,
                restores,
                rollbacks,
                cleanup,
                drills,
                maintenance,
                schedules,
                system);
    }

    /** The window on a runner, everything on the caller's thread. */
    public MainViewModel window(TaskRunner runner) {
        return window(runner, dialogs, Runnable::run);
    }

    /** The window on a runner, with dialogs and a UI thread. */
    public MainViewModel window(TaskRunner runner, Dialogs questions, Executor ui) {
        return new MainViewModel(operations(), runner, questions, desktop, preferences, words, pulse, ui);
    }

    /** What a single view model works with; it leads nowhere. */
    public Workbench workbench(TaskRunner runner) {
        return new Workbench(
                operations(),
                runner,
                runner,
                new Asking(operations(), runner, dialogs, words),
                dialogs,
                desktop,
                window(runner),
                words,
                pulse,
                Runnable::run);
    }
}
