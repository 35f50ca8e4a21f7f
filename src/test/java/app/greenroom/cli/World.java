package app.greenroom.cli;

import app.greenroom.cli.session.Backstage;
import app.greenroom.operation.Drills;
import app.greenroom.operation.Operations;
import app.greenroom.task.CancellationToken;
import app.greenroom.text.Messages;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A world in memory in which commands are run. */
final class World implements Backstage {
    /** The time in it: five minutes after sample facts were read. */
    static final Instant NOW = Instant.parse("2026-11-24T12:05:00Z");

    final FakeVault vault = new FakeVault();
    final FakeServers servers = new FakeServers(vault);
    final FakeInspections inspections = new FakeInspections();
    final FakeBackups backups = new FakeBackups();
    final FakeLibrary library = new FakeLibrary(backups.snapshots);
    final FakeUpgrades upgrades = new FakeUpgrades();
    final FakeJobs jobs = new FakeJobs();
    final FakePractice practice = new FakePractice();
    final FakeRestores restores = new FakeRestores();
    final FakeRollbacks rollbacks = new FakeRollbacks();
    final FakeCleanup cleanup = new FakeCleanup();
    Drills drills = (target, snapshot, context) -> {
        throw new AssertionError("no drill was prepared");
    };
    final FakeSystem system = new FakeSystem();
    final FakeMaintenancePages maintenance = new FakeMaintenancePages();
    final FakeSchedules schedules = new FakeSchedules();
    final Map<String, String> environment = new HashMap<>();
    final CancellationToken interrupt = new CancellationToken();
    final List<Boolean> windows = new ArrayList<>();
    int opened;
    int apart;
    FakeTerminal terminal = new FakeTerminal();

    /** Runs a command and gives its exit status. */
    int run(String... arguments) {
        return new CommandLineFace(
                        this,
                        terminal,
                        new Messages(Locale.ENGLISH),
                        Clock.fixed(NOW, ZoneOffset.UTC),
                        environment,
                        "1.2.3")
                .run(interrupt, arguments);
    }

    @Override
    public Operations operations() {
        opened++;
        return all();
    }

    private Operations all() {
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

    @Override
    public Operations operationsApart() {
        apart++;
        return all();
    }

    @Override
    public Shown desktop(boolean practiceReady, CancellationToken ending) {
        windows.add(practiceReady);
        return Shown.OURS;
    }
}
