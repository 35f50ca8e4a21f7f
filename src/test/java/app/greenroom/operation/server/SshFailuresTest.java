package app.greenroom.operation.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.SshAuthentication;
import app.greenroom.ssh.CommandResult;
import app.greenroom.ssh.Outcome;
import app.greenroom.ssh.RemoteCommand;
import app.greenroom.ssh.SshException;
import app.greenroom.ssh.SshException.CredentialsUnfit;
import app.greenroom.ssh.SshException.ElevationRefused;
import app.greenroom.ssh.SshException.Unreachable;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way to fail with a host has its reason and the arguments of its sentence. */
class SshFailuresTest {
    private static final SshAuthentication KEY = new SshAuthentication.KeyFile("/home/o/key");

    static Stream<Arguments> everyKind() {
        return Stream.of(
                arguments(unreachable(Unreachable.Why.NAME), FailureReason.HOST_NOT_FOUND, List.of("h")),
                arguments(unreachable(Unreachable.Why.SILENT), FailureReason.HOST_SILENT, List.of("h:2222")),
                arguments(unreachable(Unreachable.Why.REFUSED), FailureReason.HOST_REFUSED, List.of("h:2222")),
                arguments(unreachable(Unreachable.Why.NOT_SSH), FailureReason.NOT_SSH, List.of("h:2222")),
                arguments(
                        new SshException.HostKeyUnknown(FakeHosts.KEY),
                        FailureReason.HOST_KEY_UNKNOWN,
                        List.of("ssh-ed25519", FakeHosts.KEY.fingerprint())),
                arguments(
                        new SshException.HostKeyChanged(FakeHosts.KEY, List.of(FakeHosts.OTHER_KEY)),
                        FailureReason.HOST_KEY_CHANGED,
                        List.of(FakeHosts.KEY.fingerprint(), FakeHosts.OTHER_KEY.fingerprint())),
                arguments(
                        new SshException.SignInRefused("no", null),
                        FailureReason.SIGN_IN_REFUSED,
                        List.of("/home/o/key")),
                arguments(
                        unfit(CredentialsUnfit.Why.PASSWORD_MISSING), FailureReason.SECRET_MISSING, List.of("sign-in")),
                arguments(
                        unfit(CredentialsUnfit.Why.PASSPHRASE_MISSING),
                        FailureReason.SECRET_MISSING,
                        List.of("sign-in")),
                arguments(
                        unfit(CredentialsUnfit.Why.PASSPHRASE_WRONG),
                        FailureReason.KEY_PASSPHRASE_WRONG,
                        List.of("/home/o/key")),
                arguments(
                        unfit(CredentialsUnfit.Why.KEY_FILE),
                        FailureReason.KEY_FILE_UNREADABLE,
                        List.of("/home/o/key")),
                arguments(unfit(CredentialsUnfit.Why.AGENT), FailureReason.AGENT_UNAVAILABLE, List.of()),
                arguments(unfit(CredentialsUnfit.Why.LOCKED), FailureReason.SECRETS_LOCKED, List.of()),
                arguments(elevation(ElevationRefused.Why.NONE), FailureReason.NO_ELEVATION, List.of()),
                arguments(
                        elevation(ElevationRefused.Why.PASSWORD_MISSING),
                        FailureReason.SECRET_MISSING,
                        List.of("sudo")),
                arguments(elevation(ElevationRefused.Why.PASSWORD_WRONG), FailureReason.SUDO_REFUSED, List.of()),
                arguments(new SshException.ConnectionLost("lost"), FailureReason.CONNECTION_LOST, List.of()),
                arguments(new SshException.ShellTalks("hello"), FailureReason.SHELL_TALKS, List.of()),
                arguments(new SshException.Cancelled("cancelled"), FailureReason.CANCELLED, List.of()),
                arguments(failed(new Outcome.Exited(3), "why"), FailureReason.COMMAND_FAILED, List.of("pg_dump", "3")),
                arguments(
                        failed(new Outcome.Signalled("KILL"), ""),
                        FailureReason.COMMAND_FAILED,
                        List.of("pg_dump", "KILL")),
                arguments(failed(new Outcome.TimedOut(Duration.ofSeconds(1)), ""), FailureReason.TIMED_OUT, List.of()),
                arguments(failed(new Outcome.TooMuch(1), ""), FailureReason.ANSWER_UNREADABLE, List.of()),
                arguments(failed(new Outcome.Lost(), ""), FailureReason.CONNECTION_LOST, List.of()),
                arguments(
                        failed(new Outcome.Exited(1), "write failed: No space left on device"),
                        FailureReason.SERVER_DISK_FULL,
                        List.of()));
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void hasItsReason(SshException error, FailureReason reason, List<String> words) {
        OperationFailedException failure = SshFailures.of(error, "h", 2222, KEY);
        assertThat(failure.reason()).isEqualTo(reason);
        assertThat(failure.arguments()).isEqualTo(words);
        assertThat(failure.getCause()).isSameAs(error);
    }

    @Test
    void anAddressOfManyColonsIsBracketed() {
        assertThat(SshFailures.of(unreachable(Unreachable.Why.SILENT), "2001:db8::1", 22, KEY)
                        .arguments())
                .containsExactly("[2001:db8::1]:22");
    }

    @Test
    void theDetailHoldsTheEndOfWhatTheCommandSaid() {
        String said = "x".repeat(5000) + " the reason";
        assertThat(SshFailures.of(failed(new Outcome.Exited(1), said), "h", 22, KEY))
                .hasMessageEndingWith("the reason")
                .satisfies(failure -> assertThat(failure.getMessage()).hasSizeLessThan(2300));
    }

    private static SshException unreachable(Unreachable.Why why) {
        return new Unreachable(why, "no", null);
    }

    private static SshException unfit(CredentialsUnfit.Why why) {
        return new CredentialsUnfit(why, "no", null);
    }

    private static SshException elevation(ElevationRefused.Why why) {
        return new ElevationRefused(why, "no");
    }

    private static SshException failed(Outcome outcome, String stderr) {
        RemoteCommand command = RemoteCommand.of("/usr/bin/pg_dump", "--format=custom");
        return new SshException.CommandFailed(new CommandResult(command, outcome, "", stderr, Duration.ofSeconds(1)));
    }
}
