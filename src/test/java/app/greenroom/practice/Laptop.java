package app.greenroom.practice;

import app.greenroom.domain.server.Secret;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.job.JobClient;
import app.greenroom.operation.Targets;
import app.greenroom.operation.backup.LocalBackups;
import app.greenroom.operation.drill.ServerDrills;
import app.greenroom.operation.inspect.InspectServer;
import app.greenroom.operation.inspect.Probe;
import app.greenroom.operation.job.FollowJobs;
import app.greenroom.operation.job.Pause;
import app.greenroom.operation.restore.PlannedRollbacks;
import app.greenroom.operation.server.PracticeAddress;
import app.greenroom.operation.server.SavedCredentials;
import app.greenroom.operation.server.SignedInConnections;
import app.greenroom.operation.server.TrustForThisRun;
import app.greenroom.operation.upgrade.PlannedUpgrades;
import app.greenroom.operation.upgrade.ReleaseTableFile;
import app.greenroom.operation.upgrade.UpgradeExtras;
import app.greenroom.ssh.jsch.JschRemoteHosts;
import app.greenroom.storage.JsonServerProfileRepository;
import app.greenroom.storage.KnownHostsFile;
import app.greenroom.storage.library.SnapshotLibrary;
import app.greenroom.storage.secret.SecretStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A user's computer with the real operations, one saved server and no secrets. */
final class Laptop implements AutoCloseable {
    private static final String BY = "kim@laptop";

    private final SignedInConnections connections;
    final InspectServer inspections;
    final LocalBackups backups;
    final ServerDrills drills;
    final PlannedUpgrades upgrades;
    final PlannedRollbacks rollbacks;
    final FollowJobs jobs;

    Laptop(Path folder, EmbeddedPracticeServer server, ServerProfile saved) throws IOException {
        JsonServerProfileRepository profiles = new JsonServerProfileRepository(folder.resolve("servers.json"));
        profiles.change(none -> List.of(saved));
        TrustForThisRun trust =
                new TrustForThisRun(new KnownHostsFile(folder.resolve("known_hosts"), folder.resolve("none")));
        connections = new SignedInConnections(
                new JschRemoteHosts(trust),
                profiles,
                new SavedCredentials(new NoSecrets()),
                new PracticeAddress(server, trust));
        inspections = new InspectServer(
                connections, profiles, new Probe(Clock.systemUTC(), new Random(1)), InspectServer.FindingSource.none());
        Targets targets = new Targets(inspections);
        SnapshotLibrary library = new SnapshotLibrary(folder.resolve("library"));
        backups = new LocalBackups(targets, connections, profiles, library, Clock.systemUTC(), "test");
        drills = new ServerDrills(targets, connections, backups, library, new Random(3), Clock.systemUTC());
        JobClient client = new JobClient(new Random(2));
        upgrades = new PlannedUpgrades(
                targets,
                connections,
                backups,
                client,
                Pause.real(),
                new ReleaseTableFile(folder.resolve("none")),
                UpgradeExtras.none(),
                Clock.systemUTC(),
                BY);
        rollbacks = new PlannedRollbacks(targets, connections, client, Pause.real(), Clock.systemUTC(), BY);
        jobs = new FollowJobs(connections, inspections, client, Pause.real(), BY);
    }

    @Override
    public void close() {
        connections.close();
    }

    private static final class NoSecrets implements SecretStore {
        @Override
        public Optional<Secret> get(String key) {
            return Optional.empty();
        }

        @Override
        public void put(String key, Secret secret) {
            throw new AssertionError("no secret is stored for the practice server");
        }

        @Override
        public void removeAll(String prefix) {}
    }
}
