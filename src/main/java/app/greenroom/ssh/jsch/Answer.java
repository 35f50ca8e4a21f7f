package app.greenroom.ssh.jsch;

import app.greenroom.ssh.Outcome;
import java.time.Duration;
import java.util.Optional;

/**
 * How a call ended.
 *
 * @param end what the wrapper says: word, detail, bytes of output; empty if it said nothing
 * @param received bytes of output that came
 * @param inTime false if we stopped waiting
 * @param begun whether our program ran at all
 * @param exitStatus what the server says, -1 for nothing
 * @param exitSignal what the server says
 * @param complaint the last of standard error
 * @param talk what the login shell, or sudo, said of its own
 */
record Answer(
        Optional<String> end,
        long received,
        boolean inTime,
        boolean begun,
        int exitStatus,
        Optional<String> exitSignal,
        String complaint,
        String talk) {
    /** What {@code timeout} of the GNU core utilities exits with, after TERM and after KILL. */
    private static final int TIMEOUT_TERM = 124;

    private static final int TIMEOUT_KILL = 137;

    /** The outcome by what the wrapper says; without its word, or with less output than it counted, the end is unknown. */
    Outcome framed(Duration limit) {
        if (end.isEmpty()) {
            return inTime ? new Outcome.Lost() : new Outcome.TimedOut(limit);
        }
        String[] words = end.get().split(" ", -1);
        if (received < promised(end.get())) {
            return inTime ? new Outcome.Lost() : new Outcome.TimedOut(limit);
        }
        return switch (words[0]) {
            case "exit" ->
                words[1].matches("\\d{1,3}") ? new Outcome.Exited(Integer.parseInt(words[1])) : new Outcome.Lost();
            case "signal" -> new Outcome.Signalled(words[1]);
            case "limit" -> new Outcome.TimedOut(limit);
            default -> new Outcome.Lost();
        };
    }

    /** The outcome by what the server says of a command without our wrapper, under {@code timeout} if it has that. */
    Outcome plain(Duration limit, Duration took) {
        boolean byTimeout = (exitStatus == TIMEOUT_TERM || exitStatus == TIMEOUT_KILL) && took.compareTo(limit) >= 0;
        if (!inTime || byTimeout) {
            return new Outcome.TimedOut(limit);
        }
        if (exitSignal.isPresent()) {
            return new Outcome.Signalled(exitSignal.get());
        }
        return exitStatus < 0 ? new Outcome.Lost() : new Outcome.Exited(exitStatus);
    }

    /** How many bytes of output there are by the wrapper's word; more than there can be if it said no number. */
    static long promised(String end) {
        String[] words = end.split(" ", -1);
        return words.length == 3 && words[2].matches("[0-9]{1,18}") ? Long.parseLong(words[2]) : Long.MAX_VALUE;
    }
}
