package app.greenroom.operation.server;

import app.greenroom.domain.server.ServerProfile;
import app.greenroom.domain.server.SshAuthentication;
import app.greenroom.operation.inspect.Probe;
import app.greenroom.operation.server.WarmConnection.Patience;
import app.greenroom.storage.JsonServerProfileRepository;
import app.greenroom.storage.KnownHostsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Saved servers in a folder, with fake hosts behind them. */
final class Workbench {
    final FakeHosts hosts = new FakeHosts();
    final FakeSecrets secrets = new FakeSecrets();
    final FakePractice practice = new FakePractice();
    final List<Runnable> later = new ArrayList<>();
    final JsonServerProfileRepository profiles;
    final TrustForThisRun trust;
    final SavedCredentials credentials;
    final SignedInConnections connections;
    final ManageServers servers;

    Workbench(Path folder) {
        this(folder, Duration.ofHours(1));
    }

    /** With another rest after which a warm connection is asked whether it still answers. */
    Workbench(Path folder, Duration unasked) {
        profiles = new JsonServerProfileRepository(folder.resolve("servers.json"));
        trust = new TrustForThisRun(
                new KnownHostsFile(folder.resolve("known_hosts"), folder.resolve("openssh_known_hosts")));
        credentials = new SavedCredentials(secrets);
        PracticeAddress addresses = new PracticeAddress(practice, trust);
        connections = new SignedInConnections(
                hosts,
                profiles,
                credentials,
                addresses,
                new Patience(Duration.ofMinutes(1), unasked, (after, action) -> later.add(action)));
        // a generator of zeros, so that a test knows the sentinel of the probe
        RandomGenerator zeros = () -> 0L;
        Probe probe = new Probe(Clock.fixed(Instant.parse("2026-11-24T06:40:00Z"), ZoneOffset.UTC), zeros);
        servers = new ManageServers(profiles, trust, credentials, hosts, connections, addresses, probe);
    }

    /** Saves a server that is signed in to with a password. */
    ServerProfile save(String name) throws IOException {
        return save(profile(name, new SshAuthentication.Password()));
    }

    /** Saves a server. */
    ServerProfile save(ServerProfile profile) throws IOException {
        profiles.change(present -> {
            List<ServerProfile> more = new ArrayList<>(present);
            more.removeIf(each -> each.name().equals(profile.name()));
            more.add(profile);
            return more;
        });
        return profile;
    }

    /** A server. */
    static ServerProfile profile(String name, SshAuthentication authentication) {
        return new ServerProfile(name, name + ".example.org", 22, "orga", authentication, false, false, List.of());
    }

    /** Does what was to be done later. */
    void timePasses() {
        List<Runnable> due = List.copyOf(later);
        later.clear();
        due.forEach(Runnable::run);
    }
}
