package app.greenroom.practice;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One command of a channel, run by a real shell. All output is delivered before the exit status, whatever becomes of the
 * input; when the channel closes first, the command and everything below it is ended. What detached itself lives on.
 */
final class ShellCommand implements Command {
    private static final Logger LOG = LoggerFactory.getLogger(ShellCommand.class);
    private static final Duration GENTLE = Duration.ofSeconds(6);

    private final String line;
    private final Map<String, String> environment;
    private final Path directory;

    private @Nullable InputStream in;
    private @Nullable OutputStream out;
    private @Nullable OutputStream err;
    private @Nullable ExitCallback callback;
    private volatile @Nullable Process process;

    /**
     * A command.
     *
     * @param line given to the shell
     * @param environment its whole environment
     * @param directory where it starts
     */
    ShellCommand(String line, Map<String, String> environment, Path directory) {
        this.line = line;
        this.environment = Map.copyOf(environment);
        this.directory = directory;
    }

    @Override
    public void setInputStream(InputStream stream) {
        in = stream;
    }

    @Override
    public void setOutputStream(OutputStream stream) {
        out = stream;
    }

    @Override
    public void setErrorStream(OutputStream stream) {
        err = stream;
    }

    @Override
    public void setExitCallback(ExitCallback exit) {
        callback = exit;
    }

    @Override
    public void start(ChannelSession channel, Environment ignored) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of("/bin/sh", "-c", line)).directory(directory.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process started = builder.start();
        process = started;
        Thread.ofVirtual().name("practice-input").start(() -> feed(started));
        Thread.ofVirtual().name("practice-command").start(() -> carry(started));
    }

    @Override
    public void destroy(ChannelSession channel) {
        Process running = process;
        if (running != null && running.isAlive()) {
            Thread.ofVirtual().name("practice-end").start(() -> end(running));
        }
    }

    /** Input is taken until it ends, even if the command no longer wants it: else the client would wait for ever. */
    private void feed(Process running) {
        InputStream source = in;
        OutputStream sink = running.getOutputStream();
        if (source == null) {
            return;
        }
        byte[] buffer = new byte[1 << 15];
        boolean wanted = true;
        try {
            for (int got = source.read(buffer); got >= 0; got = source.read(buffer)) {
                wanted = wanted && give(sink, buffer, got);
            }
        } catch (IOException closed) {
            LOG.trace("the channel is gone", closed);
        }
        try {
            sink.close();
        } catch (IOException unwanted) {
            LOG.trace("the command ended before its input", unwanted);
        }
    }

    private static boolean give(OutputStream sink, byte[] buffer, int length) {
        try {
            sink.write(buffer, 0, length);
            sink.flush();
            return true;
        } catch (IOException unwanted) {
            LOG.trace("the command takes no more input", unwanted);
            return false;
        }
    }

    private void carry(Process running) {
        Thread errors = Thread.ofVirtual().name("practice-errors").start(() -> pump(running.getErrorStream(), err));
        pump(running.getInputStream(), out);
        try {
            errors.join();
            int status = running.waitFor();
            ExitCallback exit = callback;
            if (exit != null) {
                exit.onExit(status);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pump(InputStream from, @Nullable OutputStream to) {
        byte[] buffer = new byte[1 << 15];
        try (from) {
            for (int got = from.read(buffer); got >= 0; got = from.read(buffer)) {
                if (to != null) {
                    to.write(buffer, 0, got);
                    to.flush();
                }
            }
        } catch (IOException gone) {
            LOG.trace("nobody listens any more", gone);
        }
    }

    /** End of input first, which is what a command under a watcher of its own goes by; then signals for the whole tree. */
    private static void end(Process running) {
        List<ProcessHandle> tree = Stream.concat(running.descendants(), Stream.of(running.toHandle()))
                .toList();
        try {
            running.getOutputStream().close();
        } catch (IOException closed) {
            LOG.trace("its input was closed already", closed);
        }
        tree.forEach(ProcessHandle::destroy);
        try {
            running.waitFor(GENTLE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Stream.concat(running.descendants(), tree.stream()).forEach(ProcessHandle::destroyForcibly);
    }
}
