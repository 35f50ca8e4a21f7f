package app.greenroom.ssh.jsch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import app.greenroom.ssh.CommandResult;
import app.greenroom.ssh.Outcome;
import app.greenroom.ssh.RemoteCommand;
import app.greenroom.ssh.RemoteHost;
import app.greenroom.ssh.SshException;
import app.greenroom.support.Eventually;
import app.greenroom.support.RequiresSshd;
import app.greenroom.task.CancellationToken;
import app.greenroom.task.TaskContext;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No process is left on the server, however a command ends, and none that was meant to stay is ended. */
@RequiresSshd
class OpenSshLeftoversTest {
    private static final AtomicLong NUMBERS =
            new AtomicLong(ProcessHandle.current().pid() * 1000);

    @TempDir
    private static Path folder;

    private static Sshd sshd;

    private RemoteHost host;

    @BeforeAll
    static void startServer() {
        sshd = Sshd.start(folder);
    }

    @AfterAll
    static void stopServer() {
        sshd.close();
    }

    @BeforeEach
    void openHost() throws SshException {
        host = sshd.open();
    }

    @AfterEach
    void closeHost() {
        host.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exec SLEEP",
                "SLEEP; true",
                "SLEEP & SLEEP & wait",
                "trap '' TERM HUP INT; SLEEP; true",
                "set -m; SLEEP & wait",
                "exec < /dev/null > /dev/null 2>&1; SLEEP; true"
            })
    void leavesNoProcessWhenCancelled(String line) {
        String sleep = unique();
        CancellationToken token = new CancellationToken();
        CompletableFuture<Object> running = begin(sh(line.replace("SLEEP", sleep)), token);
        Eventually.holds("it runs", () -> alive(sleep));
        token.cancel();
        assertThat(running)
                .failsWithin(Duration.ofSeconds(20))
                .withThrowableThat()
                .withCauseInstanceOf(SshException.Cancelled.class);
        Eventually.holds("nothing is left", () -> !alive(sleep));
    }

    @Test
    void leavesNoProcessAtTheLimit() throws Exception {
        String sleep = unique();
        Duration limit = Duration.ofMillis(500);
        CommandResult result = run(sh("echo begun; " + sleep + "; true").within(limit));
        assertThat(result.outcome()).isEqualTo(new Outcome.TimedOut(limit));
        assertThat(result.stdout()).isEqualTo("begun\n");
        Eventually.holds("nothing is left", () -> !alive(sleep));
    }

    @Test
    void leavesNoProcessWhenClosed() {
        String sleep = unique();
        CompletableFuture<Object> running = begin(sh(sleep + "; true"), new CancellationToken());
        Eventually.holds("it runs", () -> alive(sleep));
        host.close();
        assertThat(running).succeedsWithin(Duration.ofSeconds(20));
        assertThat(((CommandResult) running.join()).outcome()).isEqualTo(new Outcome.Lost());
        Eventually.holds("nothing is left", () -> !alive(sleep));
    }

    @Test
    void tellsALostConnectionAndLeavesNoProcess() {
        String sleep = unique();
        CompletableFuture<Object> running = begin(sh("echo begun; " + sleep + "; true"), new CancellationToken());
        Eventually.holds("it runs", () -> alive(sleep));
        sshd.server().cutConnections();
        assertThat(running).succeedsWithin(Duration.ofSeconds(20));
        CommandResult result = (CommandResult) running.join();
        assertThat(result.outcome()).isEqualTo(new Outcome.Lost());
        assertThatExceptionOfType(SshException.ConnectionLost.class).isThrownBy(result::requireSuccess);
        assertThatExceptionOfType(SshException.ConnectionLost.class).isThrownBy(() -> run(sh("exit 3")));
        Eventually.holds("nothing is left", () -> !alive(sleep));
    }

    @Test
    void endsTheCommandWhenASinkRefuses() {
        String sleep = unique();
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> host.stream(
                        sh("echo x; " + sleep + "; true"),
                        (buffer, offset, length) -> {
                            Eventually.holds("it runs", () -> alive(sleep));
                            throw new IOException("refused");
                        },
                        TaskContext.quiet()))
                .withMessage("refused");
        Eventually.holds("nothing is left", () -> !alive(sleep));
    }

    @Test
    void doesNotWaitForABackgroundChildThatHoldsTheStreams() throws Exception {
        String sleep = unique();
        CommandResult result = run(sh(sleep + " & echo done"));
        assertThat(result.outcome()).isEqualTo(new Outcome.Exited(0));
        assertThat(result.stdout()).isEqualTo("done\n");
        assertThat(alive(sleep)).as("it was left alone").isTrue();
        run(sh("pkill -f '^" + sleep.replace(".", "\\.") + "$'"));
        Eventually.holds("the child is gone", () -> !alive(sleep));
    }

    private CompletableFuture<Object> begin(RemoteCommand command, CancellationToken token) {
        CompletableFuture<Object> running = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                running.complete(
                        host.run(command.within(Duration.ofMinutes(10)), new TaskContext(token, progress -> {})));
            } catch (SshException e) {
                running.completeExceptionally(e);
            }
        });
        return running;
    }

    /** A command line that no other process of this computer has. */
    private static String unique() {
        return "sleep 3600." + NUMBERS.incrementAndGet();
    }

    private static boolean alive(String commandLine) {
        return ProcessHandle.allProcesses()
                .anyMatch(process -> process.info().commandLine().orElse("").endsWith(commandLine));
    }

    private CommandResult run(RemoteCommand command) throws SshException {
        return host.run(command, TaskContext.quiet());
    }

    private static RemoteCommand sh(String line) {
        return RemoteCommand.of("sh", "-c", line);
    }
}
