package app.greenroom.operation.backup;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.ssh.CommandResult;
import app.greenroom.ssh.HostTraits;
import app.greenroom.ssh.Outcome;
import app.greenroom.ssh.RemoteCommand;
import app.greenroom.ssh.RemoteHost;
import app.greenroom.ssh.SshException;
import app.greenroom.task.TaskContext;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lets the server do one task and hears its frames to the end; a stream without its end is never taken for whole. */
final class Conversation {
    private static final Set<FailureReason> SERVERS_OWN = Set.of(
            FailureReason.COMMAND_FAILED,
            FailureReason.NO_ELEVATION,
            FailureReason.SERVER_DISK_FULL,
            FailureReason.TIMED_OUT,
            FailureReason.INTERNAL);

    private final RemoteHost host;
    private final Warnings warnings;
    private final ServerProgram program;

    Conversation(ServerProgram program, RemoteHost host, Warnings warnings) {
        this.program = program;
        this.host = host;
        this.warnings = warnings;
    }

    /**
     * Does a task.
     *
     * @param limit most time for it
     * @param listener takes the frames that are the task's own
     * @throws OperationFailedException with the reason for which the server refused, or why its answer cannot be used
     * @throws IOException what the listener threw
     */
    void hold(String task, Map<String, ?> request, Duration limit, FrameReader.Handler listener, TaskContext context)
            throws SshException, OperationFailedException, IOException {
        if (host.traits().python().isEmpty()) {
            throw new OperationFailedException(FailureReason.NO_PYTHON, "no python3 of 3.9 or newer");
        }
        Ear ear = new Ear(task, listener);
        FrameReader reader = new FrameReader(ear);
        CommandResult result;
        try {
            result = host.stream(command(task, request, limit), ear.remembering(reader), context);
        } catch (IOException | SshException e) {
            ear.throwIfRefused();
            throw e;
        }
        ear.throwIfRefused();
        if (ear.refusal().isPresent()) {
            throw ear.refusal().get();
        }
        requireEnd(result, ear.ended() && reader.atBoundary());
    }

    private RemoteCommand command(String task, Map<String, ?> request, Duration limit) {
        HostTraits traits = host.traits();
        RemoteCommand command = RemoteCommand.of(traits.python(), "-I", "-")
                .input(program.text(task, request))
                .within(limit);
        if (!traits.root().isEmpty()) {
            command = command.with("GREENROOM_ROOT", traits.root());
        }
        return traits.elevation() == HostTraits.Elevation.NONE ? command : command.asRoot();
    }

    private static void requireEnd(CommandResult result, boolean ended) throws SshException, OperationFailedException {
        switch (result.outcome()) {
            case Outcome.Exited(int status) -> {
                if (status != 0) {
                    throw failed(result, String.valueOf(status));
                }
            }
            case Outcome.Signalled(String name) -> throw failed(result, name);
            case Outcome.TimedOut(Duration limit) ->
                throw new OperationFailedException(FailureReason.TIMED_OUT, "not done within " + limit);
            case Outcome.TooMuch(int limit) ->
                throw new OperationFailedException(FailureReason.ANSWER_UNREADABLE, "more than " + limit + " bytes");
            case Outcome.Lost() -> result.requireSuccess();
        }
        if (!ended) {
            throw new OperationFailedException(FailureReason.ANSWER_UNREADABLE, "the stream ends before its end");
        }
    }

    private static OperationFailedException failed(CommandResult result, String status) {
        String said = result.stderr().strip();
        String line = said.substring(said.lastIndexOf('\n') + 1);
        return new OperationFailedException(
                FailureReason.COMMAND_FAILED, line.substring(0, Math.min(line.length(), 500)), "python3", status);
    }

    /** Hears the frames that every task has, and hands on the others. */
    private final class Ear implements FrameReader.Handler {
        private final String task;
        private final FrameReader.Handler listener;
        private long frames;
        private boolean begun;
        private boolean ended;
        private @Nullable OperationFailedException refusal;
        private @Nullable IOException thrown;

        Ear(String task, FrameReader.Handler listener) {
            this.task = task;
            this.listener = listener;
        }

        @Override
        public void frame(char letter, byte[] buffer, int offset, int length) throws IOException {
            if (ended || refusal != null) {
                throw new BadAnswerException("a frame after the last");
            }
            if (begun == (letter == 'B')) {
                throw new BadAnswerException("frame " + letter + " at the wrong place");
            }
            switch (letter) {
                case 'B' -> begin(Said.parse(buffer, offset, length));
                case 'W' -> warnings.add(Said.parse(buffer, offset, length));
                case 'Z' -> end(Said.parse(buffer, offset, length));
                case 'Q' -> refusal = refusal(Said.parse(buffer, offset, length));
                default -> listener.frame(letter, buffer, offset, length);
            }
            frames++;
        }

        private void begin(Said said) throws BadAnswerException {
            if (said.number("protocol") != 1 || !said.text("task").equals(task)) {
                throw new BadAnswerException("another protocol or task");
            }
            begun = true;
        }

        private void end(Said said) throws BadAnswerException {
            if (said.number("frames") != frames) {
                throw new BadAnswerException("frames are missing: " + frames + " of " + said.number("frames"));
            }
            ended = true;
        }

        private OperationFailedException refusal(Said said) throws BadAnswerException {
            String name = said.text("reason");
            FailureReason reason = SERVERS_OWN.stream()
                    .filter(each -> each.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new BadAnswerException("refused for no reason"));
            List<String> arguments = said.texts("arguments");
            return new OperationFailedException(reason, said.text("detail"), arguments.toArray(String[]::new));
        }

        boolean ended() {
            return ended;
        }

        Optional<OperationFailedException> refusal() {
            return Optional.ofNullable(refusal);
        }

        /** The same sink, whose refusal is remembered. */
        RemoteHost.ByteSink remembering(RemoteHost.ByteSink sink) {
            return (buffer, offset, length) -> {
                try {
                    sink.accept(buffer, offset, length);
                } catch (IOException e) {
                    thrown = e;
                    throw e;
                }
            };
        }

        /** Throws what a listener threw, whatever the host made of it. */
        void throwIfRefused() throws IOException {
            IOException failure = thrown;
            if (failure != null) {
                throw failure;
            }
        }
    }
}
