package app.greenroom.operation.inspect;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.instance.Finding;
import app.greenroom.domain.instance.HealthJudgement;
import app.greenroom.domain.instance.InstanceFacts;
import app.greenroom.domain.instance.ServerFacts;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.domain.server.ServerProfile.KnownInstance;
import app.greenroom.operation.Inspections;
import app.greenroom.operation.LocalFailure;
import app.greenroom.operation.ServerConnections;
import app.greenroom.ssh.RemoteHost;
import app.greenroom.ssh.SshException;
import app.greenroom.storage.ServerProfileRepository;
import app.greenroom.task.Progress;
import app.greenroom.task.TaskContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at saved servers and judges what is found; keeps the last report of each in memory. */
public final class InspectServer implements Inspections {
    private static final Logger LOG = LoggerFactory.getLogger(InspectServer.class);

    private final ServerConnections connections;
    private final ServerProfileRepository profiles;
    private final Probe probe;
    private final FindingSource elsewhere;
    private final Map<String, ServerReport> reports = new ConcurrentHashMap<>();
    private final Map<String, ServerFacts> seen = new ConcurrentHashMap<>();

    /**
     * Looks through the given connections.
     *
     * @param connections sign in
     * @param profiles remember the instances found
     * @param probe looks
     * @param elsewhere adds what this computer knows about an instance
     */
    public InspectServer(
            ServerConnections connections, ServerProfileRepository profiles, Probe probe, FindingSource elsewhere) {
        this.connections = connections;
        this.profiles = profiles;
        this.probe = probe;
        this.elsewhere = elsewhere;
    }

    @Override
    public ServerReport inspect(String server, TaskContext context) throws OperationFailedException {
        ServerReport report = judge(server, look(server, probe::look, context));
        reports.put(server, report);
        LOG.info("looked at {}: {} instance(s), {}", server, report.instances().size(), report.worst());
        return report;
    }

    @Override
    public Optional<ServerReport> last(String server) {
        return Optional.ofNullable(reports.get(server));
    }

    @Override
    public Optional<ServerFacts> seen(String server) {
        return Optional.ofNullable(seen.get(server));
    }

    @Override
    public ServerFacts glance(String server, TaskContext context) throws OperationFailedException {
        ServerFacts facts = look(server, probe::glance, context);
        LOG.info("glanced at {}: {} instance(s)", server, facts.instances().size());
        return facts;
    }

    private ServerFacts look(String server, Way way, TaskContext context) throws OperationFailedException {
        context.report(Progress.of("inspect"));
        ServerFacts facts = connections.with(
                server,
                (profile, host) -> {
                    Probe.Look found = way.look(host, profile.instances(), context);
                    remember(profile, found.known());
                    return found.facts();
                },
                context);
        if (facts.instances().isEmpty()) {
            reports.remove(server);
            seen.remove(server);
            throw new OperationFailedException(
                    FailureReason.NO_PRETALX, "no service, process or container runs pretalx", facts.hostName());
        }
        seen.put(server, facts);
        return facts;
    }

    private ServerReport judge(String server, ServerFacts found) {
        List<InstanceReport> judged = new ArrayList<>();
        for (InstanceFacts facts : found.instances()) {
            List<Finding> findings = new ArrayList<>(HealthJudgement.of(facts));
            findings.addAll(elsewhere.findings(server, facts));
            judged.add(new InstanceReport(facts, HealthJudgement.gravestFirst(findings)));
        }
        return new ServerReport(server, found, HealthJudgement.of(found), List.copyOf(judged));
    }

    private void remember(ServerProfile seen, List<KnownInstance> known) throws OperationFailedException {
        if (seen.instances().equals(known)) {
            return;
        }
        try {
            profiles.change(all -> all.stream()
                    .map(each -> each.name().equals(seen.name()) ? each.withInstances(known) : each)
                    .toList());
        } catch (IOException e) {
            throw LocalFailure.of("cannot save the profile", e);
        }
    }

    /** One way to look. */
    @FunctionalInterface
    private interface Way {
        Probe.Look look(RemoteHost host, List<KnownInstance> known, TaskContext context)
                throws SshException, OperationFailedException;
    }

    /** Findings that come from this computer, such as the age of the last snapshot. */
    @FunctionalInterface
    public interface FindingSource {
        /** Findings about an instance; none is fine. */
        List<Finding> findings(String server, InstanceFacts facts);

        /** No findings. */
        static FindingSource none() {
            return (server, facts) -> List.of();
        }
    }
}
