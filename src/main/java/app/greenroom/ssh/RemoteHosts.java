package app.greenroom.ssh;

import app.greenroom.domain.server.HostKey;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.task.TaskContext;

/** Opens hosts. */
public interface RemoteHosts {
    /**
     * Signs in.
     *
     * @param profile where and as whom
     * @param credentials asked for what signing in and sudo need
     * @throws SshException if that fails; an unknown or changed host key is never accepted here
     */
    RemoteHost open(ServerProfile profile, CredentialSource credentials, TaskContext context) throws SshException;

    /**
     * The key that a host offers, without signing in.
     *
     * @throws SshException if it cannot be reached
     */
    HostKey offeredKey(String host, int port, TaskContext context) throws SshException;
}
