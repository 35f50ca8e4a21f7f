package app.greenroom.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import app.greenroom.support.ScriptedRemoteHost;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The scripted host keeps the contract that it can keep. Not asked of it, because it has neither processes nor a
 * network: leftover processes, streams held open, memory, slow sinks, broken connections, host keys and signing in.
 */
class ScriptedRemoteHostTest extends RemoteHostContract {
    @Override
    protected RemoteHost open() {
        ScriptedRemoteHost host = new ScriptedRemoteHost();
        on(host, EXIT_3).exits(3);
        on(host, KILL_ITSELF).ends(new Outcome.Signalled("KILL"), "", "");
        on(host, BOTH_STREAMS).ends(new Outcome.Exited(0), "out\nout again\n", "err\n");
        on(host, UMLAUTS).prints("Grüße, 東京\n");
        on(host, ECHO_INPUT)
                .answers((command, input) -> new ScriptedRemoteHost.Reply(
                        new Outcome.Exited(0), new String(input, StandardCharsets.UTF_8), ""));
        on(host, ARGUMENTS).prints(ARGUMENTS_SAID);
        on(host, SAY_VARIABLE)
                .answers((command, input) -> new ScriptedRemoteHost.Reply(
                        new Outcome.Exited(0), command.environment().getOrDefault("GREETING", ""), ""));
        on(host, MILLION).prints("a".repeat(1_000_000));
        on(host, LONG_COMPLAINT).complains(0, "b".repeat(100_000) + "end\n");
        on(host, IGNORE_INPUT)
                .answers((command, input) -> new ScriptedRemoteHost.Reply(
                        new Outcome.Exited(7), new String(input, 0, 5, StandardCharsets.UTF_8), ""));
        on(host, HANG).hangs();
        return host;
    }

    @Test
    void failsTheTestOverACommandThatIsNotInTheScript() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> run(List.of("rm", "-rf", "/")))
                .withMessageContaining("rm -rf /");
    }

    @Test
    void letsALaterLineWinAndRemembersWhatWasAsked() throws Exception {
        ScriptedRemoteHost host = new ScriptedRemoteHost();
        host.on("systemctl").exits(0).on("systemctl", "stop").complains(5, "no such unit\n");
        assertThat(host.run(RemoteCommand.of("systemctl", "start", "x"), app.greenroom.task.TaskContext.quiet())
                        .succeeded())
                .isTrue();
        assertThat(host.run(RemoteCommand.of("systemctl", "stop", "x"), app.greenroom.task.TaskContext.quiet())
                        .stderr())
                .isEqualTo("no such unit\n");
        assertThat(host.asked())
                .extracting(RemoteCommand::toString)
                .containsExactly("systemctl start x", "systemctl stop x");
    }

    private static ScriptedRemoteHost.Answering on(ScriptedRemoteHost host, List<String> words) {
        return host.on(words.toArray(String[]::new));
    }
}
