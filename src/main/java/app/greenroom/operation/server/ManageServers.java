package app.greenroom.operation.server;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.HostKey;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.domain.server.SshAuthentication;
import app.greenroom.domain.server.TrustedHostKeys;
import app.greenroom.operation.LocalFailure;
import app.greenroom.operation.Servers;
import app.greenroom.operation.inspect.Probe;
import app.greenroom.ssh.RemoteHosts;
import app.greenroom.ssh.SshException;
import app.greenroom.storage.ServerProfileRepository;
import app.greenroom.task.Progress;
import app.greenroom.task.TaskContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Saved servers, their secrets and the trust in them. */
public final class ManageServers implements Servers {
    private final ServerProfileRepository profiles;
    private final TrustedHostKeys trusted;
    private final SavedCredentials credentials;
    private final RemoteHosts hosts;
    private final SignedInConnections connections;
    private final PracticeAddress addresses;
    private final Probe probe;

    /**
     * Servers kept on this computer.
     *
     * @param profiles keep them
     * @param trusted their host keys
     * @param credentials their secrets
     * @param hosts for tests and first contacts
     * @param connections let go when what they were opened with changes
     * @param addresses where servers are now
     * @param probe looks, at the end of a test
     */
    public ManageServers(
            ServerProfileRepository profiles,
            TrustedHostKeys trusted,
            SavedCredentials credentials,
            RemoteHosts hosts,
            SignedInConnections connections,
            PracticeAddress addresses,
            Probe probe) {
        this.profiles = profiles;
        this.trusted = trusted;
        this.credentials = credentials;
        this.hosts = hosts;
        this.connections = connections;
        this.addresses = addresses;
        this.probe = probe;
    }

    @Override
    public List<ServerProfile> list() throws OperationFailedException {
        try {
            return profiles.all();
        } catch (IOException e) {
            throw LocalFailure.of("reading the saved servers", e);
        }
    }

    @Override
    public ServerProfile require(String name) throws OperationFailedException {
        return list().stream()
                .filter(profile -> profile.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name));
    }

    @Override
    public OfferedKey offeredKey(String host, int port, TaskContext context) throws OperationFailedException {
        requireHost(host);
        context.report(Progress.of("connect"));
        HostKey offered;
        try {
            offered = hosts.offeredKey(host, port, context);
        } catch (SshException e) {
            throw SshFailures.of(e, host, port, new SshAuthentication.Agent());
        }
        return trust(() -> {
            List<HostKey> stored = trusted.keysOf(host, port);
            Standing standing = stored.isEmpty()
                    ? Standing.UNKNOWN
                    : stored.contains(offered) ? Standing.TRUSTED : Standing.CHANGED;
            return new OfferedKey(offered, standing, stored, trusted.knownToOpenSsh(host, port, offered));
        });
    }

    @Override
    public void trust(String host, int port, HostKey key) throws OperationFailedException {
        requireHost(host);
        List<HostKey> stored = trust(() -> trusted.keysOf(host, port));
        try {
            trust(() -> {
                trusted.trust(host, port, key);
                return true;
            });
        } catch (IllegalStateException another) {
            throw new OperationFailedException(
                    FailureReason.HOST_KEY_CHANGED,
                    "another key is stored for " + host + " port " + port,
                    another,
                    key.fingerprint(),
                    SshFailures.fingerprints(stored));
        }
    }

    @Override
    public void forgetTrust(String host, int port) throws OperationFailedException {
        requireHost(host);
        trust(() -> {
            trusted.forget(host, port);
            return true;
        });
        for (ServerProfile profile : list()) {
            if (profile.host().equalsIgnoreCase(host) && profile.port() == port) {
                connections.drop(profile.name());
            }
        }
    }

    @Override
    public ConnectionTest test(ServerProfile draft, SignInSecrets secrets, Consumer<Check> told, TaskContext context)
            throws OperationFailedException {
        requireHost(draft.host());
        boolean saved = list().stream().anyMatch(profile -> isSameAccount(profile, draft));
        ServerProfile current = addresses.current(draft, context);
        try {
            return new TestServer(hosts, trusted, probe, current, credentials.of(draft, secrets, saved), told, context)
                    .run();
        } catch (UncheckedIOException e) {
            throw LocalFailure.of("reading the trusted host keys", e);
        }
    }

    @Override
    public void add(ServerProfile profile, SignInSecrets secrets) throws OperationFailedException {
        requireHost(profile.host());
        AtomicBoolean exists = new AtomicBoolean();
        change(present -> {
            exists.set(contains(present, profile.name()));
            if (exists.get()) {
                return present;
            }
            List<ServerProfile> more = new ArrayList<>(present);
            more.add(profile);
            return more;
        });
        if (exists.get()) {
            throw new OperationFailedException(
                    FailureReason.SERVER_EXISTS, "saved already: " + profile.name(), profile.name());
        }
        try {
            credentials.keep(profile, secrets);
        } catch (OperationFailedException e) {
            // no server is saved without the secrets that it was to be saved with
            change(present -> without(present, profile.name()));
            throw e;
        }
    }

    @Override
    public void update(ServerProfile profile, SignInSecrets secrets) throws OperationFailedException {
        requireHost(profile.host());
        require(profile.name());
        credentials.keep(profile, secrets);
        AtomicBoolean exists = new AtomicBoolean();
        change(present -> {
            exists.set(contains(present, profile.name()));
            return present.stream()
                    .map(each -> each.name().equals(profile.name()) ? profile : each)
                    .toList();
        });
        connections.drop(profile.name());
        if (!exists.get()) {
            credentials.forget(profile.name());
            throw unknown(profile.name());
        }
    }

    @Override
    public void remove(String name) throws OperationFailedException {
        ServerProfile removed = require(name);
        credentials.forget(name);
        change(present -> without(present, name));
        connections.drop(name);
        boolean elsewhere = list().stream()
                .anyMatch(
                        profile -> profile.host().equalsIgnoreCase(removed.host()) && profile.port() == removed.port());
        // the practice server's trust is of this run only; its address may be somebody else's at another time
        if (!elsewhere && !removed.practice()) {
            forgetTrust(removed.host(), removed.port());
        }
    }

    @Override
    public void provide(String name, SignInSecrets secrets) {
        credentials.give(name, secrets);
        connections.drop(name);
    }

    private void change(UnaryOperator<List<ServerProfile>> change) throws OperationFailedException {
        try {
            profiles.change(change);
        } catch (IOException e) {
            throw LocalFailure.of("saving the servers", e);
        }
    }

    private static <T> T trust(Supplier<T> work) throws OperationFailedException {
        try {
            return work.get();
        } catch (UncheckedIOException e) {
            throw LocalFailure.of("reading or writing the trusted host keys", e);
        }
    }

    private static void requireHost(String host) throws OperationFailedException {
        if (!ServerProfile.isHost(host)) {
            throw new OperationFailedException(FailureReason.INPUT_INVALID, "not a host: " + host, host);
        }
    }

    private static boolean isSameAccount(ServerProfile saved, ServerProfile draft) {
        return saved.name().equals(draft.name())
                && saved.host().equalsIgnoreCase(draft.host())
                && saved.port() == draft.port()
                && saved.user().equals(draft.user());
    }

    private static boolean contains(List<ServerProfile> profiles, String name) {
        return profiles.stream().anyMatch(profile -> profile.name().equals(name));
    }

    private static List<ServerProfile> without(List<ServerProfile> profiles, String name) {
        return profiles.stream().filter(profile -> !profile.name().equals(name)).toList();
    }

    private static OperationFailedException unknown(String name) {
        return new OperationFailedException(FailureReason.SERVER_UNKNOWN, "not saved: " + name, name);
    }
}
