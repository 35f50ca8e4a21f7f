package app.greenroom.operation;

import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.instance.Finding;
import app.greenroom.domain.instance.InstanceFacts;
import app.greenroom.domain.instance.ServerFacts;
import app.greenroom.domain.instance.Severity;
import app.greenroom.task.TaskContext;
import java.util.List;
import java.util.Optional;

/** Looking at servers. Changes nothing on them. */
public interface Inspections {
    /**
     * Looks at a server in one round trip and judges what it found.
     *
     * @param server name of a saved server
     */
    ServerReport inspect(String server, TaskContext context) throws OperationFailedException;

    /**
     * Looks only for what a snapshot needs, which is a fraction of the work for the server. The other facts are unknown,
     * nothing is judged, and {@link #last} does not tell it. Whoever can only look at everything does so.
     *
     * @param server name of a saved server
     */
    default ServerFacts glance(String server, TaskContext context) throws OperationFailedException {
        return inspect(server, context).facts();
    }

    /** What the last look of this run of the program found. */
    Optional<ServerReport> last(String server);

    /** What was read at the last look or glance of this run of the program. */
    default Optional<ServerFacts> seen(String server) {
        return last(server).map(ServerReport::facts);
    }

    /**
     * What a look found, with the judgement on it.
     *
     * @param server name of the saved server
     * @param facts everything read
     * @param findings about the server as a whole
     * @param instances one entry for each instance
     */
    record ServerReport(String server, ServerFacts facts, List<Finding> findings, List<InstanceReport> instances) {
        /** The gravest of all findings. */
        public Severity worst() {
            return java.util.stream.Stream.concat(
                            findings.stream(), instances.stream().flatMap(each -> each.findings().stream()))
                    .map(Finding::severity)
                    .max(java.util.Comparator.naturalOrder())
                    .orElse(Severity.UNKNOWN);
        }
    }

    /**
     * What a look found about one instance.
     *
     * @param facts everything read
     * @param findings judgements, gravest first, fine ones included
     */
    record InstanceReport(InstanceFacts facts, List<Finding> findings) {
        /** The gravest finding. */
        public Severity worst() {
            return findings.stream()
                    .map(Finding::severity)
                    .max(java.util.Comparator.naturalOrder())
                    .orElse(Severity.UNKNOWN);
        }
    }
}
