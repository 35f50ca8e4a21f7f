package app.greenroom.viewmodel.frame;

import app.greenroom.domain.server.TargetName;
import app.greenroom.operation.Schedules;
import app.greenroom.task.TaskRunner;
import app.greenroom.task.TaskTitle;
import app.greenroom.viewmodel.Pulse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javafx.util.Subscription;

/**
 * Takes the snapshots that this computer's own schedules are due for, one at a time, as long as the window is open: looks
 * once a minute, and at once when it begins, so that what was missed is caught up with. On the UI thread.
 */
public final class CatchUpBeat {
    private static final Duration BETWEEN = Duration.ofMinutes(1);

    private final Schedules schedules;
    private final TaskRunner listed;
    private final TaskRunner quiet;
    private Instant next = Instant.MIN;
    private boolean busy;

    /**
     * Looks at no clock yet.
     *
     * @param listed runs the snapshots, where the user sees them
     * @param quiet looks whether one is due
     */
    public CatchUpBeat(Schedules schedules, TaskRunner listed, TaskRunner quiet) {
        this.schedules = schedules;
        this.listed = listed;
        this.quiet = quiet;
    }

    /**
     * Begins, and goes on at every beat.
     *
     * @return ends it
     */
    public Subscription follow(Pulse pulse) {
        return pulse.nowProperty().subscribe(this::beat);
    }

    private void beat(Instant now) {
        if (busy || now.isBefore(next)) {
            return;
        }
        busy = true;
        next = now.plus(BETWEEN);
        quiet.submit(
                TaskTitle.of("due"),
                context -> schedules.due(),
                progress -> {},
                this::start,
                unreadable -> busy = false);
    }

    private void start(Optional<TargetName> due) {
        if (due.isEmpty()) {
            busy = false;
            return;
        }
        TargetName target = due.get();
        listed.submit(
                TaskTitle.of("catch-up", target.toString()),
                context -> schedules.catchUp(target, context),
                progress -> {},
                done -> ended(),
                kept -> busy = false);
    }

    /** Others may be due as well. */
    private void ended() {
        busy = false;
        next = Instant.MIN;
    }
}
