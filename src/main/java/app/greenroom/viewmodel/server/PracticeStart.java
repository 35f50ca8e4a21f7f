package app.greenroom.viewmodel.server;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.operation.Operations;
import app.greenroom.operation.Servers;
import app.greenroom.operation.Servers.SignInSecrets;
import app.greenroom.task.TaskContext;
import app.greenroom.task.Work;

/**
 * Starts the practice server and saves it like any other, so that every screen works on it. The key that it made for
 * itself is trusted by whoever connects to it, for this run only.
 */
public final class PracticeStart implements Work<ServerProfile> {
    private final Operations operations;

    /** Starts it through the operations. */
    public PracticeStart(Operations operations) {
        this.operations = operations;
    }

    @Override
    public ServerProfile run(TaskContext context) throws OperationFailedException {
        ServerProfile started = operations.practice().start(context);
        Servers servers = operations.servers();
        ServerProfile profile = started.withInstances(
                servers.test(started, SignInSecrets.none(), context).instances());
        try {
            servers.add(profile, SignInSecrets.none());
        } catch (OperationFailedException failure) {
            if (failure.reason() != FailureReason.SERVER_EXISTS) {
                throw failure;
            }
            servers.update(profile, SignInSecrets.none());
        }
        return profile;
    }
}
