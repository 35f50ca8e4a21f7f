package app.greenroom.viewmodel.walk;

import app.greenroom.domain.job.JobState;
import java.util.Optional;

/**
 * Where a walk stands.
 *
 * @param stage which part
 * @param outcome how it ended; empty before
 */
public record WalkState(Stage stage, Optional<JobState> outcome) {
    /** Parts of a walk. */
    public enum Stage {
        /** This computer does what comes before the job; nothing has changed on the site. */
        PREPARING,
        /** The server works through the steps. */
        RUNNING,
        /** A stop was asked for and comes after the present step. */
        STOPPING,
        /** The server takes back what was begun. */
        UNDOING,
        /** Nobody watches any more; the server goes on. */
        UNWATCHED,
        /** It has ended. */
        ENDED
    }

    static WalkState of(Stage stage) {
        return new WalkState(stage, Optional.empty());
    }

    static WalkState ended(JobState outcome) {
        return new WalkState(Stage.ENDED, Optional.of(outcome));
    }
}
