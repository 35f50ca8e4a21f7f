package app.greenroom.viewmodel.fake;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.operation.Inspections;
import app.greenroom.task.TaskContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Looks that end as a test decides. */
public final class FakeInspections implements Inspections {
    private final Map<String, ServerReport> reports = new HashMap<>();
    private final Map<String, OperationFailedException> failures = new HashMap<>();
    private Function<String, Optional<OperationFailedException>> condition = server -> Optional.empty();
    private int looks;

    /** The next looks at a server find this. */
    public FakeInspections finds(ServerReport report) {
        reports.put(report.server(), report);
        failures.remove(report.server());
        return this;
    }

    /** The next looks at a server fail. */
    public FakeInspections fails(String server, FailureReason reason, String... arguments) {
        failures.put(server, new OperationFailedException(reason, "as the test wants it", arguments));
        return this;
    }

    /** Looks fail while a condition names a failure. */
    public void unless(Function<String, Optional<OperationFailedException>> failing) {
        condition = failing;
    }

    /** How often was looked. */
    public int looks() {
        return looks;
    }

    @Override
    public ServerReport inspect(String server, TaskContext context) throws OperationFailedException {
        looks++;
        Optional<OperationFailedException> failing = condition.apply(server);
        if (failing.isPresent()) {
            throw failing.get();
        }
        OperationFailedException failure = failures.get(server);
        if (failure != null) {
            throw failure;
        }
        ServerReport report = reports.get(server);
        if (report == null) {
            throw new OperationFailedException(FailureReason.NO_PRETALX, server);
        }
        return report;
    }

    @Override
    public Optional<ServerReport> last(String server) {
        return Optional.empty();
    }
}
