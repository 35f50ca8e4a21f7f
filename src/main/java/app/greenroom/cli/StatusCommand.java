package app.greenroom.cli;

import app.greenroom.cli.report.StatusReport;
import app.greenroom.cli.session.Document;
import app.greenroom.cli.session.ExitStatus;
import app.greenroom.cli.session.FailureReport;
import app.greenroom.cli.session.SecretOptions;
import app.greenroom.cli.session.Session;
import app.greenroom.cli.session.Subcommand;
import app.greenroom.cli.session.UsageFailure;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.instance.Severity;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.domain.server.TargetName;
import app.greenroom.operation.Inspections.InstanceReport;
import app.greenroom.operation.Inspections.ServerReport;
import app.greenroom.operation.Targets;
import app.greenroom.task.TaskContext;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks at servers and says what is the case. */
@Command(name = "status")
final class StatusCommand extends Subcommand {
    @Parameters(paramLabel = "NAME", arity = "0..*", descriptionKey = "NAME")
    List<String> names = new ArrayList<>();

    @Option(names = "--all")
    boolean all;

    @Option(names = "--strict")
    boolean strict;

    @Mixin
    SecretOptions secrets = new SecretOptions();

    StatusCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitStatus run() throws OperationFailedException {
        Map<String, List<TargetName>> wanted = wanted();
        if (secrets.any()) {
            if (wanted.size() != 1) {
                throw new UsageFailure.Invalid(spec.commandLine(), "cli.usage.secrets-one");
            }
            String only = wanted.keySet().iterator().next();
            session.asking().provide(session.operations(), only, secrets.read(session));
        }
        return show(wanted, look(List.copyOf(wanted.keySet())));
    }

    private List<TargetName> targets() {
        List<TargetName> targets = new ArrayList<>();
        for (String name : names) {
            try {
                targets.add(TargetName.parse(name));
            } catch (IllegalArgumentException neither) {
                throw new UsageFailure.Invalid(spec.commandLine(), "cli.usage.target", name);
            }
        }
        return targets;
    }

    /** Servers with the names that were given for each; all saved servers where none was given. */
    private Map<String, List<TargetName>> wanted() throws OperationFailedException {
        Map<String, List<TargetName>> wanted = new LinkedHashMap<>();
        for (TargetName name : targets()) {
            session.operations().servers().require(name.server());
            wanted.computeIfAbsent(name.server(), server -> new ArrayList<>()).add(name);
        }
        if (all || names.isEmpty()) {
            for (ServerProfile each : session.operations().servers().list()) {
                wanted.put(each.name(), List.of(new TargetName(each.name(), Optional.empty())));
            }
        }
        if (wanted.isEmpty()) {
            throw new OperationFailedException(
                    FailureReason.INPUT_INVALID, "no server is saved", word("cli.server.none.brief"));
        }
        return wanted;
    }

    /** Looks at all servers at once; where a person has to answer something, once more at one after the other. */
    private List<Looked> look(List<String> servers) throws OperationFailedException {
        if (servers.size() == 1) {
            return List.of(lookAsking(servers.getFirst()));
        }
        session.progress().show(word("cli.status.looking", servers.size()));
        List<Looked> looked = lookAtOnce(servers);
        session.progress().clear();
        looked = unlockedMeanwhile(looked);
        List<Looked> answered = new ArrayList<>();
        for (Looked each : looked) {
            boolean ask = each instanceof Failed failed && session.asking().mendable(failed.failure());
            answered.add(ask ? lookAsking(((Failed) each).server()) : each);
        }
        return answered;
    }

    /** What is locked for all is opened once, so that nobody waits for fifty servers one after the other. */
    private List<Looked> unlockedMeanwhile(List<Looked> looked) throws OperationFailedException {
        List<String> locked = new ArrayList<>();
        for (Looked each : looked) {
            if (each instanceof Failed(String server, OperationFailedException failure)
                    && failure.reason() == FailureReason.SECRETS_LOCKED) {
                locked.add(server);
            }
        }
        if (locked.isEmpty() || !session.asking().unlockOnce()) {
            return looked;
        }
        Iterator<Looked> again = lookAtOnce(locked).iterator();
        List<Looked> all = new ArrayList<>();
        for (Looked each : looked) {
            all.add(each instanceof Failed failed && locked.contains(failed.server()) ? again.next() : each);
        }
        return all;
    }

    private List<Looked> lookAtOnce(List<String> servers) {
        List<Future<Looked>> running;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            running = servers.stream()
                    .map(server -> threads.submit(() -> lookQuietly(server)))
                    .toList();
        }
        return running.stream().map(Future::resultNow).toList();
    }

    private Looked lookQuietly(String server) {
        try {
            TaskContext context = new TaskContext(session.interrupt(), progress -> {});
            return new Report(session.operations().inspections().inspect(server, context));
        } catch (OperationFailedException failure) {
            return new Failed(server, failure);
        }
    }

    private Looked lookAsking(String server) throws OperationFailedException {
        try {
            return new Report(session.on(
                    server, context -> session.operations().inspections().inspect(server, context)));
        } catch (OperationFailedException failure) {
            return new Failed(server, failure);
        }
    }

    private ExitStatus show(Map<String, List<TargetName>> wanted, List<Looked> looked) throws OperationFailedException {
        session.interrupt().throwIfCancelled();
        StatusReport status = new StatusReport(session);
        List<Object> documents = new ArrayList<>();
        Severity worst = Severity.OK;
        ExitStatus failed = ExitStatus.DONE;
        for (Looked each : looked) {
            switch (each) {
                case Report(ServerReport report) -> {
                    ServerReport chosen = chosen(report, wanted.getOrDefault(report.server(), List.of()));
                    status.print(chosen);
                    documents.add(status.json(chosen));
                    worst = worst.compareTo(chosen.worst()) < 0 ? chosen.worst() : worst;
                }
                case Failed(String server, OperationFailedException failure) -> {
                    ExitStatus of = ExitStatus.of(failure, true);
                    failed = failed == ExitStatus.DONE || failed == of ? of : ExitStatus.NOT_LOOKED;
                    status.failed(server, failure);
                    FailureReport report = new FailureReport(session);
                    documents.add(Document.of("name", server, "failure", report.json(failure, server)));
                }
            }
        }
        document.set("servers", documents);
        boolean problem = worst == Severity.PROBLEM || (strict && worst == Severity.ATTENTION);
        return problem ? ExitStatus.PROBLEM : failed;
    }

    /** The report with only those instances that were named; all of them if the server was named. */
    private static ServerReport chosen(ServerReport report, List<TargetName> named) throws OperationFailedException {
        if (named.isEmpty() || named.stream().anyMatch(name -> name.instance().isEmpty())) {
            return report;
        }
        List<InstanceReport> chosen = new ArrayList<>();
        for (TargetName name : named) {
            String id = Targets.pick(
                    name,
                    report.instances().stream().map(each -> each.facts().id()).toList());
            report.instances().stream()
                    .filter(each -> each.facts().id().equals(id))
                    .forEach(chosen::add);
        }
        return new ServerReport(report.server(), report.facts(), report.findings(), chosen);
    }

    @Override
    protected boolean looks() {
        return true;
    }

    @Override
    protected String server() {
        return names.size() == 1 ? names.getFirst().replaceFirst("/.*", "") : "";
    }

    /** What came of looking at one server. */
    private sealed interface Looked {}

    private record Report(ServerReport report) implements Looked {}

    private record Failed(String server, OperationFailedException failure) implements Looked {}
}
