package app.greenroom.ssh.jsch;

import app.greenroom.ssh.SshException;
import app.greenroom.task.CancellationToken;
import com.jcraft.jsch.ChannelExec;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** One signed-in connection, which carries a few commands at once. */
final class Link implements AutoCloseable {
    /** A server takes ten a connection by default (sshd's MaxSessions); closing ones still count for a moment. */
    private static final int MOST_CHANNELS = 8;

    /** The other end is asked for a sign of life every ten seconds; after this many without one it is gone. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(45);

    private static final int WINDOW = 4 << 20;
    private static final int PACKET = 32 << 10;

    private final Session session;
    private final Wire wire;
    private final Semaphore free = new Semaphore(MOST_CHANNELS, true);

    Link(Session session, Wire wire) {
        this.session = session;
        this.wire = wire;
    }

    /** Whether the other end is there, as far as can be told without waiting. */
    boolean alive() {
        return session.isConnected() && wire.silence().compareTo(LONGEST_SILENCE) < 0;
    }

    /** How many channels are in use, those that wait for the server's consent among them. */
    int inUse() {
        return MOST_CHANNELS - free.availablePermits();
    }

    /**
     * Waits for a free channel; {@link #release} gives it back.
     *
     * @throws SshException.Cancelled if cancelled or interrupted meanwhile
     * @throws SshException.ConnectionLost if the connection is gone, or no channel came free within the limit
     */
    ChannelExec acquire(CancellationToken cancellation, Duration limit) throws SshException {
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            while (!free.tryAcquire(100, TimeUnit.MILLISECONDS)) {
                if (cancellation.isCancelled()) {
                    throw new SshException.Cancelled("waiting for a free channel");
                }
                if (!alive() || System.nanoTime() > deadline) {
                    throw new SshException.ConnectionLost("no channel is free");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SshException.Cancelled("interrupted while waiting for a free channel");
        }
        try {
            // while a connection dies, the library may answer with nothing at all
            if (session.openChannel("exec") instanceof ChannelExec channel) {
                channel.setLocalWindowSizeMax(WINDOW);
                channel.setLocalPacketSize(PACKET);
                return channel;
            }
        } catch (JSchException e) {
            free.release();
            throw new SshException.ConnectionLost("the connection is gone", e);
        }
        free.release();
        throw new SshException.ConnectionLost("the connection is going");
    }

    /**
     * Ends a channel and makes room for another. Saying so to the other end can block on a dead connection, hence the
     * thread of its own.
     */
    void release(ChannelExec channel) {
        waitFor(Thread.ofVirtual().name("ssh-close").start(channel::disconnect));
        free.release();
    }

    /** Ends the connection; the commands under it see their input end. */
    @Override
    public void close() {
        if (!waitFor(Thread.ofVirtual().name("ssh-close").start(session::disconnect))) {
            try {
                wire.close();
            } catch (IOException e) {
                throw new IllegalStateException("a socket that cannot be closed", e);
            }
        }
    }

    private static boolean waitFor(Thread closing) {
        boolean interrupted = Thread.interrupted();
        try {
            return closing.join(Duration.ofSeconds(2));
        } catch (InterruptedException e) {
            interrupted = true;
            return false;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
