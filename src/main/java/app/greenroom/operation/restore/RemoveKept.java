package app.greenroom.operation.restore;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.instance.InstanceFacts;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.restore.KeptState;
import app.greenroom.domain.server.TargetName;
import app.greenroom.operation.Cleanup;
import app.greenroom.operation.ServerConnections;
import app.greenroom.operation.Targets;
import app.greenroom.operation.Targets.Target;
import app.greenroom.ssh.RemoteHost;
import app.greenroom.ssh.SshException;
import app.greenroom.task.Progress;
import app.greenroom.task.TaskContext;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Lists and removes what jobs set aside, upgrades and restores alike. */
public final class RemoveKept implements Cleanup {
    private static final Logger LOG = LoggerFactory.getLogger(RemoveKept.class);

    private final Targets targets;
    private final ServerConnections connections;

    /** Looks and removes through the given collaborators. */
    public RemoveKept(Targets targets, ServerConnections connections) {
        this.targets = targets;
        this.connections = connections;
    }

    @Override
    public List<KeptState> list(TargetName target, TaskContext context) throws OperationFailedException {
        return ask(target, List.of(), context);
    }

    @Override
    public List<KeptState> remove(TargetName target, Set<JobId> jobs, TaskContext context)
            throws OperationFailedException {
        if (jobs.isEmpty()) {
            return List.of();
        }
        List<KeptState> removed = ask(target, jobs.stream().map(JobId::text).toList(), context);
        LOG.info(
                "removed what {} left on {}",
                removed.stream().map(KeptState::job).toList(),
                target);
        return removed;
    }

    private List<KeptState> ask(TargetName name, List<String> remove, TaskContext context)
            throws OperationFailedException {
        Target target = targets.find(name, context);
        context.report(Progress.of(remove.isEmpty() ? "kept-list" : "kept-remove"));
        return connections.with(name.server(), (profile, host) -> ask(host, target.facts(), remove, context), context);
    }

    /**
     * What the jobs of an instance have left on a host, for an operation that is there already.
     *
     * @param facts the instance; its settings must be known
     */
    public static List<KeptState> on(RemoteHost host, InstanceFacts facts, TaskContext context)
            throws SshException, OperationFailedException, IOException {
        return ask(host, facts, List.of(), context);
    }

    private static List<KeptState> ask(RemoteHost host, InstanceFacts facts, List<String> remove, TaskContext context)
            throws SshException, OperationFailedException, IOException {
        List<String> live = new ArrayList<>();
        facts.installation().venv().ifPresent(live::add);
        facts.settings().value().ifPresent(settings -> {
            live.add(settings.mediaRoot());
            live.add(settings.staticRoot());
            live.add(settings.dataDirectory());
            settings.secretFile().ifPresent(live::add);
        });
        JsonNode said =
                new HostFiles(host).kept(host.traits().stateDirectory(), facts.lockKey(), live, remove, context);
        List<KeptState> found = new ArrayList<>();
        for (JsonNode each : said.path("kept")) {
            found.add(state(each));
        }
        return List.copyOf(found);
    }

    private static KeptState state(JsonNode node) throws OperationFailedException {
        try {
            List<KeptState.Thing> things = new ArrayList<>();
            for (JsonNode each : node.path("things")) {
                things.add(new KeptState.Thing(
                        KeptState.Kind.valueOf(each.path("kind").asString("")),
                        each.path("name").asString(""),
                        each.path("bytes").asLong(0)));
            }
            return new KeptState(
                    new JobId(node.path("job").asString("")),
                    Instant.parse(node.path("at").asString("")),
                    things);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new OperationFailedException(FailureReason.ANSWER_UNREADABLE, e.toString(), e);
        }
    }
}
