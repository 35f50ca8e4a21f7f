package app.greenroom.practice;

import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.HostKey;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.operation.PracticeServer;
import app.greenroom.task.Progress;
import app.greenroom.task.TaskContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A practice server inside this program: an SSH server on loopback and, in a temporary folder, a stand-in of pretalx with
 * its services, its index of packages and its content. Thread-safe.
 */
public final class EmbeddedPracticeServer implements PracticeServer {
    private final Path temporary;
    private final Map<String, String> surroundings;
    private volatile @Nullable RunningServer running;

    /**
     * One that does not run yet.
     *
     * @param temporary folder in which its own folder is made; programs must be allowed to run from there
     * @param surroundings environment of this program, for finding Python
     */
    public EmbeddedPracticeServer(Path temporary, Map<String, String> surroundings) {
        this.temporary = temporary;
        this.surroundings = Map.copyOf(surroundings);
    }

    @Override
    public synchronized ServerProfile start(TaskContext context) throws OperationFailedException {
        RunningServer now = running;
        if (now == null) {
            now = begin(context);
            RunningServer begun = now;
            running = begun;
            begun.onEnd(() -> closeIf(begun));
        }
        return now.profile();
    }

    private RunningServer begin(TaskContext context) throws OperationFailedException {
        context.report(Progress.of("practice-programs"));
        HostPython python = HostPython.find(surroundings);
        try {
            return RunningServer.start(temporary, python, context);
        } catch (IOException e) {
            throw HostPython.unavailable(e.getMessage() == null ? e.toString() : e.getMessage(), e);
        }
    }

    @Override
    public boolean running() {
        return running != null;
    }

    @Override
    public HostKey hostKey() {
        return required().hostKey();
    }

    /**
     * What lies in its folder.
     *
     * @throws IllegalStateException if it does not run
     */
    PracticeSite site() {
        return required().site();
    }

    private RunningServer required() {
        RunningServer now = running;
        if (now == null) {
            throw new IllegalStateException("the practice server does not run");
        }
        return now;
    }

    @Override
    public synchronized void close() {
        RunningServer now = running;
        running = null;
        if (now != null) {
            now.close();
        }
    }

    private synchronized void closeIf(RunningServer ended) {
        if (running == ended) {
            close();
        }
    }
}
