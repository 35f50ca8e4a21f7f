package app.greenroom.support;

import app.greenroom.ssh.CommandResult;
import app.greenroom.ssh.HostTraits;
import app.greenroom.ssh.Outcome;
import app.greenroom.ssh.RemoteCommand;
import app.greenroom.ssh.RemoteHost;
import app.greenroom.ssh.SshException;
import app.greenroom.task.CancellationToken;
import app.greenroom.task.TaskContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * A host that is this computer: commands run as the user of the tests, whoever they should run as. For what is done on
 * a server and can be tried in a folder; what SSH adds is tried by the contract of hosts.
 */
public final class LocalHost implements RemoteHost {
    private final HostTraits traits;
    private final Map<String, String> environment = new TreeMap<>();

    /** A host whose paths of ours lie below a folder. */
    public LocalHost(Path root) {
        this.traits =
                new HostTraits(System.getProperty("user.name"), HostTraits.Elevation.ROOT, python(), root.toString());
        environment.put("GREENROOM_ROOT", root.toString());
    }

    /** The same host with one more variable in the environment of its commands, such as PATH with stand-ins. */
    public LocalHost with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    @Override
    public HostTraits traits() {
        return traits;
    }

    @Override
    public CommandResult run(RemoteCommand command, TaskContext context) throws SshException {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        try {
            return carryOut(command, new ByteArrayInputStream(bytes(command)), kept::write, kept, context);
        } catch (IOException e) {
            throw new SshException.ConnectionLost("cannot start " + command, e);
        }
    }

    @Override
    public CommandResult stream(RemoteCommand command, ByteSink sink, TaskContext context)
            throws SshException, IOException {
        return carryOut(command, new ByteArrayInputStream(bytes(command)), sink, new ByteArrayOutputStream(), context);
    }

    @Override
    public CommandResult feed(RemoteCommand command, InputStream source, TaskContext context)
            throws SshException, IOException {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        return carryOut(command, source, kept::write, kept, context);
    }

    @Override
    public CommandResult converse(RemoteCommand command, InputStream source, ByteSink sink, TaskContext context)
            throws SshException, IOException {
        return carryOut(command, source, sink, new ByteArrayOutputStream(), context);
    }

    @Override
    public void close() {}

    private CommandResult carryOut(
            RemoteCommand command, InputStream input, ByteSink sink, ByteArrayOutputStream kept, TaskContext context)
            throws SshException, IOException {
        long begun = System.nanoTime();
        ProcessBuilder builder = new ProcessBuilder(command.arguments());
        builder.environment().putAll(environment);
        builder.environment().putAll(command.environment());
        if (!command.directory().isEmpty()) {
            builder.directory(Path.of(command.directory()).toFile());
        }
        Process process = builder.start();
        ByteArrayOutputStream complaint = new ByteArrayOutputStream();
        Thread feeding = Thread.ofVirtual().start(() -> copy(input, process.getOutputStream()));
        Thread listening = Thread.ofVirtual().start(() -> copy(process.getErrorStream(), complaint));
        try (CancellationToken.Registration _ = context.cancellation().onCancel(() -> end(process))) {
            byte[] buffer = new byte[1 << 16];
            for (int got = process.getInputStream().read(buffer);
                    got >= 0;
                    got = process.getInputStream().read(buffer)) {
                sink.accept(buffer, 0, got);
            }
            boolean inTime = process.waitFor(command.limit().toMillis(), TimeUnit.MILLISECONDS);
            if (context.cancellation().isCancelled()) {
                throw new SshException.Cancelled(command.toString());
            }
            Outcome outcome = inTime ? new Outcome.Exited(process.exitValue()) : new Outcome.TimedOut(command.limit());
            feeding.join(Duration.ofSeconds(1));
            listening.join(Duration.ofSeconds(1));
            return new CommandResult(
                    command, outcome, text(kept), text(complaint), Duration.ofNanos(System.nanoTime() - begun));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SshException.Cancelled(command.toString());
        } catch (IOException e) {
            if (context.cancellation().isCancelled()) { // its stream was closed in the middle of a read
                throw new SshException.Cancelled(command.toString());
            }
            throw e;
        } finally {
            end(process);
        }
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static void copy(InputStream from, OutputStream to) {
        try (to) {
            from.transferTo(to);
        } catch (IOException closed) {
            // a program need not read all that it is given, nor live to say all that it could
        }
    }

    private static byte[] bytes(RemoteCommand command) {
        return command.input().getBytes(StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** The interpreter of this computer, by its absolute path; a script in its place would start it slowly. */
    public static String python() {
        for (String folder : System.getenv("PATH").split(":", -1)) {
            Path candidate = Path.of(folder, "python3");
            if (candidate.toFile().canExecute() && !isScript(candidate)) {
                return candidate.toString();
            }
        }
        throw new IllegalStateException("these tests need python3 on the PATH");
    }

    private static boolean isScript(Path program) {
        try (InputStream bytes = Files.newInputStream(program)) {
            return bytes.read() == '#' && bytes.read() == '!';
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
