package app.greenroom.ssh.jsch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import app.greenroom.ssh.CommandResult;
import app.greenroom.ssh.Outcome;
import app.greenroom.ssh.RemoteCommand;
import app.greenroom.ssh.RemoteHost;
import app.greenroom.ssh.RemoteHostContract;
import app.greenroom.ssh.SshException;
import app.greenroom.support.Eventually;
import app.greenroom.support.RequiresSshd;
import app.greenroom.task.CancellationToken;
import app.greenroom.task.TaskContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract on a real sshd, and what only real processes and a real connection can show. */
@RequiresSshd
class OpenSshRemoteHostTest extends RemoteHostContract {
    private static final AtomicLong NUMBERS =
            new AtomicLong(ProcessHandle.current().pid() * 1000);

    @TempDir
    private static Path folder;

    private static Sshd sshd;

    @BeforeAll
    static void startServer() {
        sshd = Sshd.start(folder);
    }

    @AfterAll
    static void stopServer() {
        sshd.close();
    }

    @Override
    protected RemoteHost open() throws SshException {
        return sshd.open();
    }

    @Test
    void streamsAHundredMegabytesToASlowSinkAtConstantMemory() throws Exception {
        Path progress = folder.resolve("progress");
        String program = """
            import os, sys
            piece = bytes(range(256)) * 4096
            for number in range(100):
                sys.stdout.buffer.write(piece)
                sys.stdout.buffer.flush()
                with open(sys.argv[1], "w") as file:
                    file.write(str(number + 1))
            """;
        RemoteCommand command = RemoteCommand.of(host().traits().python(), "-c", program, progress.toString());
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        AtomicLong count = new AtomicLong();
        CommandResult result = host().stream(
                command,
                (buffer, offset, length) -> {
                    if (count.get() == 0) {
                        assertThat(stalledAt(progress))
                                .as("MiB said while nobody takes any")
                                .isLessThan(32);
                    }
                    count.addAndGet(length);
                    digest.update(buffer, offset, length);
                },
                TaskContext.quiet());
        assertThat(result.outcome()).isEqualTo(new Outcome.Exited(0));
        assertThat(count).hasValue(100L << 20);
        MessageDigest expected = MessageDigest.getInstance("SHA-256");
        byte[] piece = new byte[256];
        for (int i = 0; i < piece.length; i++) {
            piece[i] = (byte) i;
        }
        for (int i = 0; i < (100 << 20) / piece.length; i++) {
            expected.update(piece);
        }
        assertThat(HexFormat.of().formatHex(digest.digest()))
                .isEqualTo(HexFormat.of().formatHex(expected.digest()));
    }

    /** What a command noted last, once it has noted nothing new for a while. */
    private static int stalledAt(Path progress) {
        int[] seen = {-1, 0};
        Eventually.holds("the command stalls", () -> {
            int now = number(progress);
            seen[1] = now == seen[0] && now > 0 ? seen[1] + 1 : 0;
            seen[0] = now;
            return seen[1] > 25;
        });
        return seen[0];
    }

    private static int number(Path file) {
        try {
            String text = Files.readString(file);
            return text.isEmpty() ? 0 : Integer.parseInt(text);
        } catch (IOException e) {
            return 0;
        }
    }

    @Test
    void stopsReadingASourceThatNobodyTakes() throws Exception {
        AtomicLong read = new AtomicLong();
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                read.incrementAndGet();
                return 'x';
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                read.addAndGet(length);
                return length;
            }
        };
        Duration limit = Duration.ofSeconds(2);
        CommandResult result = host().feed(command(HANG).within(limit), endless, TaskContext.quiet());
        assertThat(result.outcome()).isEqualTo(new Outcome.TimedOut(limit));
        assertThat(read.get()).isBetween(1L, 8L << 20);
    }

    @Test
    void goesOnAfterACancelledInput() throws Exception {
        CancellationToken token = new CancellationToken();
        InputStream cancelling = new InputStream() {
            private long given;

            @Override
            public int read() {
                return 'x';
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                given += length;
                if (given > 600_000) {
                    token.cancel();
                }
                return length;
            }
        };
        assertThatExceptionOfType(SshException.Cancelled.class)
                .isThrownBy(() -> host().feed(command(HANG), cancelling, new TaskContext(token, progress -> {})));
        assertThat(run(EXIT_3).outcome()).isEqualTo(new Outcome.Exited(3));
    }

    @Test
    void waitsForRoomOnAServerThatTakesFewChannels(@TempDir Path other) throws Exception {
        try (Sshd small = Sshd.start(other, "MaxSessions 2");
                RemoteHost host = small.open();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<CommandResult>> calls = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                calls.add(() -> host.run(command(EXIT_3), TaskContext.quiet()));
            }
            for (Future<CommandResult> each : threads.invokeAll(calls)) {
                assertThat(each.get().outcome()).isEqualTo(new Outcome.Exited(3));
            }
        }
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
        CommandResult result =
                run(command(sh("echo begun; " + sleep + "; true")).within(limit));
        assertThat(result.outcome()).isEqualTo(new Outcome.TimedOut(limit));
        assertThat(result.stdout()).isEqualTo("begun\n");
        Eventually.holds("nothing is left", () -> !alive(sleep));
    }

    @Test
    void leavesNoProcessWhenClosed() {
        String sleep = unique();
        CompletableFuture<Object> running = begin(sh(sleep + "; true"), new CancellationToken());
        Eventually.holds("it runs", () -> alive(sleep));
        host().close();
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
        assertThatExceptionOfType(SshException.ConnectionLost.class).isThrownBy(() -> run(EXIT_3));
        Eventually.holds("nothing is left", () -> !alive(sleep));
    }

    @Test
    void endsTheCommandWhenASinkRefuses() {
        String sleep = unique();
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> host().stream(
                        command(sh("echo x; " + sleep + "; true")),
                        (buffer, offset, length) -> {
                            Eventually.holds("it runs", () -> alive(sleep));
                            throw new IOException("refused");
                        },
                        TaskContext.quiet()))
                .withMessage("refused");
        Eventually.holds("nothing is left", () -> !alive(sleep));
    }

    @Test
    void talksWhileBulkDataWaitsForASlowSink() throws Exception {
        CountDownLatch taken = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CompletableFuture<Object> bulk = CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return host().stream(
                                command(sh("head -c 30000000 /dev/zero")),
                                (buffer, offset, length) -> {
                                    taken.countDown();
                                    await(goOn);
                                },
                                TaskContext.quiet());
                    } catch (SshException | IOException e) {
                        throw new IllegalStateException(e);
                    }
                },
                Thread::startVirtualThread);
        await(taken);
        assertThat(run(EXIT_3).outcome()).isEqualTo(new Outcome.Exited(3));
        goOn.countDown();
        assertThat(bulk).succeedsWithin(Duration.ofSeconds(30));
    }

    @Test
    void saysWhatCannotBeRun() throws Exception {
        CommandResult absent = run(List.of("no-such-program", "x"));
        assertThat(absent.outcome()).isEqualTo(new Outcome.Exited(127));
        assertThat(absent.stderr()).startsWith("no-such-program: ");
        CommandResult elsewhere = run(command(EXIT_3).in("/no/such/folder"));
        assertThat(elsewhere.outcome()).isEqualTo(new Outcome.Exited(126));
        assertThat(elsewhere.stderr()).startsWith("/no/such/folder: ");
        assertThat(run(command(sh("pwd")).in("/usr")).stdout()).isEqualTo("/usr\n");
    }

    @Test
    void runsAsTheSignedInUserByName() throws Exception {
        String user = host().traits().user();
        CommandResult result = run(command(sh("printf '%s %s %s' \"$USER\" \"$LOGNAME\" \"$HOME\"; pwd"))
                .asUser(user));
        String home = run(command(sh("getent passwd \"$(id -un)\" | cut -d: -f6")))
                .stdout()
                .strip();
        assertThat(result.stdout()).isEqualTo(user + " " + user + " " + home + home + "\n");
    }

    @Test
    void showsNothingOfACommandsVariablesAndInput() throws Exception {
        CommandResult result = run(command(sh("cat; ps axww -o args="))
                .with("PASSWORD", "top-secret-9")
                .input("read: top-secret-9\n"));
        assertThat(result.stdout()).startsWith("read: top-secret-9\n").containsOnlyOnce("top-secret-9");
        assertThat(result.stdout().lines().filter(line -> line.endsWith(" greenroom")))
                .as("the wrapper is there to be seen")
                .isNotEmpty();
    }

    private CompletableFuture<Object> begin(List<String> words, CancellationToken token) {
        CompletableFuture<Object> running = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                running.complete(host().run(
                                command(words).within(Duration.ofMinutes(10)), new TaskContext(token, progress -> {})));
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

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
