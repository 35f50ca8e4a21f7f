package app.greenroom.operation.server;

import app.greenroom.ssh.CommandResult;
import app.greenroom.ssh.HostTraits;
import app.greenroom.ssh.HostTraits.Elevation;
import app.greenroom.ssh.Outcome;
import app.greenroom.ssh.RemoteCommand;
import app.greenroom.ssh.RemoteHost;
import app.greenroom.ssh.SshException;
import app.greenroom.task.TaskContext;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A host whose every command succeeds and says nothing, unless a test scripts it. */
final class FakeHost implements RemoteHost {
    /** Programs and arguments of all commands so far. */
    final List<String> commands = new CopyOnWriteArrayList<>();

    volatile boolean closed;
    volatile Script script = command -> said(command, "");
    HostTraits traits = new HostTraits("orga", Elevation.SUDO, "/usr/bin/python3", "");

    /** A result with status 0. */
    static CommandResult said(RemoteCommand command, String stdout) {
        return ended(command, new Outcome.Exited(0), stdout);
    }

    /** A result. */
    static CommandResult ended(RemoteCommand command, Outcome outcome, String stdout) {
        return new CommandResult(command, outcome, stdout, "", Duration.ofMillis(1));
    }

    @Override
    public HostTraits traits() {
        return traits;
    }

    @Override
    public CommandResult run(RemoteCommand command, TaskContext context) throws SshException {
        commands.add(command.toString());
        return script.run(command);
    }

    @Override
    public CommandResult stream(RemoteCommand command, ByteSink sink, TaskContext context)
            throws SshException, IOException {
        CommandResult result = run(command, context);
        sink.accept(new byte[1], 0, 1);
        return result;
    }

    @Override
    public CommandResult feed(RemoteCommand command, InputStream source, TaskContext context) throws SshException {
        return run(command, context);
    }

    @Override
    public CommandResult converse(RemoteCommand command, InputStream source, ByteSink sink, TaskContext context)
            throws SshException, IOException {
        return stream(command, sink, context);
    }

    @Override
    public void close() {
        closed = true;
    }

    /** What commands do. */
    @FunctionalInterface
    interface Script {
        /** Runs a command. */
        CommandResult run(RemoteCommand command) throws SshException;
    }
}
