package app.greenroom.operation.server;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.HostKey;
import app.greenroom.domain.server.Secret;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.domain.server.SshAuthentication;
import app.greenroom.operation.Servers.Check;
import app.greenroom.operation.Servers.ConnectionTest;
import app.greenroom.operation.Servers.OfferedKey;
import app.greenroom.operation.Servers.SignInSecrets;
import app.greenroom.operation.Servers.Standing;
import app.greenroom.operation.inspect.Probe;
import app.greenroom.operation.server.WarmConnection.Patience;
import app.greenroom.ssh.RemoteCommand;
import app.greenroom.ssh.RemoteHosts;
import app.greenroom.ssh.jsch.JschRemoteHosts;
import app.greenroom.storage.JsonServerProfileRepository;
import app.greenroom.storage.KnownHostsFile;
import app.greenroom.storage.secret.CheapSecrets;
import app.greenroom.storage.secret.FakeVault;
import app.greenroom.support.OpenSshServer;
import app.greenroom.support.Programs;
import app.greenroom.support.RequiresSshd;
import app.greenroom.task.TaskContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers with real files, the real secrets file and a real sshd behind them. */
@RequiresSshd
class ServersOverSshTest {
    @TempDir
    Path folder;

    private OpenSshServer sshd;
    private SignedInConnections connections;
    private ManageServers servers;
    private ServerProfile profile;

    @BeforeEach
    void start() throws IOException {
        sshd = OpenSshServer.start(Files.createDirectory(folder.resolve("sshd")), List.of("ed25519"));
        JsonServerProfileRepository profiles = new JsonServerProfileRepository(folder.resolve("servers.json"));
        TrustForThisRun trust =
                new TrustForThisRun(new KnownHostsFile(folder.resolve("known_hosts"), folder.resolve("none")));
        SavedCredentials credentials =
                new SavedCredentials(CheapSecrets.store(folder.resolve("secrets.json"), new FakeVault()));
        PracticeAddress addresses = new PracticeAddress(new FakePractice(), trust);
        RemoteHosts hosts = new JschRemoteHosts(trust);
        // asked before every use, because a connection cut a moment ago may not know it yet
        connections = new SignedInConnections(
                hosts,
                profiles,
                credentials,
                addresses,
                new Patience(Duration.ofMinutes(1), Duration.ZERO, (after, action) -> {}));
        servers = new ManageServers(
                profiles,
                trust,
                credentials,
                hosts,
                connections,
                addresses,
                new Probe(Clock.systemUTC(), new Random(1)));
        profile = new ServerProfile(
                "here",
                "127.0.0.1",
                sshd.port(),
                System.getProperty("user.name"),
                new SshAuthentication.KeyFile(sshd.key().toString()),
                false,
                false,
                List.of());
    }

    @AfterEach
    void end() {
        connections.close();
        sshd.close();
    }

    @Test
    void aFirstContactEndsInTrustAndASignIn() throws Exception {
        ConnectionTest first = test(SignInSecrets.none());
        assertThat(codes(first)).containsExactly("REACH", "HOST_KEY");
        OperationFailedException unknown = first.checks().getLast().failure().orElseThrow();
        assertThat(unknown.reason()).isEqualTo(FailureReason.HOST_KEY_UNKNOWN);
        OfferedKey offered = servers.offeredKey("127.0.0.1", sshd.port(), TaskContext.quiet());
        assertThat(offered.standing()).isEqualTo(Standing.UNKNOWN);
        assertThat(offered.key()).isEqualTo(hostKey());
        assertThat(unknown.arguments())
                .containsExactly("ssh-ed25519", offered.key().fingerprint());
        assertThat(sshd.log()).doesNotContain("Accepted");
        servers.trust("127.0.0.1", sshd.port(), offered.key());
        servers.add(profile, SignInSecrets.none());
        assertThat(say("in")).isEqualTo("in\n");
    }

    @Test
    void aCutConnectionIsReplacedAtTheNextUse() throws Exception {
        trustAndAdd(SignInSecrets.none());
        assertThat(say("one")).isEqualTo("one\n");
        assertThat(say("two")).isEqualTo("two\n");
        assertThat(signIns()).isEqualTo(1);
        sshd.cutConnections();
        assertThat(say("three")).isEqualTo("three\n");
        assertThat(signIns()).isEqualTo(2);
        sshd = sshd.restart();
        assertThat(say("four")).isEqualTo("four\n");
    }

    @Test
    void aPassphraseIsWantedThenKeptAndUsed() throws Exception {
        Programs.run(
                "ssh-keygen",
                "-q",
                "-p",
                "-P",
                "",
                "-N",
                "open it",
                "-f",
                sshd.key().toString());
        trustAndAdd(SignInSecrets.none());
        OperationFailedException missing = failure();
        assertThat(missing.reason()).isEqualTo(FailureReason.SECRET_MISSING);
        assertThat(missing.arguments()).containsExactly("sign-in");
        servers.provide("here", secrets("wrong"));
        assertThat(failure().reason()).isEqualTo(FailureReason.KEY_PASSPHRASE_WRONG);
        servers.update(profile, secrets("open it"));
        assertThat(say("opened")).isEqualTo("opened\n");
        assertThat(Files.readString(folder.resolve("secrets.json"))).doesNotContain("open it");
    }

    @Test
    void aKeyThatTheServerDoesNotKnowIsRefused() throws Exception {
        Files.writeString(folder.resolve("sshd/authorized_keys"), "");
        trustAndAdd(SignInSecrets.none());
        OperationFailedException refused = failure();
        assertThat(refused.reason()).isEqualTo(FailureReason.SIGN_IN_REFUSED);
        assertThat(refused.arguments()).containsExactly(sshd.key().toString());
    }

    @Test
    void aServerThatIsGoneRefusesAndIsToldByItsAddress() throws Exception {
        trustAndAdd(SignInSecrets.none());
        sshd.close();
        OperationFailedException refused = failure();
        assertThat(refused.reason()).isEqualTo(FailureReason.HOST_REFUSED);
        assertThat(refused.arguments()).containsExactly("127.0.0.1:" + sshd.port());
        assertThat(codes(test(SignInSecrets.none()))).containsExactly("REACH");
    }

    private void trustAndAdd(SignInSecrets secrets) throws OperationFailedException {
        servers.trust("127.0.0.1", sshd.port(), hostKey());
        servers.add(profile, secrets);
    }

    private HostKey hostKey() {
        List<String> words = sshd.hostKey("ed25519");
        return new HostKey(words.getFirst(), words.getLast());
    }

    private ConnectionTest test(SignInSecrets secrets) throws OperationFailedException {
        return servers.test(profile, secrets, TaskContext.quiet());
    }

    private String say(String word) throws OperationFailedException {
        return connections.with(
                "here",
                (found, host) -> host.run(RemoteCommand.of("echo", word), TaskContext.quiet())
                        .requireSuccess()
                        .stdout(),
                TaskContext.quiet());
    }

    private long signIns() {
        return sshd.log()
                .lines()
                .filter(line -> line.contains("Accepted publickey"))
                .count();
    }

    private OperationFailedException failure() {
        try {
            say("x");
        } catch (OperationFailedException e) {
            return e;
        }
        throw new AssertionError("did not fail");
    }

    private static List<String> codes(ConnectionTest test) {
        return test.checks().stream().map(Check::code).toList();
    }

    private static SignInSecrets secrets(String word) {
        return new SignInSecrets(Optional.of(Secret.of(word)), Optional.empty());
    }
}
