package app.greenroom.domain.job;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * When a job ran and how long its steps took, by the server's clock, from its journal; and what its line in the history of
 * the server says.
 *
 * @param began empty if that is not known
 * @param ended empty while it has not ended
 * @param steps how long each step took that was done, by its index in the plan
 * @param closed how long the site was closed; empty if the job left no line in the history
 * @param kept what of the former state was kept, in the server's own names
 */
public record JobTimes(
        Optional<Instant> began,
        Optional<Instant> ended,
        Map<Integer, Duration> steps,
        Optional<Duration> closed,
        List<String> kept) {
    /** Nothing is known. */
    public static final JobTimes UNKNOWN =
            new JobTimes(Optional.empty(), Optional.empty(), Map.of(), Optional.empty(), List.of());

    /** Copies the collections. */
    public JobTimes {
        steps = Map.copyOf(steps);
        kept = List.copyOf(kept);
    }
}
