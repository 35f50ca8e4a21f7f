package app.greenroom.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import app.greenroom.support.Eventually;
import app.greenroom.task.CancellationToken;
import app.greenroom.task.TaskContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every host keeps, scripted ones too. The commands are the constants below, so that a scripted host can know
 * them. What needs processes and a network is tried on a real sshd only.
 */
public abstract class RemoteHostContract {
    protected static final List<String> EXIT_3 = sh("exit 3");
    protected static final List<String> KILL_ITSELF = sh("kill -KILL $$");
    protected static final List<String> BOTH_STREAMS = sh("echo out; echo err >&2; echo out again");
    protected static final List<String> UMLAUTS = sh("printf 'Grüße, 東京\\n'");
    protected static final List<String> ECHO_INPUT = List.of("cat");
    protected static final List<String> SAY_VARIABLE = sh("printf '%s' \"$GREETING\"");
    protected static final List<String> MILLION = sh("head -c 1000000 /dev/zero | tr '\\0' a");
    protected static final List<String> LONG_COMPLAINT = sh("head -c 100000 /dev/zero | tr '\\0' b >&2; echo end >&2");
    protected static final List<String> IGNORE_INPUT = sh("head -c 5; exit 7");
    protected static final List<String> HANG = List.of("sleep", "3600.25");
    protected static final List<String> ARGUMENTS =
            List.of("printf", "<%s>", "", " a  b ", "it's", "$HOME", "*", "\n", "ü");
    protected static final String ARGUMENTS_SAID = "<>< a  b ><it's><$HOME><*><\n><ü>";

    private RemoteHost host;

    /** A host that can do what the constants say. */
    protected abstract RemoteHost open() throws Exception;

    /** The host of this test. */
    protected final RemoteHost host() {
        return host;
    }

    @BeforeEach
    final void openHost() throws Exception {
        host = open();
    }

    @AfterEach
    final void closeHost() {
        host.close();
    }

    @Test
    void tellsTheExitStatus() throws Exception {
        CommandResult result = run(EXIT_3);
        assertThat(result.outcome()).isEqualTo(new Outcome.Exited(3));
        assertThat(result.succeeded()).isFalse();
        assertThatExceptionOfType(SshException.CommandFailed.class)
                .isThrownBy(result::requireSuccess)
                .satisfies(failure -> assertThat(failure.result()).isEqualTo(result));
    }

    @Test
    void tellsTheSignal() throws Exception {
        assertThat(run(KILL_ITSELF).outcome()).isEqualTo(new Outcome.Signalled("KILL"));
    }

    @Test
    void keepsTheStreamsApart() throws Exception {
        CommandResult result = run(BOTH_STREAMS);
        assertThat(result.stdout()).isEqualTo("out\nout again\n");
        assertThat(result.stderr()).isEqualTo("err\n");
        assertThat(result.requireSuccess()).isEqualTo(result);
    }

    @Test
    void speaksUtf8() throws Exception {
        assertThat(run(UMLAUTS).stdout()).isEqualTo("Grüße, 東京\n");
        assertThat(run(command(ECHO_INPUT).input("Žluťoučký 🐎")).stdout()).isEqualTo("Žluťoučký 🐎");
    }

    @Test
    void givesArgumentsAsTheyAre() throws Exception {
        assertThat(run(ARGUMENTS).stdout()).isEqualTo(ARGUMENTS_SAID);
    }

    @Test
    void givesVariables() throws Exception {
        assertThat(run(command(SAY_VARIABLE).with("GREETING", "it's\nme")).stdout())
                .isEqualTo("it's\nme");
    }

    @Test
    void endsACommandThatSaysTooMuch() throws Exception {
        CommandResult result = run(command(MILLION).keeping(1000));
        assertThat(result.outcome()).isEqualTo(new Outcome.TooMuch(1000));
        assertThat(result.stdout()).isEqualTo("a".repeat(1000));
        assertThat(run(command(MILLION).keeping(1_000_000)).outcome()).isEqualTo(new Outcome.Exited(0));
    }

    @Test
    void keepsTheEndOfALongComplaint() throws Exception {
        CommandResult result = run(LONG_COMPLAINT);
        assertThat(result.outcome()).isEqualTo(new Outcome.Exited(0));
        assertThat(result.stderr()).hasSize(64 << 10).endsWith("bbbend\n");
    }

    @Test
    void streamsEverythingInOrder() throws Exception {
        ByteArrayOutputStream got = new ByteArrayOutputStream();
        CommandResult result = host.stream(command(MILLION), got::write, TaskContext.quiet());
        assertThat(result.outcome()).isEqualTo(new Outcome.Exited(0));
        assertThat(result.stdout()).isEmpty();
        assertThat(got.toString(StandardCharsets.UTF_8)).isEqualTo("a".repeat(1_000_000));
        assertThat(host.stream(command(EXIT_3), got::write, TaskContext.quiet()).outcome())
                .isEqualTo(new Outcome.Exited(3));
    }

    @Test
    void passesOnThatASinkRefuses() {
        IOException full = new IOException("no space left");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> host.stream(
                        command(MILLION),
                        (buffer, offset, length) -> {
                            throw full;
                        },
                        TaskContext.quiet()))
                .isSameAs(full);
    }

    @Test
    void feedsACommand() throws Exception {
        byte[] much = "some line\n".repeat(100_000).getBytes(StandardCharsets.UTF_8);
        CommandResult result = host.feed(command(ECHO_INPUT), new ByteArrayInputStream(much), TaskContext.quiet());
        assertThat(result.outcome()).isEqualTo(new Outcome.Exited(0));
        assertThat(result.stdout()).isEqualTo(new String(much, StandardCharsets.UTF_8));
    }

    @Test
    void conversesWithACommandThatAnswersAsItIsFed() throws Exception {
        byte[] much = "some line\n".repeat(400_000).getBytes(StandardCharsets.UTF_8);
        java.io.ByteArrayOutputStream heard = new java.io.ByteArrayOutputStream();
        CommandResult result =
                host.converse(command(ECHO_INPUT), new ByteArrayInputStream(much), heard::write, TaskContext.quiet());
        assertThat(result.outcome()).isEqualTo(new Outcome.Exited(0));
        assertThat(heard.toByteArray()).isEqualTo(much);
    }

    @Test
    void passesOnThatASourceFails() {
        IOException damaged = new IOException("damaged");
        InputStream source = new InputStream() {
            @Override
            public int read() throws IOException {
                throw damaged;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                throw damaged;
            }
        };
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> host.feed(command(ECHO_INPUT), source, TaskContext.quiet()))
                .isSameAs(damaged);
    }

    @Test
    void takesAnEndBeforeTheInputsEndAsAResult() throws Exception {
        byte[] much = new byte[5_000_000];
        Arrays.fill(much, (byte) 'x');
        CommandResult fed = host.feed(command(IGNORE_INPUT), new ByteArrayInputStream(much), TaskContext.quiet());
        assertThat(fed.outcome()).isEqualTo(new Outcome.Exited(7));
        assertThat(fed.stdout()).isEqualTo("xxxxx");
        CommandResult given = run(command(IGNORE_INPUT).input("x".repeat(300_000)));
        assertThat(given.outcome()).isEqualTo(new Outcome.Exited(7));
        assertThat(given.stdout()).isEqualTo("xxxxx");
    }

    @Test
    void endsACommandAtItsLimit() throws Exception {
        Duration limit = Duration.ofMillis(300);
        assertThat(run(command(HANG).within(limit)).outcome()).isEqualTo(new Outcome.TimedOut(limit));
    }

    @Test
    void endsACommandWhenCancelled() {
        CancellationToken token = new CancellationToken();
        AtomicBoolean begun = new AtomicBoolean();
        Thread canceller = Thread.ofVirtual().start(() -> {
            Eventually.holds("begun", begun::get);
            token.cancel();
        });
        begun.set(true);
        assertThatExceptionOfType(SshException.Cancelled.class)
                .isThrownBy(() -> host.run(command(HANG), new TaskContext(token, progress -> {})));
        assertThatExceptionOfType(SshException.Cancelled.class)
                .as("cancelled beforehand")
                .isThrownBy(() -> host.run(command(HANG), new TaskContext(token, progress -> {})));
        assertThat(canceller.isAlive()).isFalse();
    }

    @Test
    void runsSeveralAtOnce() throws Exception {
        List<Callable<CommandResult>> calls = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String text = "number " + i;
            calls.add(() -> run(command(ECHO_INPUT).input(text)));
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            int i = 0;
            for (Future<CommandResult> each : threads.invokeAll(calls)) {
                assertThat(each.get().stdout()).isEqualTo("number " + i++);
            }
        }
    }

    @Test
    void doesNothingAfterItWasClosed() {
        host.close();
        host.close();
        assertThatExceptionOfType(SshException.ConnectionLost.class).isThrownBy(() -> run(EXIT_3));
    }

    /** Runs a command with nobody watching. */
    protected final CommandResult run(List<String> words) throws SshException {
        return run(command(words));
    }

    /** Runs a command with nobody watching. */
    protected final CommandResult run(RemoteCommand command) throws SshException {
        return host.run(command, TaskContext.quiet());
    }

    /** The command of these words. */
    protected static RemoteCommand command(List<String> words) {
        return RemoteCommand.of(words.toArray(String[]::new));
    }

    /** The command of a line of shell. */
    protected static List<String> sh(String line) {
        return List.of("sh", "-c", line);
    }
}
