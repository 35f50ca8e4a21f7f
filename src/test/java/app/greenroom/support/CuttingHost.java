package app.greenroom.support;

import app.greenroom.ssh.CommandResult;
import app.greenroom.ssh.HostTraits;
import app.greenroom.ssh.RemoteCommand;
import app.greenroom.ssh.RemoteHost;
import app.greenroom.ssh.SshException;
import app.greenroom.task.CancellationToken;
import app.greenroom.task.TaskContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A host whose connection can be cut: after so many bytes of output, or now. What ran over it is ended, as a host does
 * with what it runs, and the caller gets a lost connection. The next command has a new connection.
 */
public final class CuttingHost implements RemoteHost {
    private final RemoteHost host;
    private volatile long budget = Long.MAX_VALUE;
    private final Set<CancellationToken> lines = ConcurrentHashMap.newKeySet();

    /** A host behind a line that can be cut. */
    public CuttingHost(RemoteHost host) {
        this.host = host;
    }

    /** Lets each of the next commands get at most so many bytes before its connection is cut. */
    public void cutAfter(long bytes) {
        budget = bytes;
    }

    /** Cuts the connection of whatever runs now. */
    public void cutNow() {
        lines.forEach(CancellationToken::cancel);
    }

    @Override
    public HostTraits traits() {
        return host.traits();
    }

    @Override
    public CommandResult run(RemoteCommand command, TaskContext context) throws SshException {
        return host.run(command, context);
    }

    @Override
    public CommandResult stream(RemoteCommand command, ByteSink sink, TaskContext context)
            throws SshException, IOException {
        return cut(command, context, mine -> host.stream(command, new Limited(sink, budget), mine));
    }

    @Override
    public CommandResult converse(RemoteCommand command, InputStream source, ByteSink sink, TaskContext context)
            throws SshException, IOException {
        return cut(command, context, mine -> host.converse(command, source, new Limited(sink, budget), mine));
    }

    private CommandResult cut(RemoteCommand command, TaskContext context, Call call) throws SshException, IOException {
        CancellationToken own = new CancellationToken();
        lines.add(own);
        try (CancellationToken.Registration _ = context.cancellation().onCancel(own::cancel)) {
            return call.make(new TaskContext(own, context.listener()));
        } catch (Cut cut) {
            throw new SshException.ConnectionLost("cut during " + command);
        } catch (SshException.Cancelled cancelled) {
            if (context.cancellation().isCancelled()) {
                throw cancelled;
            }
            throw new SshException.ConnectionLost("cut during " + command);
        } finally {
            lines.remove(own);
        }
    }

    @Override
    public CommandResult feed(RemoteCommand command, InputStream source, TaskContext context)
            throws SshException, IOException {
        return host.feed(command, source, context);
    }

    @Override
    public void close() {
        host.close();
    }

    /** Something that is done on the host behind. */
    @FunctionalInterface
    private interface Call {
        CommandResult make(TaskContext context) throws SshException, IOException;
    }

    private static final class Limited implements ByteSink {
        private final ByteSink sink;
        private long left;

        Limited(ByteSink sink, long left) {
            this.sink = sink;
            this.left = left;
        }

        @Override
        public void accept(byte[] buffer, int offset, int length) throws IOException {
            int some = (int) Math.min(length, left);
            left -= some;
            sink.accept(buffer, offset, some);
            if (some < length) {
                throw new Cut();
            }
        }
    }

    private static final class Cut extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
