package app.greenroom.operation.inspect;

import app.greenroom.ssh.CommandResult;
import app.greenroom.ssh.HostTraits;
import app.greenroom.ssh.Outcome;
import app.greenroom.ssh.RemoteCommand;
import app.greenroom.ssh.RemoteHost;
import app.greenroom.task.TaskContext;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A host that gives every command the same answer and remembers the commands. */
final class CannedHost implements RemoteHost {
    final List<RemoteCommand> commands = new ArrayList<>();
    private final HostTraits traits;
    private final Outcome outcome;
    private final String stdout;
    private final String stderr;

    CannedHost(HostTraits traits, Outcome outcome, String stdout, String stderr) {
        this.traits = traits;
        this.outcome = outcome;
        this.stdout = stdout;
        this.stderr = stderr;
    }

    @Override
    public HostTraits traits() {
        return traits;
    }

    @Override
    public CommandResult run(RemoteCommand command, TaskContext context) {
        commands.add(command);
        return new CommandResult(command, outcome, stdout, stderr, Duration.ofMillis(1500));
    }

    @Override
    public CommandResult stream(RemoteCommand command, ByteSink sink, TaskContext context) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CommandResult feed(RemoteCommand command, InputStream source, TaskContext context) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CommandResult converse(RemoteCommand command, InputStream source, ByteSink sink, TaskContext context) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
