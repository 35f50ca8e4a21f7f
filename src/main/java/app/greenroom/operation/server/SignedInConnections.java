package app.greenroom.operation.server;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.operation.LocalFailure;
import app.greenroom.operation.ServerConnections;
import app.greenroom.operation.server.WarmConnection.Lease;
import app.greenroom.operation.server.WarmConnection.Patience;
import app.greenroom.ssh.HostTraits;
import app.greenroom.ssh.RemoteHost;
import app.greenroom.ssh.RemoteHosts;
import app.greenroom.ssh.SshException;
import app.greenroom.storage.ServerProfileRepository;
import app.greenroom.task.Progress;
import app.greenroom.task.TaskContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs in to saved servers and keeps one connection to each warm for a minute. A warm connection that turns out dead
 * before anything ran on it is replaced without a word; whatever else goes wrong becomes a failure with its reason.
 */
public final class SignedInConnections implements ServerConnections, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SignedInConnections.class);

    private final RemoteHosts hosts;
    private final ServerProfileRepository profiles;
    private final SavedCredentials credentials;
    private final PracticeAddress addresses;
    private final Patience patience;
    private final Map<String, WarmConnection> connections = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /**
     * Connections to saved servers.
     *
     * @param hosts opens them
     * @param profiles the saved servers
     * @param credentials their secrets
     * @param addresses where they are now
     */
    public SignedInConnections(
            RemoteHosts hosts,
            ServerProfileRepository profiles,
            SavedCredentials credentials,
            PracticeAddress addresses) {
        this(
                hosts,
                profiles,
                credentials,
                addresses,
                new Patience(
                        Duration.ofMinutes(1),
                        Duration.ofSeconds(15),
                        (after, action) -> CompletableFuture.delayedExecutor(
                                        after.toMillis(), TimeUnit.MILLISECONDS, Thread::startVirtualThread)
                                .execute(action)));
    }

    SignedInConnections(
            RemoteHosts hosts,
            ServerProfileRepository profiles,
            SavedCredentials credentials,
            PracticeAddress addresses,
            Patience patience) {
        this.hosts = hosts;
        this.profiles = profiles;
        this.credentials = credentials;
        this.addresses = addresses;
        this.patience = patience;
    }

    @Override
    public <T> T with(String server, HostWork<T> work, TaskContext context) throws OperationFailedException {
        ServerProfile profile = addresses.current(saved(server), context);
        WarmConnection connection = connections.computeIfAbsent(server, name -> new WarmConnection(patience));
        try {
            return use(profile, connection, work, context);
        } catch (DeadAtStart dead) {
            LOG.info("the warm connection to {} was dead, signing in again", server);
        }
        try {
            return use(profile, connection, work, context);
        } catch (DeadAtStart again) {
            throw new OperationFailedException(
                    FailureReason.CONNECTION_LOST, String.valueOf(again.lost.getMessage()), again.lost);
        }
    }

    /** Lets the warm connection to a server go, because what it was opened with has changed. */
    void drop(String server) {
        WarmConnection connection = connections.get(server);
        if (connection != null) {
            connection.drop();
        }
    }

    /** Closes every connection; none is opened any more. */
    @Override
    public void close() {
        closed = true;
        connections.values().forEach(WarmConnection::close);
    }

    private <T> T use(ServerProfile profile, WarmConnection connection, HostWork<T> work, TaskContext context)
            throws OperationFailedException, DeadAtStart {
        Lease lease = take(profile, connection, context);
        UsedHost host = new UsedHost(lease.host());
        try {
            return work.run(profile, host);
        } catch (SshException.ConnectionLost e) {
            if (lease.reused() && host.nothingRan() && !closed) {
                throw new DeadAtStart(e);
            }
            throw SshFailures.of(e, profile.host(), profile.port(), profile.authentication());
        } catch (SshException e) {
            throw SshFailures.of(e, profile.host(), profile.port(), profile.authentication());
        } catch (IOException e) {
            throw LocalFailure.of("working on " + profile.name(), e);
        } catch (UncheckedIOException e) {
            throw LocalFailure.of("working on " + profile.name(), e);
        } finally {
            connection.giveBack(lease, host.broken());
        }
    }

    private Lease take(ServerProfile profile, WarmConnection connection, TaskContext context)
            throws OperationFailedException {
        Credentials secrets = credentials.of(profile);
        try {
            return connection.take(profile, () -> open(profile, secrets, context), context);
        } catch (SshException e) {
            if (secrets.problem().isPresent()) {
                throw secrets.problem().get();
            }
            throw SshFailures.of(e, profile.host(), profile.port(), profile.authentication());
        } catch (UncheckedIOException e) {
            throw LocalFailure.of("reading the trusted host keys", e);
        }
    }

    private RemoteHost open(ServerProfile profile, Credentials secrets, TaskContext context) throws SshException {
        if (closed) {
            throw new SshException.Cancelled("Greenroom is ending");
        }
        context.report(Progress.of("connect"));
        RemoteHost host = hosts.open(profile, secrets, context);
        if (secrets.guessed() && host.traits().elevation() == HostTraits.Elevation.NONE) {
            credentials.guessRefused(profile.name());
        }
        LOG.info(
                "signed in to {} as {}, elevation {}",
                profile.name(),
                host.traits().user(),
                host.traits().elevation());
        return host;
    }

    private ServerProfile saved(String name) throws OperationFailedException {
        try {
            return profiles.all().stream()
                    .filter(profile -> profile.name().equals(name))
                    .findFirst()
                    .orElseThrow(() ->
                            new OperationFailedException(FailureReason.SERVER_UNKNOWN, "not saved: " + name, name));
        } catch (IOException e) {
            throw LocalFailure.of("reading the saved servers", e);
        }
    }

    /** A warm connection was dead before anything ran on it. */
    private static final class DeadAtStart extends Exception {
        private static final long serialVersionUID = 1L;
        private final SshException.ConnectionLost lost;

        DeadAtStart(SshException.ConnectionLost lost) {
            super(lost);
            this.lost = lost;
        }
    }
}
