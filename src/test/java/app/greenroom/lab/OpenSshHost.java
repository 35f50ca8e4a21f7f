package app.greenroom.lab;

import app.greenroom.ssh.CommandResult;
import app.greenroom.ssh.HostTraits;
import app.greenroom.ssh.Outcome;
import app.greenroom.ssh.RemoteCommand;
import app.greenroom.ssh.RemoteHost;
import app.greenroom.ssh.SshException;
import app.greenroom.support.LocalHost;
import app.greenroom.task.TaskContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A lab server as root through the {@code ssh} of this computer: the simplest client there is, to be killed in tests. */
final class OpenSshHost implements RemoteHost {
    private static final int SSH_FAILED = 255;

    private final LocalHost local = new LocalHost(Path.of(""));
    private final LabServer server;

    OpenSshHost(LabServer server) {
        this.server = server;
    }

    @Override
    public HostTraits traits() {
        return new HostTraits("root", HostTraits.Elevation.ROOT, "/usr/bin/python3", "");
    }

    @Override
    public CommandResult run(RemoteCommand command, TaskContext context) throws SshException {
        return known(local.run(over(command), context));
    }

    @Override
    public CommandResult stream(RemoteCommand command, ByteSink sink, TaskContext context)
            throws SshException, IOException {
        return known(local.stream(over(command), sink, context));
    }

    @Override
    public CommandResult feed(RemoteCommand command, InputStream source, TaskContext context)
            throws SshException, IOException {
        return known(local.feed(over(command), source, context));
    }

    @Override
    public CommandResult converse(RemoteCommand command, InputStream source, ByteSink sink, TaskContext context)
            throws SshException, IOException {
        return known(local.converse(over(command), source, sink, context));
    }

    @Override
    public void close() {}

    /** Kills every {@code ssh} to the server that runs now: what is left of a client that is killed. */
    void kill() {
        ProcessHandle.current()
                .children()
                .filter(each -> each.info().commandLine().orElse("").contains("root@" + server.host()))
                .forEach(ProcessHandle::destroyForcibly);
    }

    /** ssh says by a status of its own that the connection broke. */
    private static CommandResult known(CommandResult result) {
        return result.outcome() instanceof Outcome.Exited(int status) && status == SSH_FAILED
                ? new CommandResult(
                        result.command(), new Outcome.Lost(), result.stdout(), result.stderr(), result.took())
                : result;
    }

    private RemoteCommand over(RemoteCommand command) {
        List<String> ssh = new ArrayList<>(List.of("ssh", "-i", server.key().toString()));
        for (String option : List.of(
                "StrictHostKeyChecking=no",
                "UserKnownHostsFile=/dev/null",
                "LogLevel=ERROR",
                "ConnectTimeout=20",
                "ServerAliveInterval=1",
                "ServerAliveCountMax=3")) {
            ssh.addAll(List.of("-o", option));
        }
        ssh.add("root@" + server.host());
        command.arguments().forEach(each -> ssh.add("'" + each.replace("'", "'\\''") + "'"));
        return new RemoteCommand(
                ssh,
                command.identity(),
                "",
                command.environment(),
                command.input(),
                command.limit(),
                command.outputLimit());
    }
}
