package app.greenroom.ssh.jsch;

import app.greenroom.domain.server.HostKey;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.domain.server.SshAuthentication;
import app.greenroom.ssh.CredentialSource;
import app.greenroom.ssh.RemoteHost;
import app.greenroom.ssh.SshException;
import app.greenroom.support.GivenSecrets;
import app.greenroom.support.MemoryHostKeys;
import app.greenroom.support.OpenSshServer;
import app.greenroom.task.TaskContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A real sshd with what it takes to sign in to it. */
final class Sshd implements AutoCloseable {
    private final OpenSshServer server;
    private final MemoryHostKeys trusted = new MemoryHostKeys();

    private Sshd(OpenSshServer server) {
        this.server = server;
    }

    /** One whose key is trusted. */
    static Sshd start(Path folder, String... lines) {
        Sshd sshd = startUnknown(folder, List.of("ed25519"), lines);
        sshd.trust("ed25519");
        return sshd;
    }

    /** One that nobody trusts yet. */
    static Sshd startUnknown(Path folder, List<String> keyTypes, String... lines) {
        return new Sshd(OpenSshServer.start(folder, keyTypes, lines));
    }

    OpenSshServer server() {
        return server;
    }

    MemoryHostKeys trusted() {
        return trusted;
    }

    HostKey key(String type) {
        List<String> words = server.hostKey(type);
        return new HostKey(words.get(0), words.get(1));
    }

    void trust(String type) {
        trusted.trust("127.0.0.1", server.port(), key(type));
    }

    ServerProfile profile(SshAuthentication how) {
        return new ServerProfile(
                "test", "127.0.0.1", server.port(), System.getProperty("user.name"), how, false, false, List.of());
    }

    SshAuthentication keyFile() {
        return new SshAuthentication.KeyFile(server.key().toString());
    }

    JschRemoteHosts hosts() {
        return hosts(new AgentIdentities("", false));
    }

    JschRemoteHosts hosts(AgentIdentities agent) {
        return new JschRemoteHosts(trusted, agent, new Dialler(Duration.ofSeconds(15), Duration.ofSeconds(30)));
    }

    /** Signs in with the key that lets in. */
    RemoteHost open() throws SshException {
        return open(keyFile(), GivenSecrets.none());
    }

    RemoteHost open(SshAuthentication how, CredentialSource secrets) throws SshException {
        return hosts().open(profile(how), secrets, TaskContext.quiet());
    }

    @Override
    public void close() {
        server.close();
    }
}
