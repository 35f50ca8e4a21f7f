package app.greenroom.cli;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.instance.HealthJudgement;
import app.greenroom.domain.instance.InstanceFacts;
import app.greenroom.domain.instance.SampleFacts;
import app.greenroom.domain.instance.ServerFacts;
import app.greenroom.operation.Inspections;
import app.greenroom.task.Progress;
import app.greenroom.task.TaskContext;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;

/** Looks at servers that exist only as facts. */
final class FakeInspections implements Inspections {
    private final Map<String, Callable<ServerReport>> answers = new ConcurrentHashMap<>();

    private final Map<String, ServerReport> seen = new ConcurrentHashMap<>();

    /** A look at that server has found these instances. */
    void found(String server, InstanceFacts... instances) {
        finds(server, instances);
        seen.put(server, inspect(server));
    }

    /** A look at that server finds these instances. */
    void finds(String server, InstanceFacts... instances) {
        ServerFacts facts = SampleFacts.server(instances);
        ServerReport report = new ServerReport(
                server,
                facts,
                HealthJudgement.of(facts),
                Arrays.stream(instances)
                        .map(each -> new InstanceReport(each, HealthJudgement.of(each)))
                        .toList());
        answers.put(server, () -> report);
    }

    /** A look at that server does this. */
    void answers(String server, Callable<ServerReport> answer) {
        answers.put(server, answer);
    }

    /** A look at that server fails. */
    void fails(String server, OperationFailedException failure) {
        answers.put(server, () -> {
            throw failure;
        });
    }

    /** What a look finds, for tests that build on it. */
    ServerReport inspect(String server) {
        try {
            return inspect(server, TaskContext.quiet());
        } catch (OperationFailedException failure) {
            throw new AssertionError(failure);
        }
    }

    @Override
    public ServerReport inspect(String server, TaskContext context) throws OperationFailedException {
        context.report(Progress.of("inspect"));
        context.cancellation().throwIfCancelled();
        try {
            return answers.getOrDefault(server, () -> {
                        throw new OperationFailedException(FailureReason.SERVER_UNKNOWN, server, server);
                    })
                    .call();
        } catch (OperationFailedException failure) {
            throw failure;
        } catch (Exception wrong) {
            throw new AssertionError(wrong);
        }
    }

    @Override
    public Optional<ServerReport> last(String server) {
        return Optional.ofNullable(seen.get(server));
    }
}
