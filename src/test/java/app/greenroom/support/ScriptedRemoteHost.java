package app.greenroom.support;

import app.greenroom.ssh.CommandResult;
import app.greenroom.ssh.HostTraits;
import app.greenroom.ssh.Outcome;
import app.greenroom.ssh.RemoteCommand;
import app.greenroom.ssh.RemoteHost;
import app.greenroom.ssh.SshException;
import app.greenroom.task.TaskContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A host that answers by a script: beginnings of commands and what each leads to. A command that is not in the script
 * fails the test. Later lines of the script come first, so that a test can change one answer of many.
 */
public final class ScriptedRemoteHost implements RemoteHost {
    private static final int PIECE = 16 << 10;
    private static final int MOST_COMPLAINT = 64 << 10;

    private final HostTraits traits;
    private final List<Line> script = new CopyOnWriteArrayList<>();
    private final List<RemoteCommand> asked = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    /** A host where root is signed in. */
    public ScriptedRemoteHost() {
        this(new HostTraits("root", HostTraits.Elevation.ROOT, "/usr/bin/python3", ""));
    }

    /** A host of some kind. */
    public ScriptedRemoteHost(HostTraits traits) {
        this.traits = traits;
    }

    /** Begins a line: what follows is the answer to commands that begin with these words. */
    public Answering on(String... words) {
        return new Answering(List.of(words));
    }

    /** The commands so far, in order. */
    public List<RemoteCommand> asked() {
        return List.copyOf(asked);
    }

    @Override
    public HostTraits traits() {
        return traits;
    }

    @Override
    public CommandResult run(RemoteCommand command, TaskContext context) throws SshException {
        try {
            return keep(command, command.input().getBytes(StandardCharsets.UTF_8), context);
        } catch (IOException e) {
            throw new IllegalStateException("nothing here could refuse a byte", e);
        }
    }

    @Override
    public CommandResult feed(RemoteCommand command, InputStream source, TaskContext context)
            throws SshException, IOException {
        return keep(command, source.readAllBytes(), context);
    }

    @Override
    public CommandResult stream(RemoteCommand command, ByteSink sink, TaskContext context)
            throws SshException, IOException {
        return answer(command, command.input().getBytes(StandardCharsets.UTF_8), sink, context);
    }

    @Override
    public CommandResult converse(RemoteCommand command, InputStream source, ByteSink sink, TaskContext context)
            throws SshException, IOException {
        return answer(command, source.readAllBytes(), sink, context);
    }

    @Override
    public void close() {
        closed = true;
    }

    private CommandResult keep(RemoteCommand command, byte[] input, TaskContext context)
            throws SshException, IOException {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        CommandResult result = answer(command, input, kept::write, context);
        boolean tooMuch = kept.size() > command.outputLimit();
        return new CommandResult(
                command,
                tooMuch ? new Outcome.TooMuch(command.outputLimit()) : result.outcome(),
                new String(kept.toByteArray(), 0, Math.min(kept.size(), command.outputLimit()), StandardCharsets.UTF_8),
                result.stderr(),
                result.took());
    }

    private CommandResult answer(RemoteCommand command, byte[] input, ByteSink sink, TaskContext context)
            throws SshException, IOException {
        if (closed) {
            throw new SshException.ConnectionLost("closed");
        }
        asked.add(command);
        Reply reply = script.reversed().stream()
                .filter(line -> line.begins(command))
                .findFirst()
                .orElseThrow(() -> new AssertionError("not in the script: " + command))
                .answer()
                .to(command, input);
        byte[] out = reply.stdout();
        for (int at = 0; at < out.length; at += PIECE) {
            sink.accept(out, at, Math.min(PIECE, out.length - at));
        }
        if (reply.outcome() instanceof Outcome.TimedOut) {
            waitForCancel(context, command.limit());
        }
        if (context.cancellation().isCancelled()) {
            throw new SshException.Cancelled(command.toString());
        }
        byte[] err = reply.stderr();
        byte[] tail = Arrays.copyOfRange(err, Math.max(0, err.length - MOST_COMPLAINT), err.length);
        Outcome outcome =
                reply.outcome() instanceof Outcome.TimedOut ? new Outcome.TimedOut(command.limit()) : reply.outcome();
        return new CommandResult(command, outcome, "", new String(tail, StandardCharsets.UTF_8), Duration.ofMillis(1));
    }

    private static void waitForCancel(TaskContext context, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        Eventually.holds(
                "cancelled or out of time", () -> context.cancellation().isCancelled() || System.nanoTime() > deadline);
    }

    /** Makes an answer of a command and what it is given. */
    @FunctionalInterface
    public interface Answer {
        /** The answer. */
        Reply to(RemoteCommand command, byte[] input);
    }

    /** What a command says and how it ends. */
    public record Reply(Outcome outcome, String out, String err) {
        byte[] stdout() {
            return out.getBytes(StandardCharsets.UTF_8);
        }

        byte[] stderr() {
            return err.getBytes(StandardCharsets.UTF_8);
        }
    }

    /** A line of the script. */
    private record Line(List<String> words, Answer answer) {
        boolean begins(RemoteCommand command) {
            List<String> arguments = command.arguments();
            return arguments.size() >= words.size()
                    && arguments.subList(0, words.size()).equals(words);
        }
    }

    /** The second half of a line. */
    public final class Answering {
        private final List<String> words;

        private Answering(List<String> words) {
            this.words = new ArrayList<>(words);
        }

        /** It says something and ends well. */
        public ScriptedRemoteHost prints(String text) {
            return ends(new Outcome.Exited(0), text, "");
        }

        /** It says nothing and ends with a status. */
        public ScriptedRemoteHost exits(int status) {
            return ends(new Outcome.Exited(status), "", "");
        }

        /** It complains and ends with a status. */
        public ScriptedRemoteHost complains(int status, String text) {
            return ends(new Outcome.Exited(status), "", text);
        }

        /** It does not end before its limit. */
        public ScriptedRemoteHost hangs() {
            return ends(new Outcome.TimedOut(Duration.ZERO), "", "");
        }

        /** The connection breaks under it. */
        public ScriptedRemoteHost loses() {
            return ends(new Outcome.Lost(), "", "");
        }

        /** It says something on both streams and ends somehow. */
        public ScriptedRemoteHost ends(Outcome outcome, String out, String err) {
            return answers((command, input) -> new Reply(outcome, out, err));
        }

        /** The answer depends on the whole command or its input. */
        public ScriptedRemoteHost answers(Answer answer) {
            script.add(new Line(words, answer));
            return ScriptedRemoteHost.this;
        }
    }
}
