package app.greenroom.app;

import app.greenroom.cli.session.Backstage.Shown;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.job.HostJobs;
import app.greenroom.job.JobClient;
import app.greenroom.operation.Backups;
import app.greenroom.operation.MaintenancePages;
import app.greenroom.operation.Operations;
import app.greenroom.operation.PracticeServer;
import app.greenroom.operation.Preferences;
import app.greenroom.operation.Shelves;
import app.greenroom.operation.StoredPreferences;
import app.greenroom.operation.Targets;
import app.greenroom.operation.backup.LastSnapshot;
import app.greenroom.operation.backup.LocalBackups;
import app.greenroom.operation.drill.ServerDrills;
import app.greenroom.operation.inspect.InspectServer;
import app.greenroom.operation.inspect.Probe;
import app.greenroom.operation.job.FollowJobs;
import app.greenroom.operation.job.Pause;
import app.greenroom.operation.library.LocalLibrary;
import app.greenroom.operation.restore.PlannedRestores;
import app.greenroom.operation.restore.PlannedRollbacks;
import app.greenroom.operation.restore.RemoveKept;
import app.greenroom.operation.schedule.Collecting;
import app.greenroom.operation.schedule.LaptopSchedules;
import app.greenroom.operation.schedule.LocalSchedules;
import app.greenroom.operation.server.ManageServers;
import app.greenroom.operation.server.PracticeAddress;
import app.greenroom.operation.server.SavedCredentials;
import app.greenroom.operation.server.SignedInConnections;
import app.greenroom.operation.server.StoredSecrets;
import app.greenroom.operation.server.TrustForThisRun;
import app.greenroom.operation.system.PlannedCare;
import app.greenroom.operation.upgrade.NotesFromWeb;
import app.greenroom.operation.upgrade.PlannedUpgrades;
import app.greenroom.operation.upgrade.ReleaseTableFile;
import app.greenroom.operation.upgrade.UpgradeExtras;
import app.greenroom.operation.window.StoredMaintenancePages;
import app.greenroom.operation.window.WithMaintenanceText;
import app.greenroom.practice.EmbeddedPracticeServer;
import app.greenroom.ssh.RemoteHosts;
import app.greenroom.ssh.jsch.JschRemoteHosts;
import app.greenroom.storage.HeldElsewhereException;
import app.greenroom.storage.JsonServerProfileRepository;
import app.greenroom.storage.KnownHostsFile;
import app.greenroom.storage.MaintenanceFile;
import app.greenroom.storage.PreferencesFile;
import app.greenroom.storage.RetentionFile;
import app.greenroom.storage.SchedulesFile;
import app.greenroom.storage.ServerProfileRepository;
import app.greenroom.storage.disk.LocalDisk;
import app.greenroom.storage.keyring.SystemKeyring;
import app.greenroom.storage.library.Seals;
import app.greenroom.storage.library.SnapshotLibrary;
import app.greenroom.storage.secret.EncryptedFileSecretStore;
import app.greenroom.storage.secret.SecretsState;
import app.greenroom.task.CancellationToken;
import app.greenroom.text.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Puts the parts together, each handed what it needs; the only place that knows all of them. */
final class CompositionRoot implements OpenedOnDemand.Built {
    private static final String OFFLINE = "GREENROOM_OFFLINE";

    /** Nobody waits longer for a plan because a page of the web is slow. */
    private static final Duration NOTES_PATIENCE = Duration.ofSeconds(4);

    private final Clock clock;
    private final Logging logging;
    private final SignedInConnections connections;
    private final PracticeServer practice;
    private final LocalLibrary looking;
    private final Operations operations;
    private final Preferences preferences;
    private final OneWindow window;

    /**
     * Puts them together.
     *
     * @param directories where the files of Greenroom lie
     * @param environment variables of this process
     * @param version of this program
     * @param lasting whether these files stay; for others no key is made
     */
    CompositionRoot(AppDirectories directories, Map<String, String> environment, String version, boolean lasting) {
        clock = Clock.system(ZoneId.systemDefault());
        Redaction redaction = new Redaction();
        logging = Logging.start(directories.logs(), redaction);
        SecureRandom random = new SecureRandom();
        window = new OneWindow(directories.config(), random);
        ServerProfileRepository profiles = new JsonServerProfileRepository(directories.servers());
        TrustForThisRun trusted =
                new TrustForThisRun(new KnownHostsFile(directories.knownHosts(), AppDirectories.openSshKnownHosts()));
        EncryptedFileSecretStore store = new EncryptedFileSecretStore(directories.secrets(), new SystemKeyring());
        practice = new EmbeddedPracticeServer(Path.of(System.getProperty("java.io.tmpdir")), environment);

        PracticeAddress addresses = new PracticeAddress(practice, trusted);
        SavedCredentials credentials = new SavedCredentials(store, redaction::register);
        RemoteHosts hosts = new JschRemoteHosts(trusted);
        connections = new SignedInConnections(hosts, profiles, credentials, addresses);
        Probe probe = new Probe(clock, random);
        SnapshotLibrary library = new SnapshotLibrary(
                directories.library(), new LocalDisk(), lasting ? seals(store, random) : Seals.none());
        InspectServer inspections = new InspectServer(connections, profiles, probe, new LastSnapshot(library, clock));
        Targets targets = new Targets(inspections);
        Backups backups = new LocalBackups(targets, connections, profiles, library, clock, version);
        looking = new LocalLibrary(
                new Shelves(library, profiles),
                library,
                new RetentionFile(directories.retention()),
                inspections,
                clock,
                directories.cache().resolve("opened"));
        JobClient jobs = new JobClient(random);
        String by = System.getProperty("user.name") + "@" + computer(environment);
        MaintenancePages pages = new StoredMaintenancePages(new MaintenanceFile(directories.maintenance()));
        HostJobs starting = new WithMaintenanceText(jobs, directories.maintenanceText(), pages);
        Pause pause = Pause.real();
        SchedulesFile schedulesFile = new SchedulesFile(directories.schedules());
        operations = new Operations(
                new ManageServers(profiles, trusted, credentials, hosts, connections, addresses, probe),
                inspections,
                backups,
                looking,
                new PlannedUpgrades(
                        targets,
                        connections,
                        backups,
                        starting,
                        pause,
                        new ReleaseTableFile(directories.releases()),
                        new UpgradeExtras(RemoveKept::on, notes(environment)),
                        clock,
                        by),
                new FollowJobs(connections, inspections, jobs, pause, by),
                practice,
                new StoredSecrets(store, redaction::register),
                new PlannedRestores(
                        targets,
                        connections,
                        backups,
                        library,
                        starting,
                        pause,
                        new ReleaseTableFile(directories.releases()),
                        probe,
                        clock,
                        by),
                new PlannedRollbacks(targets, connections, starting, pause, clock, by),
                new RemoveKept(targets, connections),
                new ServerDrills(targets, connections, backups, library, random, clock),
                pages,
                new LocalSchedules(
                        targets,
                        connections,
                        new Shelves(library, profiles),
                        new Collecting(connections, library, schedulesFile),
                        new LaptopSchedules(schedulesFile, clock),
                        backups,
                        clock,
                        random,
                        version),
                new PlannedCare(targets, connections, starting, pause, clock, random, by));
        preferences = new StoredPreferences(new PreferencesFile(directories.preferences()));
    }

    /** Puts the parts together on the files in a folder, else on those in the usual folders. */
    static CompositionRoot build(Optional<Path> home) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        home.ifPresent(folder -> environment.put(AppDirectories.HOME, folder.toString()));
        return new CompositionRoot(
                AppDirectories.of(environment), environment, BuildInfo.read().version(), home.isEmpty());
    }

    /** Lists of changes come from the web, unless the user wants nothing from there. */
    private static UpgradeExtras.Notes notes(Map<String, String> environment) {
        return environment.getOrDefault(OFFLINE, "").isEmpty()
                ? new NotesFromWeb(NOTES_PATIENCE)
                : releases -> releases;
    }

    /** Seals by the secrets of this computer. Where a passphrase would have to be chosen first, nothing is sealed. */
    private static Seals seals(EncryptedFileSecretStore store, SecureRandom random) {
        return new Seals(store, () -> store.state() != SecretsState.NONE_PASSPHRASE_NEEDED, random);
    }

    /** The name of this computer, without asking the network for it. */
    private static String computer(Map<String, String> environment) {
        for (String variable : List.of("HOSTNAME", "COMPUTERNAME")) {
            String name = environment.getOrDefault(variable, "");
            if (!name.isBlank()) {
                return name;
            }
        }
        try {
            return Files.readString(Path.of("/etc/hostname")).strip();
        } catch (IOException e) {
            return "this computer"; // a system that keeps its name elsewhere; it only informs people
        }
    }

    @Override
    public Operations operations() {
        return operations;
    }

    /** What the user prefers. */
    Preferences preferences() {
        return preferences;
    }

    @Override
    public Shown desktop(boolean practised, CancellationToken interrupt) throws OperationFailedException {
        DesktopApplication desktop = application();
        try (var _ = interrupt.onCancel(desktop::close)) {
            return desktop.runOnce(window, practised) ? Shown.OURS : Shown.OTHERS;
        } catch (HeldElsewhereException e) {
            throw new OperationFailedException(FailureReason.WINDOW_SILENT, String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperationFailedException(FailureReason.CANCELLED, "interrupted", e);
        } catch (UnsupportedOperationException | UnsatisfiedLinkError e) {
            // no display, or a library of the operating system that draws is missing
            throw new OperationFailedException(FailureReason.NO_DISPLAY, String.valueOf(e.getMessage()), e);
        }
    }

    /** The desktop on these operations; a new one each time. */
    DesktopApplication application() {
        return new DesktopApplication(operations, preferences, new Messages(Locale.ENGLISH), clock);
    }

    @Override
    public void close() {
        connections.close();
        practice.close();
        looking.close();
        logging.close();
    }
}
