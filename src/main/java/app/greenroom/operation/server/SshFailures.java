package app.greenroom.operation.server;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.HostKey;
import app.greenroom.domain.server.SshAuthentication;
import app.greenroom.ssh.CommandResult;
import app.greenroom.ssh.Outcome;
import app.greenroom.ssh.SshException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Turns what goes wrong with a host into failures with a reason and the arguments that its sentence wants. */
final class SshFailures {
    private static final int LONGEST_DETAIL = 2000;

    private SshFailures() {}

    /**
     * The failure for an error.
     *
     * @param host address that was meant
     * @param port its port
     * @param authentication how the sign-in was tried
     */
    static OperationFailedException of(SshException error, String host, int port, SshAuthentication authentication) {
        String where = host.contains(":") ? "[" + host + "]:" + port : host + ":" + port;
        return switch (error) {
            case SshException.Unreachable unreachable -> unreachable(unreachable, host, where);
            case SshException.HostKeyUnknown unknown ->
                failure(
                        FailureReason.HOST_KEY_UNKNOWN,
                        unknown,
                        unknown.offered().type(),
                        unknown.offered().fingerprint());
            case SshException.HostKeyChanged changed ->
                failure(
                        FailureReason.HOST_KEY_CHANGED,
                        changed,
                        changed.offered().fingerprint(),
                        fingerprints(changed.stored()));
            case SshException.SignInRefused refused ->
                failure(FailureReason.SIGN_IN_REFUSED, refused, way(authentication));
            case SshException.CredentialsUnfit unfit -> unfit(unfit, authentication);
            case SshException.ElevationRefused refused -> elevation(refused);
            case SshException.ConnectionLost lost -> failure(FailureReason.CONNECTION_LOST, lost);
            case SshException.ShellTalks talks -> failure(FailureReason.SHELL_TALKS, talks);
            case SshException.Cancelled cancelled -> failure(FailureReason.CANCELLED, cancelled);
            case SshException.CommandFailed failed -> command(failed);
        };
    }

    /** Fingerprints of keys, for a sentence. */
    static String fingerprints(List<HostKey> keys) {
        return keys.stream().map(HostKey::fingerprint).collect(Collectors.joining(", "));
    }

    private static OperationFailedException unreachable(SshException.Unreachable error, String host, String where) {
        return switch (error.why()) {
            case NAME -> failure(FailureReason.HOST_NOT_FOUND, error, host);
            case SILENT -> failure(FailureReason.HOST_SILENT, error, where);
            case REFUSED -> failure(FailureReason.HOST_REFUSED, error, where);
            case NOT_SSH -> failure(FailureReason.NOT_SSH, error, where);
        };
    }

    private static OperationFailedException unfit(
            SshException.CredentialsUnfit error, SshAuthentication authentication) {
        String file = authentication instanceof SshAuthentication.KeyFile(String path) ? path : "";
        return switch (error.why()) {
            case PASSWORD_MISSING, PASSPHRASE_MISSING ->
                failure(FailureReason.SECRET_MISSING, error, Credentials.SIGN_IN);
            case PASSPHRASE_WRONG -> failure(FailureReason.KEY_PASSPHRASE_WRONG, error, file);
            case KEY_FILE -> failure(FailureReason.KEY_FILE_UNREADABLE, error, file);
            case AGENT -> failure(FailureReason.AGENT_UNAVAILABLE, error);
            case LOCKED -> failure(FailureReason.SECRETS_LOCKED, error);
        };
    }

    private static OperationFailedException elevation(SshException.ElevationRefused error) {
        return switch (error.why()) {
            case NONE -> failure(FailureReason.NO_ELEVATION, error);
            case PASSWORD_MISSING -> failure(FailureReason.SECRET_MISSING, error, Credentials.SUDO);
            case PASSWORD_WRONG -> failure(FailureReason.SUDO_REFUSED, error);
        };
    }

    private static OperationFailedException command(SshException.CommandFailed error) {
        CommandResult result = error.result();
        String program = program(result);
        String detail = error.getMessage() + ": " + lastOf(result.stderr());
        if (isDiskFull(result)) {
            return new OperationFailedException(FailureReason.SERVER_DISK_FULL, detail, error);
        }
        return switch (result.outcome()) {
            case Outcome.Exited(int status) ->
                new OperationFailedException(
                        FailureReason.COMMAND_FAILED, detail, error, program, String.valueOf(status));
            case Outcome.Signalled(String name) ->
                new OperationFailedException(FailureReason.COMMAND_FAILED, detail, error, program, name);
            case Outcome.TimedOut(Duration _) -> new OperationFailedException(FailureReason.TIMED_OUT, detail, error);
            case Outcome.TooMuch(int _) -> new OperationFailedException(FailureReason.ANSWER_UNREADABLE, detail, error);
            case Outcome.Lost() -> new OperationFailedException(FailureReason.CONNECTION_LOST, detail, error);
        };
    }

    private static boolean isDiskFull(CommandResult result) {
        return result.stderr().toLowerCase(Locale.ROOT).contains("no space left on device");
    }

    private static String program(CommandResult result) {
        String path = result.command().arguments().getFirst();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String lastOf(String text) {
        String stripped = text.strip();
        return stripped.substring(Math.max(0, stripped.length() - LONGEST_DETAIL));
    }

    private static String way(SshAuthentication authentication) {
        return switch (authentication) {
            case SshAuthentication.Agent() -> "agent";
            case SshAuthentication.KeyFile(String path) -> path;
            case SshAuthentication.Password() -> "password";
        };
    }

    private static OperationFailedException failure(FailureReason reason, SshException error, String... arguments) {
        return new OperationFailedException(reason, String.valueOf(error.getMessage()), error, arguments);
    }
}
