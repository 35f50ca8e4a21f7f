package app.greenroom.operation.upgrade;

import app.greenroom.domain.instance.InstanceFacts;
import app.greenroom.domain.instance.PretalxVersion;
import app.greenroom.domain.job.JobId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the steps of an upgrade are made from.
 *
 * @param job name of the job
 * @param created when it was planned
 * @param by user and computer that planned it
 * @param facts what the last look found about the instance; settings, runtime and the installed version must be known
 * @param root prefix of all paths of ours on that host; empty on a real server
 * @param from installed version
 * @param hops the releases to walk through, in order; at least one
 * @param without plugins that are left behind
 * @param usual how long steps usually take on this server, by the step's name; may be empty
 */
public record UpgradeInputs(
        JobId job,
        Instant created,
        String by,
        InstanceFacts facts,
        String root,
        PretalxVersion from,
        List<Hop> hops,
        List<String> without,
        Map<String, Duration> usual) {
    /** Copies the collections. */
    public UpgradeInputs {
        hops = List.copyOf(hops);
        without = List.copyOf(without);
        usual = Map.copyOf(usual);
        if (hops.isEmpty()) {
            throw new IllegalArgumentException("an upgrade without a hop");
        }
    }

    /** The version to reach. */
    public PretalxVersion to() {
        return hops.getLast().version();
    }

    /**
     * One supported version jump.
     *
     * @param version the release to install
     * @param uploadedPriorTo day before which everything must have been uploaded that pip installs; empty for the last
     *     hop, which gets all fixes
     * @param node whether rebuilding its static files needs node and npm
     * @param python interpreter to make its virtual environment with, absolute
     */
    public record Hop(PretalxVersion version, Optional<LocalDate> uploadedPriorTo, boolean node, String python) {}
}
