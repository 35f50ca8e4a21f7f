package app.greenroom.operation;

import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.HostKey;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.task.TaskContext;

/** The embedded practice server: for trying everything without a server. */
public interface PracticeServer extends AutoCloseable {
    /**
     * Starts it if it does not run, and gives its profile; saves nothing.
     *
     * @return a profile named {@code practice}, to be signed in to with the key file that it names
     * @throws OperationFailedException with reason PRACTICE_UNAVAILABLE
     */
    ServerProfile start(TaskContext context) throws OperationFailedException;

    /** Whether it runs. */
    boolean running();

    /**
     * The key by which the running server proves who it is: made at its start and trusted without asking, because this
     * program made it.
     *
     * @throws IllegalStateException if it does not run
     */
    HostKey hostKey();

    /** Ends it, every process of it, and removes its folder. */
    @Override
    void close();
}
