package app.greenroom.domain.schedule;

import app.greenroom.domain.failure.FailureReason;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Optional;

/**
 * Daily snapshots of one instance by this computer, taken while Greenroom's window is open; what was missed is caught up
 * with when it is opened the next time.
 *
 * @param at time of day in this computer's zone; empty if there is no such schedule
 * @param since when it was set; empty if there is none
 * @param last what came of the newest attempt; empty if there was none
 * @param next when the next attempt is due, which may be past; empty if there is no schedule
 */
public record LaptopSchedule(
        Optional<LocalTime> at, Optional<Instant> since, Optional<Attempt> last, Optional<Instant> next) {
    /** No schedule. */
    public static LaptopSchedule none() {
        return new LaptopSchedule(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * One attempt.
     *
     * @param at when it ended
     * @param result how
     * @param reason why it did not end well; empty if it did
     */
    public record Attempt(Instant at, Result result, Optional<FailureReason> reason) {}

    /** How an attempt ended. */
    public enum Result {
        /** There is a new snapshot. */
        OK,
        /** Nothing was done, for a reason that is nobody's fault: no way to the server, or secrets are locked. */
        SKIPPED,
        /** It should have worked and did not. */
        FAILED
    }
}
