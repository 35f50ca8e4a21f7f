package app.greenroom.operation;

import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.ssh.RemoteHost;
import app.greenroom.ssh.SshException;
import app.greenroom.task.TaskContext;
import java.io.IOException;

/** Signs in to saved servers for the operations and turns what goes wrong into failures with a reason. */
public interface ServerConnections {
    /**
     * Does something on a saved server, over a connection that may be kept warm for the next one.
     *
     * @param server name of a saved server
     * @throws OperationFailedException with the reason for whatever went wrong
     */
    <T> T with(String server, HostWork<T> work, TaskContext context) throws OperationFailedException;

    /** Something to be done on a host. */
    @FunctionalInterface
    interface HostWork<T> {
        /** Does it. */
        T run(ServerProfile profile, RemoteHost host) throws SshException, OperationFailedException, IOException;
    }
}
