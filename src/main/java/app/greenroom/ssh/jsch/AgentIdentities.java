package app.greenroom.ssh.jsch;

import app.greenroom.ssh.SshException.CredentialsUnfit;
import app.greenroom.ssh.SshException.CredentialsUnfit.Why;
import com.jcraft.jsch.AgentConnector;
import com.jcraft.jsch.AgentIdentityRepository;
import com.jcraft.jsch.AgentProxyException;
import com.jcraft.jsch.Identity;
import com.jcraft.jsch.PageantFFMConnector;
import com.jcraft.jsch.SSHAgentConnector;
import com.jcraft.jsch.WindowsSSHAgentConnector;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The keys that the user's SSH agent holds.
 *
 * @param socket path of its socket, empty where the operating system has another way to it
 * @param windows whether to look for OpenSSH's and PuTTY's agent of Windows
 */
record AgentIdentities(String socket, boolean windows) {
    /** The agent that an environment names. */
    static AgentIdentities of(Map<String, String> environment, String operatingSystem) {
        return new AgentIdentities(
                environment.getOrDefault("SSH_AUTH_SOCK", ""), operatingSystem.startsWith("Windows"));
    }

    /**
     * The keys, at least one.
     *
     * @throws CredentialsUnfit if no agent answers or it has none
     */
    List<Identity> list() throws CredentialsUnfit {
        List<AgentProxyException> failures = new ArrayList<>();
        for (Connecting way : ways()) {
            try {
                AgentConnector connector = way.connect();
                if (connector.isAvailable()) {
                    List<Identity> found = List.copyOf(new AgentIdentityRepository(connector).getIdentities());
                    if (!found.isEmpty()) {
                        return found;
                    }
                }
            } catch (AgentProxyException e) {
                failures.add(e);
            }
        }
        throw new CredentialsUnfit(
                Why.AGENT,
                "no agent answers with a key" + (socket.isEmpty() ? "" : " at " + socket),
                failures.isEmpty() ? null : failures.getFirst());
    }

    private List<Connecting> ways() {
        List<Connecting> ways = new ArrayList<>();
        if (!socket.isEmpty()) {
            ways.add(() -> new SSHAgentConnector(Path.of(socket)));
        }
        if (windows) {
            ways.add(WindowsSSHAgentConnector::new);
            ways.add(PageantFFMConnector::new);
        }
        return ways;
    }

    /** A way to an agent. */
    @FunctionalInterface
    private interface Connecting {
        AgentConnector connect() throws AgentProxyException;
    }
}
