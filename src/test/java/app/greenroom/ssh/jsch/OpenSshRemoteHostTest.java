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
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract on a real sshd, and what only real processes and a real connection can show. */
@RequiresSshd
class OpenSshRemoteHostTest extends RemoteHostContract {
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

    @Test
    void losesNothingOfWhatACommandSaidBeforeItEndedWhileNobodyTookIt() throws Exception {
        // so much that, whatever waits in windows and buffers, the end of it waits in the last pipe
        for (int mebibytes : new int[] {5, 7}) {
            RemoteCommand command = RemoteCommand.of("head", "-c", (mebibytes << 20) + "", "/dev/zero");
            AtomicLong count = new AtomicLong();
            host().stream(
                    command,
                    (buffer, offset, length) -> {
                        if (count.getAndAdd(length) == 0) {
                            // longer than a stream may be held open by a child after its command has ended
                            LockSupport.parkNanos(Duration.ofMillis(1300).toNanos());
                        }
                    },
                    TaskContext.quiet());
            assertThat(count).hasValue((long) mebibytes << 20);
        }
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

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
