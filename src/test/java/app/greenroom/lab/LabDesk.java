package app.greenroom.lab;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.HostKey;
import app.greenroom.domain.server.Secret;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.domain.server.SshAuthentication;
import app.greenroom.domain.server.TrustedHostKeys;
import app.greenroom.job.JobClient;
import app.greenroom.operation.Backups;
import app.greenroom.operation.Cleanup;
import app.greenroom.operation.Drills;
import app.greenroom.operation.Inspections;
import app.greenroom.operation.Jobs;
import app.greenroom.operation.Restores;
import app.greenroom.operation.Rollbacks;
import app.greenroom.operation.Schedules;
import app.greenroom.operation.ServerConnections;
import app.greenroom.operation.Shelves;
import app.greenroom.operation.Targets;
import app.greenroom.operation.Upgrades;
import app.greenroom.operation.backup.LocalBackups;
import app.greenroom.operation.drill.ServerDrills;
import app.greenroom.operation.inspect.InspectServer;
import app.greenroom.operation.inspect.Probe;
import app.greenroom.operation.job.FollowJobs;
import app.greenroom.operation.job.Pause;
import app.greenroom.operation.restore.PlannedRestores;
import app.greenroom.operation.restore.PlannedRollbacks;
import app.greenroom.operation.restore.RemoveKept;
import app.greenroom.operation.schedule.Collecting;
import app.greenroom.operation.schedule.LaptopSchedules;
import app.greenroom.operation.schedule.LocalSchedules;
import app.greenroom.operation.upgrade.PlannedUpgrades;
import app.greenroom.operation.upgrade.ReleaseTableFile;
import app.greenroom.operation.upgrade.UpgradeExtras;
import app.greenroom.ssh.CredentialSource;
import app.greenroom.ssh.RemoteHost;
import app.greenroom.ssh.SshException;
import app.greenroom.ssh.jsch.JschRemoteHosts;
import app.greenroom.storage.SchedulesFile;
import app.greenroom.storage.ServerProfileRepository;
import app.greenroom.storage.library.SnapshotLibrary;
import app.greenroom.task.TaskContext;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Looking at one lab server and taking snapshots of it, over a new connection of our own SSH for each. The host key is not
 * compared: the network of a lab server is this machine's own.
 */
public final class LabDesk {
    /** Name of the saved server. */
    public static final String SERVER = "lab";

    private final SnapshotLibrary library;
    private final Inspections inspections;
    private final ServerConnections connections;
    private final Saved saved;
    private final JobClient jobClient = new JobClient(new SecureRandom());

    /**
     * A desk.
     *
     * @param folder library of snapshots
     * @param address of the server
     * @param user who signs in
     * @param key private key that does so
     */
    public LabDesk(Path folder, String address, String user, Path key) {
        library = new SnapshotLibrary(folder);
        saved = new Saved(new ServerProfile(
                SERVER, address, 22, user, new SshAuthentication.KeyFile(key.toString()), false, false, List.of()));
        connections = new New(saved, new Offered());
        inspections = new InspectServer(
                connections,
                saved,
                new Probe(Clock.systemUTC(), new SecureRandom()),
                InspectServer.FindingSource.none());
    }

    /** Snapshots that begin with a look at the server. */
    public Backups backups() {
        return backups(inspections);
    }

    /** Snapshots that begin with what a look of before found. */
    public Backups backups(Inspections looks) {
        return new LocalBackups(new Targets(looks), connections, saved, library, Clock.systemUTC(), "0.1.0-lab");
    }

    /** Schedules, the file about them beside the library. */
    public Schedules schedules() {
        SchedulesFile file = new SchedulesFile(library.root().resolveSibling("schedules.json"));
        return new LocalSchedules(
                new Targets(inspections),
                connections,
                new Shelves(library, saved),
                new Collecting(connections, library, file),
                new LaptopSchedules(file, Clock.systemUTC()),
                backups(),
                Clock.systemUTC(),
                new SecureRandom(),
                "0.1.0-lab");
    }

    /** Trial restores of them. */
    public Drills drills() {
        return new ServerDrills(
                new Targets(inspections), connections, backups(), library, new Random(1), Clock.systemUTC());
    }

    /** A look at the server. */
    public Inspections inspections() {
        return inspections;
    }

    /** Saves another server, under a name of its own. */
    public void save(String name, LabServer server) {
        saved.change(all ->
                Stream.concat(all.stream(), Stream.of(server.profile(name))).toList());
    }

    /** Restores of its snapshots. */
    public Restores restores() {
        return new PlannedRestores(
                new Targets(inspections),
                connections,
                backups(),
                library,
                jobClient,
                Pause.real(),
                new ReleaseTableFile(library.root().resolve("releases.json")),
                new Probe(Clock.systemUTC(), new SecureRandom()),
                Clock.systemUTC(),
                "lab");
    }

    /** Ways back behind upgrades. */
    public Rollbacks rollbacks() {
        return new PlannedRollbacks(
                new Targets(inspections), connections, jobClient, Pause.real(), Clock.systemUTC(), "lab");
    }

    /** What jobs kept. */
    public Cleanup cleanup() {
        return new RemoveKept(new Targets(inspections), connections);
    }

    /** Upgrades of the server, each with a snapshot first. */
    public Upgrades upgrades() {
        return new PlannedUpgrades(
                new Targets(inspections),
                connections,
                backups(),
                jobClient,
                Pause.real(),
                new ReleaseTableFile(library.root().resolve("releases.json")),
                UpgradeExtras.none(),
                Clock.systemUTC(),
                "lab");
    }

    /** Jobs there. */
    public Jobs jobs() {
        return new FollowJobs(connections, inspections, jobClient, Pause.real(), "lab");
    }

    /** Its library. */
    public SnapshotLibrary library() {
        return library;
    }

    /** The one saved server. */
    private static final class Saved implements ServerProfileRepository {
        private List<ServerProfile> profiles;

        Saved(ServerProfile profile) {
            profiles = List.of(profile);
        }

        @Override
        public synchronized List<ServerProfile> all() {
            return profiles;
        }

        @Override
        public synchronized void change(UnaryOperator<List<ServerProfile>> change) {
            profiles = change.apply(profiles);
        }
    }

    /** A connection of its own for everything. */
    private record New(Saved saved, Offered offered) implements ServerConnections {
        @Override
        public <T> T with(String name, HostWork<T> work, TaskContext context) throws OperationFailedException {
            ServerProfile profile = saved.all().stream()
                    .filter(each -> each.name().equals(name))
                    .findFirst()
                    .orElseThrow();
            JschRemoteHosts hosts = new JschRemoteHosts(offered);
            try {
                if (offered.keys.isEmpty()) {
                    offered.keys = List.of(hosts.offeredKey(profile.host(), profile.port(), context));
                }
                try (RemoteHost host = hosts.open(profile, new NoSecrets(), context)) {
                    return work.run(profile, host);
                }
            } catch (SshException.Cancelled e) {
                throw new OperationFailedException(FailureReason.CANCELLED, e.toString(), e);
            } catch (SshException e) {
                throw new OperationFailedException(FailureReason.CONNECTION_LOST, e.toString(), e);
            } catch (IOException e) {
                throw new OperationFailedException(FailureReason.LOCAL_FILE, e.toString(), e);
            }
        }
    }

    /** Trusts whatever key was offered. */
    private static final class Offered implements TrustedHostKeys {
        private volatile List<HostKey> keys = List.of();

        @Override
        public List<HostKey> keysOf(String host, int port) {
            return keys;
        }

        @Override
        public void trust(String host, int port, HostKey key) {}

        @Override
        public void forget(String host, int port) {}

        @Override
        public boolean knownToOpenSsh(String host, int port, HostKey key) {
            return false;
        }
    }

    private static final class NoSecrets implements CredentialSource {
        @Override
        public Optional<Secret> signIn() {
            return Optional.empty();
        }

        @Override
        public Optional<Secret> sudo() {
            return Optional.empty();
        }
    }
}
