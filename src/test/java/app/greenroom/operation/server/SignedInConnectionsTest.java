package app.greenroom.operation.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.Secret;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.domain.server.SshAuthentication;
import app.greenroom.operation.ServerConnections.HostWork;
import app.greenroom.operation.Servers.SignInSecrets;
import app.greenroom.ssh.HostTraits;
import app.greenroom.ssh.HostTraits.Elevation;
import app.greenroom.ssh.Outcome;
import app.greenroom.ssh.RemoteCommand;
import app.greenroom.ssh.SshException;
import app.greenroom.task.TaskContext;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Warm connections, dead ones, and what is asked for to sign in. */
class SignedInConnectionsTest {
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
    void aServerThatIsNotSavedIsUnknown() {
        OperationFailedException failure = failure("b", LOOK);
        assertThat(failure.reason()).isEqualTo(FailureReason.SERVER_UNKNOWN);
        assertThat(failure.arguments()).containsExactly("b");
    }

    @Test
    void theConnectionStaysWarmForAMinute() throws Exception {
        with("a", LOOK);
        with("a", LOOK);
        assertThat(bench.hosts.opened).hasSize(1);
        assertThat(bench.hosts.last().closed).isFalse();
        bench.timePasses();
        assertThat(bench.hosts.last().closed).isTrue();
        with("a", LOOK);
        assertThat(bench.hosts.opened).hasSize(2);
    }

    @Test
    void aTimerOfAnEarlierUseDoesNotCloseAConnectionInUse() throws Exception {
        with("a", LOOK);
        with("a", (profile, host) -> {
            bench.timePasses();
            assertThat(bench.hosts.last().closed).isFalse();
            return "";
        });
        assertThat(bench.hosts.opened).hasSize(1);
    }

    @Test
    void severalUsersAtOnceSignInOnce() throws Exception {
        CyclicBarrier together = new CyclicBarrier(3);
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            Callable<String> use = () -> with("a", (profile, host) -> {
                meet(together);
                return "done";
            });
            for (Future<String> each : threads.invokeAll(List.of(use, use, use))) {
                assertThat(each.get()).isEqualTo("done");
            }
        }
        assertThat(bench.hosts.opened).hasSize(1);
    }

    @Test
    void aConnectionFoundDeadBeforeAnythingRanIsReplacedWithoutAWord() throws Exception {
        with("a", LOOK);
        FakeHost dead = bench.hosts.last();
        dead.script = command -> {
            throw new SshException.ConnectionLost("gone");
        };
        with("a", LOOK);
        assertThat(bench.hosts.opened).hasSize(2);
        assertThat(dead.closed).isTrue();
        assertThat(bench.hosts.last().commands).containsExactly("look");
    }

    @Test
    void aConnectionThatDiesLaterIsAFailure() throws Exception {
        with("a", LOOK);
        bench.hosts.last().script = command -> {
            if (command.toString().equals("look")) {
                throw new SshException.ConnectionLost("gone");
            }
            return FakeHost.said(command, "");
        };
        OperationFailedException failure = failure("a", (profile, host) -> {
            host.run(RemoteCommand.of("change"), TaskContext.quiet());
            return LOOK.run(profile, host);
        });
        assertThat(failure.reason()).isEqualTo(FailureReason.CONNECTION_LOST);
        assertThat(bench.hosts.opened).hasSize(1);
        assertThat(bench.hosts.last().closed).isTrue();
    }

    @Test
    void aCommandWhoseEndIsUnknownIsNeverRepeated() throws Exception {
        with("a", LOOK);
        bench.hosts.last().script = command -> FakeHost.ended(command, new Outcome.Lost(), "");
        OperationFailedException failure = failure(
                "a",
                (profile, host) -> host.run(RemoteCommand.of("change"), TaskContext.quiet())
                        .requireSuccess());
        assertThat(failure.reason()).isEqualTo(FailureReason.CONNECTION_LOST);
        assertThat(bench.hosts.opened).hasSize(1);
        with("a", LOOK);
        assertThat(bench.hosts.opened).hasSize(2);
    }

    @Test
    void aNewConnectionThatFailsAtOnceIsNotTriedAgain() {
        bench.hosts.opening = (profile, credentials, host) -> host.script = command -> {
            throw new SshException.ConnectionLost("gone");
        };
        assertThat(failure("a", LOOK).reason()).isEqualTo(FailureReason.CONNECTION_LOST);
        assertThat(bench.hosts.opened).hasSize(1);
    }

    @Test
    void aRestedConnectionIsAskedBeforeItIsUsed() throws Exception {
        bench = new Workbench(folder, Duration.ZERO);
        with("a", LOOK);
        FakeHost first = bench.hosts.last();
        with("a", LOOK);
        assertThat(first.commands).containsExactly("look", "true", "look");
        first.script = command -> FakeHost.ended(command, new Outcome.TimedOut(Duration.ofSeconds(10)), "");
        with("a", LOOK);
        assertThat(first.closed).isTrue();
        assertThat(first.commands).hasSize(4);
        assertThat(bench.hosts.last().commands).containsExactly("look");
    }

    @Test
    void aChangedProfileIsSignedInToAnew() throws Exception {
        ServerProfile profile = with("a", (found, host) -> found);
        bench.save(profile.withInstances(List.of(new ServerProfile.KnownInstance("i", "u", "/d"))));
        with("a", LOOK);
        assertThat(bench.hosts.opened).hasSize(1);
        bench.save(profile.withPort(2222));
        with("a", LOOK);
        assertThat(bench.hosts.opened).hasSize(2);
        assertThat(bench.hosts.opened.getFirst().closed).isTrue();
        assertThat(bench.hosts.profiles.getLast().port()).isEqualTo(2222);
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

    @Test
    void afterTheEndNothingIsOpen() throws Exception {
        with("a", LOOK);
        bench.connections.close();
        assertThat(bench.hosts.last().closed).isTrue();
        assertThat(failure("a", LOOK).reason()).isEqualTo(FailureReason.CANCELLED);
        assertThat(bench.hosts.opened).hasSize(1);
    }

    @Test
    void aCancelledUseDoesNotSignIn() {
        TaskContext context = TaskContext.quiet();
        context.cancellation().cancel();
        assertThatExceptionOfType(OperationFailedException.class)
                .isThrownBy(() -> bench.connections.with("a", LOOK, context))
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo(FailureReason.CANCELLED));
        assertThat(bench.hosts.opened).isEmpty();
    }

    @Test
    void troubleWithFilesOfThisComputerIsNoTroubleWithTheServer() {
        OperationFailedException full = failure("a", (profile, host) -> {
            throw new IOException("No space left on device");
        });
        assertThat(full.reason()).isEqualTo(FailureReason.LOCAL_DISK_FULL);
        OperationFailedException other = failure("a", (profile, host) -> {
            throw new IOException("permission denied");
        });
        assertThat(other.reason()).isEqualTo(FailureReason.LOCAL_FILE);
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("the others did not come", e);
        }
    }

    /** The secrets that a fresh sign-in is given. */
    private List<String> secretsOf(String server) throws OperationFailedException {
        bench.connections.drop(server);
        String[] found = new String[2];
        bench.hosts.opening = (profile, credentials, host) -> {
            found[0] = credentials.signIn().map(SignedInConnectionsTest::text).orElse("none");
            found[1] = credentials.sudo().map(SignedInConnectionsTest::text).orElse("none");
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
