package app.greenroom.operation;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.instance.InstanceFacts;
import app.greenroom.domain.instance.ServerFacts;
import app.greenroom.domain.server.TargetName;
import app.greenroom.operation.Inspections.InstanceReport;
import app.greenroom.operation.Inspections.ServerReport;
import app.greenroom.task.TaskContext;
import java.util.List;
import java.util.Optional;

/** Finds the one instance that a name means, with fresh facts. */
public final class Targets {
    private final Inspections inspections;

    /** Looks through the given inspections. */
    public Targets(Inspections inspections) {
        this.inspections = inspections;
    }

    /**
     * Looks at the server of a name and picks the instance.
     *
     * @throws OperationFailedException with reason INSTANCE_AMBIGUOUS or INSTANCE_UNKNOWN, or whatever looking fails with
     */
    public Target find(TargetName name, TaskContext context) throws OperationFailedException {
        return target(name, inspections.inspect(name.server(), context));
    }

    /** Likewise, with those facts only that a snapshot needs, and nothing judged ({@link Inspections#glance}). */
    public Target glance(TargetName name, TaskContext context) throws OperationFailedException {
        ServerFacts facts = inspections.glance(name.server(), context);
        List<InstanceReport> instances = facts.instances().stream()
                .map(each -> new InstanceReport(each, List.of()))
                .toList();
        return target(name, new ServerReport(name.server(), facts, List.of(), instances));
    }

    private static Target target(TargetName name, ServerReport report) throws OperationFailedException {
        String id = pick(
                name, report.instances().stream().map(each -> each.facts().id()).toList());
        InstanceReport instance = report.instances().stream()
                .filter(each -> each.facts().id().equals(id))
                .findFirst()
                .orElseThrow();
        return new Target(report, instance);
    }

    /**
     * The one of some instances that a name means.
     *
     * @param ids instances of the server that the name names
     * @throws OperationFailedException with reason INSTANCE_AMBIGUOUS, its argument the names to choose from; or
     *     INSTANCE_UNKNOWN, its argument the name asked for
     */
    public static String pick(TargetName name, List<String> ids) throws OperationFailedException {
        String choice = String.join(
                ", ", ids.stream().map(id -> name.server() + "/" + id).toList());
        if (name.instance().isEmpty() && ids.size() > 1) {
            throw new OperationFailedException(
                    FailureReason.INSTANCE_AMBIGUOUS, "several instances: " + choice, choice);
        }
        return ids.stream()
                .filter(id -> name.instance().map(id::equals).orElse(true))
                .findFirst()
                .orElseThrow(() -> new OperationFailedException(
                        FailureReason.INSTANCE_UNKNOWN, "instances: " + choice, name.toString()));
    }

    /**
     * An instance and the look that found it.
     *
     * @param report all that was found on its server
     * @param instance what was found about itself
     */
    public record Target(ServerReport report, InstanceReport instance) {
        /** What was read about the instance. */
        public InstanceFacts facts() {
            return instance.facts();
        }

        /** Its full name. */
        public TargetName name() {
            return new TargetName(report.server(), Optional.of(facts().id()));
        }
    }
}
