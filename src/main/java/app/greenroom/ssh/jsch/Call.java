package app.greenroom.ssh.jsch;

import app.greenroom.ssh.RemoteHost.ByteSink;
import app.greenroom.ssh.SshException;
import app.greenroom.task.CancellationToken;
import com.jcraft.jsch.ChannelExec;
import com.jcraft.jsch.JSchException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One command line on one channel, from opening to end. */
final class Call {
    private static final int RING = 1 << 20;
    private static final int PIECE = 64 << 10;
    private static final int CONNECT_LIMIT = 15_000;
    private static final Duration TICK = Duration.ofMillis(250);
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final String line;
    private final String mark;
    private final boolean framed;
    private final byte[] bytes;
    private final @Nullable InputStream source;
    private final Duration limit;

    /**
     * A call.
     *
     * @param line what the login shell is given
     * @param mark that the program prints on both streams before anything of use
     * @param framed whether the wrapper speaks on standard error, and standard input stays open until the end
     * @param bytes sent first
     * @param source sent in frames after that, if any
     * @param limit most time in all
     */
    Call(String line, String mark, boolean framed, byte[] bytes, @Nullable InputStream source, Duration limit) {
        this.line = line;
        this.mark = mark;
        this.framed = framed;
        this.bytes = bytes.clone();
        this.source = source;
        this.limit = limit;
    }

    /**
     * Makes the call and waits for its end.
     *
     * @param sink given the output, on this thread
     * @throws SshException if it could not be made, or was cancelled
     * @throws IOException if sink or source fail; the command is ended
     */
    Answer make(Link link, ByteSink sink, CancellationToken cancellation) throws SshException, IOException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            ChannelExec channel = link.acquire(cancellation, limit);
            try {
                return make(link, channel, sink, cancellation);
            } catch (Refused refused) {
                if (!link.alive()) {
                    throw new SshException.ConnectionLost("the connection is gone", refused);
                }
                // some servers take fewer channels at once than usual; one of ours that ends makes room
                if (link.inUse() == 1 || System.nanoTime() > deadline) {
                    throw new SshException.ConnectionLost("the server opens no channel", refused);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new SshException.Cancelled("interrupted");
            } finally {
                link.release(channel);
            }
            LockSupport.parkNanos(TICK.toNanos());
        }
    }

    private Answer make(Link link, ChannelExec channel, ByteSink sink, CancellationToken cancellation)
            throws SshException, IOException, InterruptedException, Refused {
        Exchange exchange = new Exchange(RING);
        Frames frames = new Frames(exchange);
        MarkedOutput out = new MarkedOutput(mark, exchange::output, exchange::ended);
        MarkedOutput err = new MarkedOutput(mark, framed ? frames : exchange::complain, () -> {});
        channel.setCommand(line.getBytes(StandardCharsets.UTF_8));
        channel.setOutputStream(out);
        channel.setErrStream(err);
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        try (CancellationToken.Registration _ = cancellation.onCancel(exchange::wake)) {
            // never interrupted: that would close the socket under a virtual thread, and with it the connection
            Thread.ofVirtual().name("ssh-send").start(() -> send(channel, exchange, failure));
            boolean inTime = follow(link, channel, exchange, sink, failure, cancellation);
            return new Answer(
                    exchange.end(),
                    exchange.received(),
                    inTime,
                    out.begun() || err.begun(),
                    channel.getExitStatus(),
                    Optional.ofNullable(channel.getExitSignal()),
                    exchange.complaint(),
                    (out.talk() + err.talk()).strip());
        } finally {
            exchange.abandon();
        }
    }

    /** Brings the output to the sink until the end; whether that came in time. */
    private boolean follow(
            Link link,
            ChannelExec channel,
            Exchange exchange,
            ByteSink sink,
            AtomicReference<@Nullable Exception> failure,
            CancellationToken cancellation)
            throws SshException, IOException, InterruptedException, Refused {
        long deadline = System.nanoTime() + limit.toNanos();
        long lastWords = 0;
        while (true) {
            boolean some = exchange.deliver(sink, TICK);
            if (cancellation.isCancelled()) {
                throw new SshException.Cancelled("cancelled");
            }
            raise(failure.get());
            if (System.nanoTime() > deadline) {
                return false;
            }
            if (some) {
                continue;
            }
            if (exchange.isWhole() || !link.alive()) {
                return true;
            }
            if (exchange.isEnded()) {
                // the last words about a command may come after the end of its output
                lastWords = lastWords == 0 ? System.nanoTime() + LAST_WORDS.toNanos() : lastWords;
                if (channel.isClosed() || System.nanoTime() > lastWords) {
                    return true;
                }
                Thread.sleep(Duration.ofMillis(2));
            }
        }
    }

    private static void raise(@Nullable Exception failure) throws IOException, Refused {
        switch (failure) {
            case null -> {}
            case SourceFailed failed -> throw failed.reason;
            case Refused refused -> throw refused;
            default -> throw new IllegalStateException(failure);
        }
    }

    private void send(ChannelExec channel, Exchange exchange, AtomicReference<@Nullable Exception> failure) {
        try {
            OutputStream to = channel.getOutputStream();
            open(channel);
            to.write(bytes);
            to.flush();
            if (source != null) {
                feed(source, to, exchange);
            }
            if (!framed) {
                // without a wrapper, the end of the input is the end of the channel's input
                to.close();
            }
        } catch (Refused | SourceFailed | RuntimeException e) {
            failure.set(e);
        } catch (IOException e) {
            // a command that ended does not take more; how it ended is told elsewhere
            exchange.wake();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        } finally {
            exchange.wake();
        }
    }

    private static void open(ChannelExec channel) throws Refused {
        try {
            channel.connect(CONNECT_LIMIT);
        } catch (JSchException e) {
            throw new Refused(e);
        }
    }

    private void feed(InputStream source, OutputStream to, Exchange exchange)
            throws IOException, SourceFailed, InterruptedException {
        byte[] frame = new byte[4 + PIECE];
        for (int got = read(source, frame); got >= 0; got = read(source, frame)) {
            if (!framed) {
                to.write(frame, 4, got);
                to.flush();
            } else if (got > 0) {
                if (!exchange.mayFeed(got)) {
                    return;
                }
                ByteBuffer.wrap(frame).putInt(got);
                to.write(frame, 0, 4 + got);
                to.flush();
            }
        }
        if (framed) {
            to.write(new byte[4]);
            to.flush();
        }
    }

    private static int read(InputStream source, byte[] frame) throws SourceFailed {
        try {
            return source.read(frame, 4, PIECE);
        } catch (IOException e) {
            throw new SourceFailed(e);
        }
    }

    /** The server opened no channel, or did not start a command on it; nothing of ours ran. */
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(JSchException reason) {
            super(reason);
        }
    }

    /** The caller's own stream failed. */
    private static final class SourceFailed extends Exception {
        private static final long serialVersionUID = 1L;
        private final IOException reason;

        SourceFailed(IOException reason) {
            super(reason);
            this.reason = reason;
        }
    }
}
