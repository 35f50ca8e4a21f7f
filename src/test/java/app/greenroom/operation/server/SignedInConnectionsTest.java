package app.greenroom.operation.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.operation.ServerConnections.HostWork;
import app.greenroom.ssh.Outcome;
import app.greenroom.ssh.RemoteCommand;
import app.greenroom.ssh.SshException;
import app.greenroom.task.TaskContext;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
