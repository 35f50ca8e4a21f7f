package app.greenroom.viewmodel.server;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.operation.Operations;
import app.greenroom.operation.Servers.Check;
import app.greenroom.operation.Servers.ConnectionTest;
import app.greenroom.operation.Servers.SignInSecrets;
import app.greenroom.task.TaskContext;
import app.greenroom.task.Work;
import java.util.Optional;

/** Starts the practice server and saves it like any other, so that every screen works on it. */
public final class PracticeStart implements Work<ServerProfile> {
    private final Operations operations;

    /** Starts it through the operations. */
    public PracticeStart(Operations operations) {
        this.operations = operations;
    }

    @Override
    public ServerProfile run(TaskContext context) throws OperationFailedException {
        ServerProfile started = operations.practice().start(context);
        ConnectionTest test = operations.servers().test(started, SignInSecrets.none(), context);
        Optional<OperationFailedException> failure = test.checks().stream()
                .map(Check::failure)
                .flatMap(Optional::stream)
                .findFirst();
        if (failure.isPresent()) {
            throw failure.get();
        }
        ServerProfile profile = started.withInstances(test.instances());
        try {
            operations.servers().add(profile, SignInSecrets.none());
        } catch (OperationFailedException known) {
            if (known.reason() != FailureReason.SERVER_EXISTS) {
                throw known;
            }
            operations.servers().update(profile, SignInSecrets.none());
        }
        return profile;
    }
}
