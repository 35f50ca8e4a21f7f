package app.greenroom.operation.system;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.system.SystemState;
import app.greenroom.domain.system.SystemState.PackageUpdate;
import app.greenroom.domain.system.SystemState.StaleService;
import app.greenroom.operation.inspect.Answer;
import app.greenroom.operation.window.WindowProgram;
import app.greenroom.ssh.CommandResult;
import app.greenroom.ssh.HostTraits;
import app.greenroom.ssh.Outcome;
import app.greenroom.ssh.RemoteCommand;
import app.greenroom.ssh.RemoteHost;
import app.greenroom.ssh.SshException;
import app.greenroom.task.TaskContext;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Looks at the packages of a host in one round trip, as root where the sign-in allows that. Changes nothing there. */
final class SystemLook {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final int MOST_OUTPUT = 4 << 20;
    private static final String PROBE = "/app/greenroom/operation/inspect/probe/";
    private static final JsonMapper JSON = new JsonMapper();

    private final Clock clock;
    private final RandomGenerator random;

    /**
     * A look.
     *
     * @param clock this computer's
     * @param random makes the sentinels, which a server's own output cannot guess
     */
    SystemLook(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /**
     * Looks.
     *
     * @throws OperationFailedException with reason NO_PYTHON, TIMED_OUT, COMMAND_FAILED or ANSWER_UNREADABLE
     */
    SystemState look(RemoteHost host, TaskContext context) throws SshException, OperationFailedException {
        HostTraits traits = host.traits();
        if (traits.python().isEmpty()) {
            throw new OperationFailedException(FailureReason.NO_PYTHON, "no python3 of 3.9 or newer");
        }
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        String sentinel = "greenroom-" + HexFormat.of().formatHex(bytes);
        RemoteCommand command = RemoteCommand.of(traits.python(), "-I", "-")
                .input(text(sentinel))
                .within(LIMIT)
                .keeping(MOST_OUTPUT);
        if (!traits.root().isEmpty()) {
            command = command.with("GREENROOM_ROOT", traits.root());
        }
        CommandResult result =
                host.run(traits.elevation() == HostTraits.Elevation.NONE ? command : command.asRoot(), context);
        return state(answer(result, sentinel));
    }

    private static String text(String sentinel) {
        List<List<String>> modules = List.of(
                List.of("programs", resource(PROBE + "programs.py")),
                List.of("machine", resource(PROBE + "machine.py")),
                List.of("packages", resource("program/packages.py")),
                List.of("restarts", resource("program/restarts.py")),
                List.of("look", resource("program/care.py")));
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("options", Map.of("sentinel", sentinel));
        payload.put("modules", modules);
        payload.put("inside", "");
        // strings and lists of JSON are Python literals as well
        return "PAYLOAD = " + JSON.writeValueAsString(payload) + "\n" + resource(PROBE + "bootstrap.py");
    }

    private static String resource(String path) {
        return WindowProgram.resource(SystemLook.class, path);
    }

    private Answer answer(CommandResult result, String sentinel) throws SshException, OperationFailedException {
        if (result.outcome() instanceof Outcome.Lost) {
            result.requireSuccess();
        }
        if (result.outcome() instanceof Outcome.TimedOut(Duration limit)) {
            throw new OperationFailedException(FailureReason.TIMED_OUT, "no answer within " + limit);
        }
        int begin = result.stdout().indexOf(sentinel);
        int end = result.stdout().lastIndexOf(sentinel);
        if (begin < 0 || begin == end) {
            String said = result.stderr().strip();
            throw new OperationFailedException(
                    FailureReason.COMMAND_FAILED,
                    said.substring(said.lastIndexOf('\n') + 1),
                    "python3",
                    String.valueOf(result.outcome()));
        }
        try {
            return new Answer(
                    JSON.readTree(result.stdout().substring(begin + sentinel.length(), end)),
                    "packages",
                    clock.instant());
        } catch (JacksonException e) {
            throw new OperationFailedException(FailureReason.ANSWER_UNREADABLE, String.valueOf(e.getMessage()), e);
        }
    }

    private static SystemState state(Answer said) throws OperationFailedException {
        if (!said.has("value")) {
            throw new OperationFailedException(FailureReason.COMMAND_FAILED, said.text("unknown"), "apt-get", "?");
        }
        Answer value = said.at("value");
        if (value.text("kind").isEmpty()) {
            return SystemState.unknown(said.readAt());
        }
        return new SystemState(
                said.readAt(),
                value.text("kind"),
                value.at("updates")
                        .list(each -> new PackageUpdate(
                                each.text("name"),
                                each.text("installed"),
                                each.text("candidate"),
                                each.flag("security"),
                                each.flag("needed"))),
                value.texts("held"),
                value.texts("kept"),
                value.textIfAny("reboot"),
                value.at("stale").list(each -> new StaleService(each.text("unit"), each.flag("reboot"))),
                value.texts("affected"),
                value.momentIfAny("index"),
                value.flag("interrupted"),
                value.texts("busy"),
                value.number("downloadBytes"));
    }
}
