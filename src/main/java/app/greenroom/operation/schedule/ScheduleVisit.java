package app.greenroom.operation.schedule;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.ssh.CommandResult;
import app.greenroom.ssh.HostTraits;
import app.greenroom.ssh.Outcome;
import app.greenroom.ssh.RemoteCommand;
import app.greenroom.ssh.RemoteHost;
import app.greenroom.ssh.SshException;
import app.greenroom.task.TaskContext;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.random.RandomGenerator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Lets a server look after its schedule, and hears what it says. */
final class ScheduleVisit {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final int MOST_OUTPUT = 4 << 20;
    private static final JsonMapper JSON = new JsonMapper();

    private final RemoteHost host;
    private final RandomGenerator random;

    ScheduleVisit(RemoteHost host, RandomGenerator random) {
        this.host = host;
        this.random = random;
    }

    /**
     * Does one thing.
     *
     * @param target full name of the instance, for failures
     * @return the answer, an object of JSON
     */
    JsonNode pay(Map<String, ?> wish, String target, TaskContext context)
            throws SshException, OperationFailedException {
        HostTraits traits = host.traits();
        if (traits.python().isEmpty()) {
            throw new OperationFailedException(FailureReason.NO_PYTHON, "no python3 of 3.9 or newer");
        }
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        String mark = HexFormat.of().formatHex(bytes);
        RemoteCommand command = RemoteCommand.of(traits.python(), "-I", "-")
                .input(ScheduleProgram.lookingAfter(wish, mark))
                .within(LIMIT)
                .keeping(MOST_OUTPUT);
        if (!traits.root().isEmpty()) {
            command = command.with("GREENROOM_ROOT", traits.root());
        }
        if (traits.elevation() != HostTraits.Elevation.NONE) {
            command = command.asRoot();
        }
        JsonNode answer = parsed(host.run(command, context), mark);
        if (answer.has("refused")) {
            throw refusal(
                    answer.path("refused").stringValue(""),
                    answer.path("detail").stringValue(""),
                    target);
        }
        return answer;
    }

    private static JsonNode parsed(CommandResult result, String mark) throws SshException, OperationFailedException {
        switch (result.outcome()) {
            case Outcome.Exited(int status) -> {
                if (status != 0) {
                    throw failed(result, String.valueOf(status));
                }
            }
            case Outcome.Signalled(String name) -> throw failed(result, name);
            case Outcome.TimedOut(Duration limit) ->
                throw new OperationFailedException(FailureReason.TIMED_OUT, "no answer within " + limit);
            case Outcome.TooMuch(int limit) ->
                throw new OperationFailedException(FailureReason.ANSWER_UNREADABLE, "more than " + limit + " bytes");
            case Outcome.Lost() -> result.requireSuccess();
        }
        String[] parts = result.stdout().split(mark + "\n", -1);
        try {
            JsonNode answer = parts.length == 3 ? JSON.readTree(parts[1]) : null;
            if (answer != null && answer.isObject()) {
                return answer;
            }
        } catch (JacksonException e) {
            throw new OperationFailedException(FailureReason.ANSWER_UNREADABLE, e.getOriginalMessage(), e);
        }
        throw new OperationFailedException(FailureReason.ANSWER_UNREADABLE, "no single answer");
    }

    private static OperationFailedException failed(CommandResult result, String status) {
        String said = result.stderr().strip();
        String line = said.substring(said.lastIndexOf('\n') + 1);
        return new OperationFailedException(
                FailureReason.COMMAND_FAILED, line.substring(0, Math.min(line.length(), 500)), "python3", status);
    }

    private static OperationFailedException refusal(String code, String detail, String target) {
        return switch (code) {
            case "NOT_ROOT" -> new OperationFailedException(FailureReason.NO_ELEVATION, detail);
            case "NONE" -> new OperationFailedException(FailureReason.SCHEDULE_NONE, detail, target);
            case "ZONE" ->
                new OperationFailedException(FailureReason.INPUT_INVALID, detail, "a time zone that the server knows");
            default -> new OperationFailedException(FailureReason.COMMAND_FAILED, detail, "schedule", code);
        };
    }
}
