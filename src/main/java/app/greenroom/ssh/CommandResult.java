package app.greenroom.ssh;

import java.time.Duration;

/**
 * How a command ended and what it said.
 *
 * @param command what ran
 * @param outcome how it ended
 * @param stdout standard output as UTF-8, malformed bytes replaced; empty if it went to a sink
 * @param stderr the last 64 KiB of standard error, likewise
 * @param took from sending to end
 */
public record CommandResult(RemoteCommand command, Outcome outcome, String stdout, String stderr, Duration took) {
    /** Whether it ended by itself with status 0. */
    public boolean succeeded() {
        return outcome instanceof Outcome.Exited(int status) && status == 0;
    }

    /**
     * This result, if the command succeeded.
     *
     * @throws SshException.ConnectionLost if its end is unknown
     * @throws SshException.CommandFailed if it failed
     */
    public CommandResult requireSuccess() throws SshException {
        if (outcome instanceof Outcome.Lost) {
            throw new SshException.ConnectionLost("connection lost during: " + command);
        }
        if (!succeeded()) {
            throw new SshException.CommandFailed(this);
        }
        return this;
    }
}
