package app.greenroom.viewmodel.server;

import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.Secret;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.operation.Operations;
import app.greenroom.operation.Servers.SignInSecrets;
import app.greenroom.task.TaskContext;
import app.greenroom.task.Work;
import java.util.Optional;

/**
 * Saves a new server, after opening the file of the secrets where that is needed.
 *
 * @param passphrase of that file; empty if it is open or nothing is stored
 */
record SaveServer(Operations operations, ServerProfile profile, SignInSecrets secrets, Optional<Secret> passphrase)
        implements Work<ServerProfile> {
    @Override
    public ServerProfile run(TaskContext context) throws OperationFailedException {
        if (passphrase.isPresent()) {
            operations.secrets().unlock(passphrase.get());
        }
        operations.servers().add(profile, secrets);
        return profile;
    }
}
