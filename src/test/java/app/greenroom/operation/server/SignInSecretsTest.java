package app.greenroom.operation.server;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.Secret;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.domain.server.SshAuthentication;
import app.greenroom.operation.ServerConnections.HostWork;
import app.greenroom.operation.Servers.SignInSecrets;
import app.greenroom.ssh.HostTraits;
import app.greenroom.ssh.HostTraits.Elevation;
import app.greenroom.ssh.RemoteCommand;
import app.greenroom.task.TaskContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the secrets for signing in come from, and which are tried. */
class SignInSecretsTest {
    private static final HostWork<String> LOOK = (profile, host) ->
            host.run(RemoteCommand.of("look"), TaskContext.quiet()).stdout();

    @TempDir
    Path folder;

    private Workbench bench;

    @BeforeEach
    void prepare() throws IOException {
        bench = new Workbench(folder);
        bench.save("a");
    }

    @Test
    void secretsComeFromTheStoreAndGivenOnesComeFirst() throws Exception {
        bench.secrets.kept.put("server/a/sign-in", Secret.of("stored"));
        assertThat(secretsOf("a")).containsExactly("stored", "stored");
        bench.secrets.kept.put("server/a/sudo", Secret.of("for sudo"));
        assertThat(secretsOf("a")).containsExactly("stored", "for sudo");
        bench.servers.provide("a", new SignInSecrets(Optional.of(Secret.of("given")), Optional.empty()));
        assertThat(secretsOf("a")).containsExactly("given", "for sudo");
        bench.servers.provide("a", new SignInSecrets(Optional.empty(), Optional.of(Secret.of(""))));
        assertThat(secretsOf("a")).containsExactly("stored", "none");
    }

    @Test
    void aPassphraseOfAKeyIsNoPasswordForSudo() throws Exception {
        bench.save(Workbench.profile("a", new SshAuthentication.KeyFile("/k")));
        bench.secrets.kept.put("server/a/sign-in", Secret.of("passphrase"));
        assertThat(secretsOf("a")).containsExactly("passphrase", "none");
    }

    @Test
    void anAccountsPasswordThatSudoRefusedIsNotTriedAgain() throws Exception {
        bench.secrets.kept.put("server/a/sign-in", Secret.of("stored"));
        List<Boolean> tries = new ArrayList<>();
        bench.hosts.opening = (profile, credentials, host) -> {
            tries.add(credentials.sudo().isPresent());
            host.traits = new HostTraits("orga", Elevation.NONE, "/usr/bin/python3", "");
        };
        for (int i = 0; i < 2; i++) {
            bench.connections.drop("a");
            with("a", LOOK);
        }
        assertThat(tries).containsExactly(true, false);
        bench.servers.provide("a", new SignInSecrets(Optional.empty(), Optional.of(Secret.of("for sudo"))));
        with("a", LOOK);
        assertThat(tries).containsExactly(true, false, true);
    }

    @Test
    void theStoreIsNotTouchedWhereNoSecretIsWanted() throws Exception {
        with("a", LOOK);
        assertThat(bench.secrets.asked).isZero();
    }

    @Test
    void aServerThatIsAskedForEveryTimeNeverReadsTheStore() throws Exception {
        ServerProfile profile = with("a", (found, host) -> found);
        bench.save(
                new ServerProfile("a", profile.host(), 22, "orga", profile.authentication(), true, false, List.of()));
        assertThat(secretsOf("a")).containsExactly("none", "none");
        bench.servers.provide("a", new SignInSecrets(Optional.of(Secret.of("given")), Optional.empty()));
        assertThat(secretsOf("a")).containsExactly("given", "given");
        assertThat(bench.secrets.asked).isZero();
    }

    @Test
    void aLockedStoreIsToldAsSuch() {
        bench.secrets.locked = true;
        bench.hosts.opening = (profile, credentials, host) -> credentials.signIn();
        assertThat(failure("a", LOOK).reason()).isEqualTo(FailureReason.SECRETS_LOCKED);
    }

    @Test
    void thePracticeServerIsStartedAndItsNewKeyTrusted() throws Exception {
        bench.save(new ServerProfile(
                "practice", "127.0.0.1", 1, "x", new SshAuthentication.Agent(), false, true, List.of()));
        ServerProfile used = with("practice", (profile, host) -> profile);
        assertThat(used.port()).isEqualTo(40_000);
        assertThat(used.authentication()).isEqualTo(new SshAuthentication.KeyFile("/tmp/key-40000"));
        assertThat(bench.trust.keysOf("127.0.0.1", 40_000)).containsExactly(FakeHosts.OTHER_KEY);
        assertThat(folder.resolve("known_hosts")).doesNotExist();
        bench.practice.port = 40_001;
        with("practice", LOOK);
        assertThat(bench.hosts.profiles.getLast().port()).isEqualTo(40_001);
        assertThat(bench.hosts.opened.getFirst().closed).isTrue();
        assertThat(bench.practice.starts).isEqualTo(2);
    }

    /** The secrets that a fresh sign-in is given. */
    private List<String> secretsOf(String server) throws OperationFailedException {
        bench.connections.drop(server);
        String[] found = new String[2];
        bench.hosts.opening = (profile, credentials, host) -> {
            found[0] = credentials.signIn().map(SignInSecretsTest::text).orElse("none");
            found[1] = credentials.sudo().map(SignInSecretsTest::text).orElse("none");
        };
        with(server, LOOK);
        return List.of(found);
    }

    private static String text(Secret secret) {
        return new String(secret.characters());
    }

    private <T> T with(String server, HostWork<T> work) throws OperationFailedException {
        return bench.connections.with(server, work, TaskContext.quiet());
    }

    private OperationFailedException failure(String server, HostWork<?> work) {
        try {
            with(server, work);
        } catch (OperationFailedException e) {
            return e;
        }
        throw new AssertionError("did not fail");
    }
}
