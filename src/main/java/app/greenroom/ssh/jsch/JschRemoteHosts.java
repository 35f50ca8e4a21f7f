package app.greenroom.ssh.jsch;

import app.greenroom.domain.server.HostKey;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.domain.server.TrustedHostKeys;
import app.greenroom.ssh.CredentialSource;
import app.greenroom.ssh.RemoteHost;
import app.greenroom.ssh.RemoteHosts;
import app.greenroom.ssh.SshException;
import app.greenroom.task.TaskContext;
import java.time.Duration;

/** Opens hosts with JSch. Reads neither the user's SSH configuration nor their known hosts. */
public final class JschRemoteHosts implements RemoteHosts {
    private static final Duration REACH = Duration.ofSeconds(15);
    private static final Duration SIGN_IN = Duration.ofSeconds(60);

    private final TrustedHostKeys trusted;
    private final AgentIdentities agent;
    private final Dialler dialler;
    private final Wrapper wrapper = new Wrapper();

    /**
     * Opens hosts whose keys are trusted, with the agent that this program's environment names.
     *
     * @param trusted asked anew for each connection
     */
    public JschRemoteHosts(TrustedHostKeys trusted) {
        this(
                trusted,
                AgentIdentities.of(System.getenv(), System.getProperty("os.name", "")),
                new Dialler(REACH, SIGN_IN));
    }

    JschRemoteHosts(TrustedHostKeys trusted, AgentIdentities agent, Dialler dialler) {
        this.trusted = trusted;
        this.agent = agent;
        this.dialler = dialler;
    }

    @Override
    public RemoteHost open(ServerProfile profile, CredentialSource credentials, TaskContext context)
            throws SshException {
        SignIn signIn = new SignIn(profile.authentication(), credentials, agent);
        Links links = Links.open(dialler, trusted, profile, signIn, context.cancellation());
        try {
            Traits traits = Traits.find(links.talk(), profile, credentials, Marks.next(), context.cancellation());
            return new JschRemoteHost(links, traits, wrapper);
        } catch (SshException | RuntimeException e) {
            links.close();
            throw e;
        }
    }

    @Override
    public HostKey offeredKey(String host, int port, TaskContext context) throws SshException {
        HostKeyVerifier verifier = HostKeyVerifier.looking(trusted, host, port);
        dialler.look(host, port, verifier, context.cancellation());
        return verifier.offered().orElseThrow(() -> new IllegalStateException("a look without a key"));
    }
}
