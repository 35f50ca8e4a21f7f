package app.greenroom.operation.server;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.operation.LocalFailure;
import app.greenroom.storage.DamagedFileException;
import app.greenroom.storage.secret.KeyringUnavailableException;
import app.greenroom.storage.secret.SecretsLockedException;
import java.io.IOException;

/** Turns what goes wrong with the secrets file into failures with a reason. */
final class SecretFailures {
    private SecretFailures() {}

    /** Does something with the secrets file. */
    static <T> T telling(String doing, SecretWork<T> work) throws OperationFailedException {
        try {
            return work.run();
        } catch (SecretsLockedException e) {
            throw new OperationFailedException(FailureReason.SECRETS_LOCKED, doing + ": " + e.getMessage(), e);
        } catch (DamagedFileException e) {
            throw new OperationFailedException(FailureReason.SECRETS_DAMAGED, doing + ": " + e.getMessage(), e);
        } catch (KeyringUnavailableException e) {
            throw new OperationFailedException(FailureReason.KEYRING_UNAVAILABLE, doing + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw LocalFailure.of(doing, e);
        }
    }

    /** Something done with the secrets file. */
    @FunctionalInterface
    interface SecretWork<T> {
        /** Does it. */
        T run() throws IOException, SecretsLockedException;
    }
}
