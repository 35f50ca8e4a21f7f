package app.greenroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.job.JobState;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What a server says is text to a terminal, never a command. */
class HostileTextTest {
    /** Clears the screen, renames the window, turns the line, ends it, hides what follows. */
    private static final String TRICKS = "a\033[2J\033]0;owned\007\u009b31m\u202Egpj\u2028b\033[8mc";

    private final World world = new World();

    private void failing() {
        world.servers.with("talks", "main");
        world.inspections.fails(
                "talks",
                new OperationFailedException(
                        FailureReason.COMMAND_FAILED, TRICKS, new IOException(TRICKS), TRICKS, TRICKS));
    }

    private static void harmless(String printed) {
        assertThat(printed.replaceAll("\033\\[(0|1|2|31|32|33)m", ""))
                .doesNotContainPattern("[\\p{Cc}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069&&[^\n\t]]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"status talks", "status talks -v", "jobs talks -v"})
    void inAFailureWithItsDetails(String command) {
        failing();
        OperationFailedException failure = new OperationFailedException(
                FailureReason.COMMAND_FAILED, TRICKS, new IOException(TRICKS), TRICKS, TRICKS);
        world.jobs.listing = Optional.of(failure);
        assertThat(world.run(command.split(" ", -1))).isNotZero();
        harmless(world.terminal.notes());
        harmless(world.terminal.result());
    }

    @Test
    void inJsonItIsEscapedAndNotLost() {
        failing();
        world.run("status", "talks", "--json");
        harmless(world.terminal.result());
        String detail = new JsonMapper()
                .readTree(world.terminal.result())
                .findValue("detail")
                .asString();
        assertThat(detail).contains(TRICKS);
    }

    @Test
    void inTheOutputOfAStepThatNeverEndsItsLine() {
        world.servers.with("talks", "main");
        world.jobs.journal = (planned, listener, context) -> {
            planned.accept(Samples.job());
            for (int i = 0; i < 100; i++) {
                listener.output(0, TRICKS.repeat(100));
            }
            return JobState.DONE;
        };
        world.run("follow", "talks", "-v");
        harmless(world.terminal.result());
        assertThat(world.terminal.result().lines().filter(line -> line.contains("gpj")))
                .as("it is told as it comes")
                .hasSizeGreaterThan(20);
        assertThat(world.terminal
                        .result()
                        .lines()
                        .mapToInt(String::length)
                        .max()
                        .orElseThrow())
                .isLessThan(5_000);
    }
}
