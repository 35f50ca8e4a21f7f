package app.greenroom.domain.schedule;

import app.greenroom.domain.backup.SnapshotId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The schedule of one instance as its server tells it.
 *
 * @param settings what was chosen; empty if there is no schedule
 * @param trigger what starts the runs
 * @param since when the schedule was set, by the server's clock; empty if there is none
 * @param last the newest run; empty if there was none
 * @param lastGood when the newest good run began; empty if there was none
 * @param next when the next run is due; empty if nothing starts it
 * @param sets whole sets that are on the server, newest first; they stay there when the schedule is removed
 * @param folder where the sets lie on the server
 * @param now the server's clock when it told all this
 */
public record ServerSchedule(
        Optional<ScheduleSettings> settings,
        Trigger trigger,
        Optional<Instant> since,
        Optional<ScheduleRun> last,
        Optional<Instant> lastGood,
        Optional<Instant> next,
        List<SnapshotId> sets,
        String folder,
        Instant now) {
    /** Copies the list. */
    public ServerSchedule {
        sets = List.copyOf(sets);
    }

    /** No schedule, and no sets of an earlier one. */
    public static ServerSchedule none(Instant now) {
        return new ServerSchedule(
                Optional.empty(),
                Trigger.NONE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                "",
                now);
    }

    /** What starts the runs. */
    public enum Trigger {
        /** A systemd timer. */
        SYSTEMD,
        /** A line for cron. */
        CRON,
        /** Nothing: it was switched off or removed, or the server has neither, as the practice server. */
        NONE
    }
}
