package app.greenroom.operation.server;

import app.greenroom.ssh.CommandResult;
import app.greenroom.ssh.HostTraits;
import app.greenroom.ssh.Outcome;
import app.greenroom.ssh.RemoteCommand;
import app.greenroom.ssh.RemoteHost;
import app.greenroom.ssh.SshException;
import app.greenroom.task.TaskContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A warm host while one piece of work uses it: notes whether the connection broke, and whether anything can have run
 * before it did. Closing it leaves the connection warm.
 */
final class UsedHost implements RemoteHost {
    private final RemoteHost host;
    private final AtomicInteger calls = new AtomicInteger();
    private volatile boolean broken;
    private volatile boolean firstCallCouldNotBegin;

    UsedHost(RemoteHost host) {
        this.host = host;
    }

    /** Whether the connection is of no more use. */
    boolean broken() {
        return broken;
    }

    /** Whether the very first command could not be sent, and no other was tried: all can be begun again. */
    boolean nothingRan() {
        return firstCallCouldNotBegin && calls.get() == 1;
    }

    @Override
    public HostTraits traits() {
        return host.traits();
    }

    @Override
    public CommandResult run(RemoteCommand command, TaskContext context) throws SshException {
        int call = calls.incrementAndGet();
        try {
            return noted(host.run(command, context));
        } catch (SshException.ConnectionLost e) {
            // a command whose end is not known would be a result and not an exception
            firstCallCouldNotBegin = call == 1;
            broken = true;
            throw e;
        }
    }

    @Override
    public CommandResult stream(RemoteCommand command, ByteSink sink, TaskContext context)
            throws SshException, IOException {
        int call = calls.incrementAndGet();
        AtomicInteger pieces = new AtomicInteger();
        ByteSink counting = (buffer, offset, length) -> {
            pieces.incrementAndGet();
            sink.accept(buffer, offset, length);
        };
        try {
            return noted(host.stream(command, counting, context));
        } catch (SshException.ConnectionLost e) {
            firstCallCouldNotBegin = call == 1 && pieces.get() == 0;
            broken = true;
            throw e;
        }
    }

    @Override
    public CommandResult feed(RemoteCommand command, InputStream source, TaskContext context)
            throws SshException, IOException {
        calls.incrementAndGet();
        try {
            return noted(host.feed(command, source, context));
        } catch (SshException.ConnectionLost e) {
            // the source may have been read from, so this cannot be begun again
            broken = true;
            throw e;
        }
    }

    @Override
    public CommandResult converse(RemoteCommand command, InputStream source, ByteSink sink, TaskContext context)
            throws SshException, IOException {
        calls.incrementAndGet();
        try {
            return noted(host.converse(command, source, sink, context));
        } catch (SshException.ConnectionLost e) {
            // likewise
            broken = true;
            throw e;
        }
    }

    @Override
    public void close() {}

    private CommandResult noted(CommandResult result) {
        broken |= result.outcome() instanceof Outcome.Lost;
        return result;
    }
}
