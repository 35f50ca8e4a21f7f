package app.greenroom.operation;

import app.greenroom.domain.failure.OperationFailedException;
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

    /** Ends it, every process of it, and removes its folder. */
    @Override
    void close();
}
