package app.greenroom.ssh.jsch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import app.greenroom.domain.server.SshAuthentication;
import app.greenroom.ssh.RemoteHost;
import app.greenroom.ssh.SshException;
import app.greenroom.ssh.SshException.CredentialsUnfit;
import app.greenroom.ssh.SshException.SignInRefused;
import app.greenroom.support.Eventually;
import app.greenroom.support.GivenSecrets;
import app.greenroom.support.Programs;
import app.greenroom.support.RequiresSshd;
import app.greenroom.task.TaskContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RequiresSshd
class OpenSshSignInTest {
    @TempDir
    private Path folder;

    private Sshd sshd;

    @BeforeEach
    void start() {
        sshd = Sshd.start(folder);
    }

    @AfterEach
    void stop() {
        sshd.close();
    }

    @Test
    void signsInWithAKeyFileAndAsksForNothing() throws Exception {
        GivenSecrets secrets = GivenSecrets.none();
        try (RemoteHost host = sshd.open(sshd.keyFile(), secrets)) {
            assertThat(host.traits().user()).isEqualTo(System.getProperty("user.name"));
        }
        assertThat(secrets.signInAsked()).isZero();
    }

    @Test
    void opensAKeyFileWithItsPassphraseWhichItAsksForOnce() throws Exception {
        GivenSecrets secrets = new GivenSecrets("zwölf Äpfel", null);
        try (RemoteHost host = sshd.open(protectedKey("zwölf Äpfel"), secrets)) {
            assertThat(host.traits().user()).isNotEmpty();
        }
        assertThat(secrets.signInAsked()).isEqualTo(1);
    }

    @Test
    void tellsAWrongAndAMissingPassphraseApart() {
        SshAuthentication key = protectedKey("right");
        unfit(key, new GivenSecrets("wrong", null), CredentialsUnfit.Why.PASSPHRASE_WRONG);
        unfit(key, GivenSecrets.none(), CredentialsUnfit.Why.PASSPHRASE_MISSING);
        assertThat(sshd.server().log()).doesNotContain("Accepted");
    }

    @Test
    void tellsAKeyFileThatIsNone() throws Exception {
        Path text = Files.writeString(folder.resolve("text"), "no key\n");
        for (Path file : List.of(
                folder.resolve("absent"), text, folder, sshd.server().key().resolveSibling("key.pub"))) {
            unfit(new SshAuthentication.KeyFile(file.toString()), GivenSecrets.none(), CredentialsUnfit.Why.KEY_FILE);
        }
    }

    @Test
    void judgesTheHostBeforeItAsksForSecrets() {
        sshd.trusted().forget("127.0.0.1", sshd.server().port());
        GivenSecrets secrets = new GivenSecrets("right", null);
        assertThatExceptionOfType(SshException.HostKeyUnknown.class)
                .isThrownBy(() -> sshd.open(protectedKey("right"), secrets));
        assertThat(secrets.signInAsked()).isZero();
    }

    @Test
    void isRefusedWithAnotherKey() {
        Path other = folder.resolve("other");
        Programs.run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", other.toString());
        assertThatExceptionOfType(SignInRefused.class)
                .isThrownBy(() -> sshd.open(new SshAuthentication.KeyFile(other.toString()), GivenSecrets.none()));
    }

    @Test
    void isRefusedWithAPasswordWhereTheServerTakesNone() {
        assertThatExceptionOfType(SignInRefused.class)
                .isThrownBy(() -> sshd.open(new SshAuthentication.Password(), new GivenSecrets("x", null)));
    }

    @Test
    void signsInWithAKeyThatAnAgentHolds() throws Exception {
        Path socket = folder.resolve("agent");
        Process agent = new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString())
                .redirectOutput(folder.resolve("agent.log").toFile())
                .start();
        try {
            Eventually.holds("the agent listens", () -> Files.exists(socket));
            AgentIdentities identities = AgentIdentities.of(Map.of("SSH_AUTH_SOCK", socket.toString()), "Linux");
            unfit(identities);
            Programs.runWith(
                    Map.of("SSH_AUTH_SOCK", socket.toString()),
                    "ssh-add",
                    "-q",
                    sshd.server().key().toString());
            try (RemoteHost host = sshd.hosts(identities)
                    .open(sshd.profile(new SshAuthentication.Agent()), GivenSecrets.none(), TaskContext.quiet())) {
                assertThat(host.traits().user()).isNotEmpty();
            }
        } finally {
            agent.destroy();
        }
    }

    @Test
    void tellsThatNoAgentIsThere() {
        unfit(AgentIdentities.of(Map.of(), "Linux"));
        unfit(AgentIdentities.of(
                Map.of("SSH_AUTH_SOCK", folder.resolve("absent").toString()), "Linux"));
    }

    private SshAuthentication protectedKey(String passphrase) {
        Path key = folder.resolve("protected");
        Programs.run("cp", sshd.server().key().toString(), key.toString());
        Programs.run("chmod", "600", key.toString());
        Programs.run("ssh-keygen", "-q", "-p", "-P", "", "-N", passphrase, "-f", key.toString());
        return new SshAuthentication.KeyFile(key.toString());
    }

    private void unfit(AgentIdentities agent) {
        assertThatExceptionOfType(CredentialsUnfit.class)
                .isThrownBy(() -> sshd.hosts(agent)
                        .open(sshd.profile(new SshAuthentication.Agent()), GivenSecrets.none(), TaskContext.quiet()))
                .satisfies(failure -> assertThat(failure.why()).isEqualTo(CredentialsUnfit.Why.AGENT));
    }

    private void unfit(SshAuthentication how, GivenSecrets secrets, CredentialsUnfit.Why why) {
        assertThatExceptionOfType(CredentialsUnfit.class)
                .isThrownBy(() -> sshd.open(how, secrets))
                .satisfies(failure -> assertThat(failure.why()).isEqualTo(why));
    }
}
