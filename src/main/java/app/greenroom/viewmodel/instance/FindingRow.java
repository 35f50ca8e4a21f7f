package app.greenroom.viewmodel.instance;

import app.greenroom.viewmodel.Tone;
import java.util.Optional;

/**
 * A finding in the list of what to do.
 *
 * @param tone how grave
 * @param title what was found
 * @param advice what it means and what to do; may be empty
 * @param action what this program can do about it
 */
public record FindingRow(Tone tone, String title, String advice, Optional<Action> action) {
    /** What this program can do about a finding. */
    public enum Action {
        /** Opens the upgrade page and plans. */
        PLAN_UPGRADE,
        /** Takes a snapshot. */
        BACK_UP,
        /** Opens the page of the running or interrupted job. */
        SHOW_JOB,
        /** Opens the page of the running or interrupted restore. */
        SHOW_RESTORE,
        /** Opens the page of the system, where what is missing can be put right. */
        SHOW_SYSTEM,
        /** Show the way back that is under way. */
        SHOW_ROLLBACK,
        /** Opens the schedules. */
        SHOW_SCHEDULE
    }
}
