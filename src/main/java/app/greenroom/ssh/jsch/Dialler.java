package app.greenroom.ssh.jsch;

import app.greenroom.ssh.SshException;
import app.greenroom.task.CancellationToken;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections. Only the host keys of the given verifier count: {@code StrictHostKeyChecking} is always yes, since
 * the library's other values let a changed key pass.
 *
 * @param reach most time until the host has shown its key
 * @param signIn most time until it has let us in
 */
record Dialler(Duration reach, Duration signIn) {
    private static final int ALIVE_INTERVAL = 10_000;
    private static final int ALIVE_MISSES = 3;

    /**
     * Opens a connection and signs in.
     *
     * @throws SshException if that fails
     */
    Link dial(String host, int port, String user, HostKeyVerifier verifier, SignIn how, CancellationToken cancellation)
            throws SshException {
        Wire wire = new Wire(reach);
        Session session = session(host, port, user, verifier, wire);
        session.setUserInfo(how);
        session.setIdentityRepository(how);
        session.setConfig("PreferredAuthentications", how.methods());
        connect(session, wire, verifier, how, cancellation);
        return new Link(session, wire);
    }

    /**
     * Goes as far as the host's key and hangs up.
     *
     * @throws SshException if the host cannot be reached
     */
    void look(String host, int port, HostKeyVerifier verifier, CancellationToken cancellation) throws SshException {
        Wire wire = new Wire(reach);
        Session session = session(host, port, "nobody", verifier, wire);
        try {
            connect(session, wire, verifier, null, cancellation);
        } catch (SshException.HostKeyUnknown | SshException.HostKeyChanged seen) {
            // that is what was to be seen: the verifier has the key
            return;
        } finally {
            session.disconnect();
        }
    }

    private Session session(String host, int port, String user, HostKeyVerifier verifier, Wire wire)
            throws SshException {
        try {
            Session session = new JSch().getSession(user, host, port);
            session.setDaemonThread(true);
            session.setSocketFactory(wire);
            session.setHostKeyRepository(verifier);
            session.setConfig("StrictHostKeyChecking", "yes");
            session.setConfig("HashKnownHosts", "no");
            session.setConfig("prefer_known_host_key_types", "yes");
            // certificates of hosts would be judged by the library and not by our verifier
            session.setConfig("server_host_key", without(JSch.getConfig("server_host_key"), "-cert-"));
            String ciphers = first(JSch.getConfig("cipher.s2c"), "-gcm@");
            session.setConfig("cipher.s2c", ciphers);
            session.setConfig("cipher.c2s", ciphers);
            session.setServerAliveInterval(ALIVE_INTERVAL);
            session.setServerAliveCountMax(ALIVE_MISSES);
            return session;
        } catch (JSchException e) {
            throw new SshException.Unreachable(SshException.Unreachable.Why.NAME, "no address: " + host, e);
        }
    }

    /** On a thread of its own, because an agent or a socket may keep us waiting where nothing can be interrupted. */
    private void connect(
            Session session, Wire wire, HostKeyVerifier verifier, @Nullable SignIn how, CancellationToken cancellation)
            throws SshException {
        CompletableFuture<@Nullable JSchException> done = new CompletableFuture<>();
        try (CancellationToken.Registration _ = cancellation.onCancel(
                () -> done.completeExceptionally(new SshException.Cancelled("connecting to " + session.getHost())))) {
            Thread.ofVirtual().name("ssh-connect").start(() -> attempt(session, done));
            JSchException failure = await(done, verifier, session.getHost());
            if (failure != null) {
                throw Failures.of(failure, session, wire, verifier, how);
            }
        } catch (SshException e) {
            cut(wire);
            throw e;
        }
    }

    private void attempt(Session session, CompletableFuture<@Nullable JSchException> done) {
        try {
            session.connect((int) reach.toMillis());
            if (!done.complete(null)) {
                session.disconnect();
            }
        } catch (JSchException e) {
            done.complete(e);
        } catch (RuntimeException e) {
            // the library reads packets of a stranger; whatever that trips over is a failed connection
            done.complete(new JSchException(e.toString(), e));
        }
    }

    private @Nullable JSchException await(
            CompletableFuture<@Nullable JSchException> done, HostKeyVerifier verifier, String host)
            throws SshException {
        try {
            try {
                return done.get(reach.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (!verifier.passed()) {
                    return new JSchException("no key within " + reach, e);
                }
                return done.get(signIn.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (TimeoutException e) {
            return new JSchException("not let in within " + signIn, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SshException.Cancelled("interrupted while connecting to " + host);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SshException.Cancelled cancelled) {
                throw cancelled;
            }
            throw new IllegalStateException(e);
        }
    }

    private static void cut(Wire wire) {
        try {
            wire.close();
        } catch (IOException e) {
            throw new IllegalStateException("a socket that cannot be closed", e);
        }
    }

    private static String without(String names, String part) {
        return Arrays.stream(names.split(",", -1))
                .filter(name -> !name.contains(part))
                .collect(Collectors.joining(","));
    }

    private static String first(String names, String part) {
        return Arrays.stream(names.split(",", -1))
                .sorted((one, other) -> Boolean.compare(other.contains(part), one.contains(part)))
                .collect(Collectors.joining(","));
    }
}
