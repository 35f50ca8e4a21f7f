package app.greenroom.operation.upgrade;

import app.greenroom.domain.job.JobPlan;
import java.util.List;
import java.util.Map;

/** Turns the facts of an instance and the way through the releases into what a server is to carry out. Pure. */
public final class UpgradeSteps {
    private UpgradeSteps() {}

    /** The steps, the files that they use, and the gate that judges an undone upgrade. */
    public static Steps of(UpgradeInputs inputs) {
        throw new UnsupportedOperationException("comes with the next commit: " + inputs.job());
    }

    /**
     * What goes into a job's plan.
     *
     * @param steps in order
     * @param files by plain name: their text
     * @param gate the script of the gate
     */
    public record Steps(List<JobPlan.Step> steps, Map<String, String> files, String gate) {
        /** Copies the collections. */
        public Steps {
            steps = List.copyOf(steps);
            files = Map.copyOf(files);
        }
    }
}
