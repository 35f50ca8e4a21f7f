package app.greenroom.view;

import app.greenroom.domain.backup.Period;
import app.greenroom.domain.backup.VerifyReport;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.HostKey;
import app.greenroom.domain.system.Remedy;
import app.greenroom.operation.Library;
import app.greenroom.task.Progress;
import app.greenroom.viewmodel.InstanceTab;
import app.greenroom.viewmodel.ThemeChoice;
import app.greenroom.viewmodel.Tone;
import app.greenroom.viewmodel.backup.BackupsViewModel;
import app.greenroom.viewmodel.backup.RetentionViewModel;
import app.greenroom.viewmodel.fake.BackupScenes;
import app.greenroom.viewmodel.fake.FakeServers;
import app.greenroom.viewmodel.fake.FakeWorld;
import app.greenroom.viewmodel.fake.HistoryScenes;
import app.greenroom.viewmodel.fake.Scenes;
import app.greenroom.viewmodel.frame.MainViewModel;
import app.greenroom.viewmodel.instance.InstanceViewModel;
import app.greenroom.viewmodel.restore.RestoreViewModel;
import app.greenroom.viewmodel.server.AddServerViewModel;
import app.greenroom.viewmodel.server.HostKeyPromptViewModel;
import app.greenroom.viewmodel.server.SignInForm;
import app.greenroom.viewmodel.walk.WalkViewModel;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Draws every screen into {@code target/screens}, light and dark, in two sizes, to be looked at by a person. No test:
 * its name keeps it out of ordinary runs; {@code mvn test -Dtest=ScreenshotTour} runs it.
 */
class ScreenshotTour {
    private static final boolean ONLY_HISTORY = Boolean.getBoolean("tour.history");
    private static final boolean ONLY_BACKUPS = Boolean.getBoolean("tour.backups");
    private static final boolean ONLY_SYSTEM = Boolean.getBoolean("tour.system");
    private static final boolean ONLY_ADDING = Boolean.getBoolean("tour.adding");

    @BeforeAll
    static void toolkit() throws Exception {
        FxToolkit.start();
    }

    @ParameterizedTest
    @EnumSource(
            value = ThemeChoice.class,
            names = {"LIGHT", "DARK"})
    void tour(ThemeChoice theme) throws Exception {
        Camera camera = new Camera(theme);
        if (ONLY_SYSTEM) {
            system(camera);
            return;
        }
        if (ONLY_HISTORY) {
            history(camera);
            return;
        }
        if (ONLY_BACKUPS) {
            backups(camera);
            return;
        }
        if (ONLY_ADDING) {
            addServer(camera);
            return;
        }
        camera.shoot("welcome", new FakeWorld(), MainViewModel::start);
        camera.shoot("health", Scenes.conferences(), MainViewModel::start);
        camera.shoot("health-all", Scenes.conferences(), window -> {
            window.start();
            window.instanceProperty()
                    .get()
                    .orElseThrow()
                    .health()
                    .showAllProperty()
                    .set(true);
        });
        camera.shoot("health-problem", Scenes.conferences(), window -> {
            window.start();
            window.open(window.sidebar().servers().get(3));
        });
        camera.shoot("health-failed", Scenes.silent(), MainViewModel::start);
        camera.shoot("activity", Scenes.conferences(), window -> {
            window.start();
            window.showActivity();
        });
        camera.shoot("preferences", Scenes.conferences(), window -> {
            window.start();
            window.showPreferences();
        });
        camera.shootWaiting("health-loading", Scenes.conferences(), 1, MainViewModel::start);
        backups(camera);
        system(camera);
        upgrade(camera);
        history(camera);
        addServer(camera);
        camera.shoot("settings", Scenes.conferences(), window -> {
            opened(window).tabProperty().set(InstanceTab.SETTINGS);
            opened(window).settings().showIdentity();
        });
    }

    private static InstanceViewModel opened(MainViewModel window) {
        if (window.instanceProperty().get().isEmpty()) {
            window.start();
        }
        return window.instanceProperty().get().orElseThrow();
    }

    private static void backups(Camera camera) throws Exception {
        camera.shoot(
                "backups",
                BackupScenes.library(),
                window -> opened(window).tabProperty().set(InstanceTab.BACKUPS));
        camera.shoot("backups-pinned", BackupScenes.library(), window -> {
            opened(window).tabProperty().set(InstanceTab.BACKUPS);
            opened(window)
                    .backups()
                    .chosenProperty()
                    .set(Optional.of(opened(window).backups().rows().get(4)));
        });
        camera.shootLoading("backups-loading", BackupScenes.library());
        FakeWorld unreadable = BackupScenes.library();
        unreadable.backups.listFails(new OperationFailedException(FailureReason.LOCAL_FILE, "permission denied"));
        camera.shoot(
                "backups-unreadable",
                unreadable,
                window -> opened(window).tabProperty().set(InstanceTab.BACKUPS));
        FakeWorld readOnly = BackupScenes.library();
        readOnly.library.place = new Library.Place("/media/stick/Greenroom", false, 0);
        camera.shoot(
                "backups-readonly",
                readOnly,
                window -> opened(window).tabProperty().set(InstanceTab.BACKUPS));
        sheet(camera, "backups-files", BackupsViewModel::openFiles);
        sheet(camera, "backups-changes", BackupsViewModel::openChanges);
        sheet(camera, "backups-retention", backups -> {
            backups.sheets().openRetention();
            RetentionViewModel retention =
                    (RetentionViewModel) backups.sheets().sheetProperty().get().orElseThrow();
            for (Period period : List.of(Period.HOUR, Period.DAY, Period.MONTH)) {
                retention.numberProperty(period).set("2");
            }
        });
        sheet(camera, "backups-kept", backups -> backups.sheets().openKept());
        sheet(camera, "backups-schedule", backups -> backups.sheets().openSchedule());
        sheet(camera, "backups-proof", backups -> {
            backups.prove();
            backups.openDrill();
        });
        sheet(camera, "restore-choose", BackupsViewModel::openRestore);
        sheet(camera, "restore-plan", backups -> {
            backups.openRestore();
            restore(backups).plan();
        });
        sheet(camera, "restore-done", backups -> {
            backups.openRestore();
            restore(backups).plan();
            restore(backups).start();
        });
        FakeWorld damaged = Scenes.conferences();
        damaged.backups.finds(new VerifyReport.Problem("media/a.png", VerifyReport.Kind.CONTENT, "sha256"));
        camera.shoot("backups-damaged", damaged, window -> {
            opened(window).tabProperty().set(InstanceTab.BACKUPS);
            opened(window).backups().verify(VerifyReport.Depth.FULL);
        });
        FakeWorld empty = Scenes.conferences();
        empty.backups.clear();
        camera.shoot(
                "backups-empty", empty, window -> opened(window).tabProperty().set(InstanceTab.BACKUPS));
        FakeWorld busy = Scenes.conferences();
        busy.backups.reports(Progress.bytes("backup-media", 812_000_000L, 1_300_000_000L));
        busy.backups.hold();
        camera.shootLive(
                "backups-busy",
                busy,
                window -> opened(window).backUp(),
                window -> opened(window).backups().work().fractionProperty().get() > 0.5);
    }

    private static void sheet(Camera camera, String name, Consumer<BackupsViewModel> story) throws Exception {
        FakeWorld world = BackupScenes.restored();
        world.dialogs.consent(true);
        camera.shoot(name, world, window -> {
            opened(window).tabProperty().set(InstanceTab.BACKUPS);
            story.accept(opened(window).backups());
        });
    }

    private static RestoreViewModel restore(BackupsViewModel backups) {
        return (RestoreViewModel) backups.sheets().sheetProperty().get().orElseThrow();
    }

    private static void system(Camera camera) throws Exception {
        camera.shoot("system", Scenes.conferences(), ScreenshotTour::showSystem);
        camera.shoot("system-plan", Scenes.conferences(), window -> {
            showSystem(window);
            opened(window).system().planUpdates(false);
        });
        camera.shoot("system-fix", Scenes.conferences(), window -> {
            showSystem(window);
            opened(window).system().planFix(Remedy.GETTEXT);
        });
    }

    private static void showSystem(MainViewModel window) {
        opened(window).tabProperty().set(InstanceTab.SYSTEM);
    }

    private static void upgrade(Camera camera) throws Exception {
        camera.shoot(
                "upgrade-choose",
                Scenes.conferences(),
                window -> opened(window).tabProperty().set(InstanceTab.UPGRADE));
        camera.shoot("upgrade-plan", Scenes.warned(), window -> opened(window).planUpgrade());
        camera.shoot(
                "upgrade-blocked", Scenes.blocked(), window -> opened(window).planUpgrade());
        FakeWorld snapshot = Scenes.conferences();
        snapshot.upgrades.reports(Progress.bytes("backup-media", 812_000_000L, 1_300_000_000L));
        snapshot.upgrades.hold();
        camera.shootLive(
                "walk-snapshot",
                snapshot,
                ScreenshotTour::start,
                window -> walk(window)
                        .filter(walk ->
                                !walk.steps().getFirst().noteProperty().get().isEmpty())
                        .isPresent());
        camera.shootLive(
                "walk-window",
                Scenes.inTheWindow(),
                ScreenshotTour::start,
                window -> walk(window)
                        .filter(walk -> walk.steps().get(8).toneProperty().get() == Tone.RUNNING)
                        .isPresent());
        camera.shootLive(
                "walk-lost",
                Scenes.lost(),
                ScreenshotTour::start,
                window -> walk(window)
                        .filter(walk -> !walk.connectedProperty().get())
                        .isPresent());
        camera.shootLive("walk-done", Scenes.done(), ScreenshotTour::start, ScreenshotTour::ended);
        camera.shootLive("walk-undone", Scenes.undone(), ScreenshotTour::start, ScreenshotTour::ended);
        camera.shootLive("walk-hands", Scenes.needsHands(), ScreenshotTour::start, ScreenshotTour::ended);
    }

    private static void history(Camera camera) throws Exception {
        camera.shoot(
                "history",
                HistoryScenes.upgraded(),
                window -> opened(window).tabProperty().set(InstanceTab.HISTORY));
        camera.shoot("history-log", HistoryScenes.upgraded(), window -> {
            opened(window).tabProperty().set(InstanceTab.HISTORY);
            opened(window).history().readLog();
        });
        camera.shoot("rollback-plan", HistoryScenes.upgraded(), window -> {
            opened(window).tabProperty().set(InstanceTab.HISTORY);
            opened(window).history().rollBack();
        });
    }

    private static void start(MainViewModel window) {
        opened(window).planUpgrade();
    }

    private static Optional<WalkViewModel> walk(MainViewModel window) {
        return opened(window).upgrade().walkProperty().get();
    }

    private static boolean ended(MainViewModel window) {
        return walk(window)
                .filter(walk -> walk.stateProperty().get().outcome().isPresent())
                .isPresent();
    }

    private static void addServer(Camera camera) throws Exception {
        camera.shoot("add-address", Scenes.conferences(), ScreenshotTour::add);
        camera.shoot(
                "add-identity",
                Scenes.conferences(),
                window -> prompt(window, "new.example.com").pastedProperty().set(FakeServers.KEY.fingerprint()));
        camera.shoot(
                "add-identity-different",
                Scenes.conferences(),
                window -> prompt(window, "new.example.com").pastedProperty().set("SHA256:" + "x".repeat(43)));
        FakeWorld changed = Scenes.conferences();
        changed.servers.stored("new.example.com", 22, new HostKey("ssh-ed25519", "AAAA"));
        camera.shoot("add-identity-changed", changed, window -> prompt(window, "new.example.com"));
        camera.shoot("add-address-wrong", Scenes.conferences(), window -> {
            add(window).address().hostProperty().set("cfp.example.net");
            add(window).address().portProperty().set("ssh");
        });
        camera.shoot("add-signin", Scenes.conferences(), window -> {
            prompt(window, "cfp.example.net");
            add(window).signIn().methodProperty().set(SignInForm.Method.PASSWORD);
            add(window).signIn().userProperty().set("anna");
            add(window).test();
        });
        FakeWorld refused = Scenes.conferences();
        refused.servers.checks(
                List.of(
                        FakeServers.passed("REACH", "cfp.example.net", "22"),
                        FakeServers.passed("HOST_KEY", "ED25519", FakeServers.KEY.fingerprint()),
                        FakeServers.failed(
                                "SIGN_IN",
                                new OperationFailedException(FailureReason.SIGN_IN_REFUSED, "refused", "password"))),
                List.of());
        camera.shoot("add-signin-refused", refused, window -> {
            prompt(window, "cfp.example.net");
            add(window).test();
        });
        FakeWorld empty = Scenes.conferences();
        empty.servers.checks(
                List.of(
                        FakeServers.passed("REACH", "cfp.example.net", "22"),
                        FakeServers.passed("HOST_KEY", "ED25519", FakeServers.KEY.fingerprint()),
                        FakeServers.passed("SIGN_IN", "root"),
                        FakeServers.failed(
                                "PRETALX",
                                new OperationFailedException(FailureReason.NO_PRETALX, "no pretalx on spare"))),
                List.of());
        camera.shoot("add-signin-empty", empty, window -> {
            prompt(window, "cfp.example.net");
            add(window).test();
        });
        camera.shoot("add-found-empty", empty, window -> {
            prompt(window, "cfp.example.net");
            add(window).test();
            add(window).showFound();
        });
        camera.shoot("add-found", Scenes.conferences(), window -> {
            prompt(window, "cfp.example.net");
            add(window).test();
            add(window).showFound();
        });
    }

    private static AddServerViewModel add(MainViewModel window) {
        if (window.addingProperty().get().isEmpty()) {
            window.start();
            window.showAddServer();
        }
        return window.addingProperty().get().orElseThrow();
    }

    private static HostKeyPromptViewModel prompt(MainViewModel window, String host) {
        AddServerViewModel form = add(window);
        form.address().hostProperty().set(host);
        form.askIdentity();
        return form.hostKeyProperty().get().orElseThrow();
    }
}
