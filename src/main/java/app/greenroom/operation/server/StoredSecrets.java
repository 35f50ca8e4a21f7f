package app.greenroom.operation.server;

import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.Secret;
import app.greenroom.operation.SecretsVault;
import app.greenroom.storage.secret.EncryptedFileSecretStore;
import java.util.function.Consumer;

/** The secrets file as both faces see it. */
public final class StoredSecrets implements SecretsVault {
    private final EncryptedFileSecretStore store;
    private final Consumer<Secret> seen;

    /**
     * Looks after the given file.
     *
     * @param seen told every passphrase, so that it can be kept out of logs
     */
    public StoredSecrets(EncryptedFileSecretStore store, Consumer<Secret> seen) {
        this.store = store;
        this.seen = seen;
    }

    @Override
    public Protection protection() throws OperationFailedException {
        return switch (SecretFailures.telling("looking at the secrets file", store::state)) {
            case NONE_KEYRING_READY -> Protection.NONE_KEYRING_READY;
            case NONE_PASSPHRASE_NEEDED -> Protection.NONE_PASSPHRASE_NEEDED;
            case KEYRING -> Protection.KEYRING;
            case PASSPHRASE_OPEN -> Protection.PASSPHRASE_OPEN;
            case PASSPHRASE_LOCKED -> Protection.PASSPHRASE_LOCKED;
        };
    }

    @Override
    public void unlock(Secret passphrase) throws OperationFailedException {
        seen.accept(passphrase);
        SecretFailures.telling("opening the secrets file", () -> {
            store.unlock(passphrase);
            return true;
        });
    }

    @Override
    public void protectByPassphrase(Secret passphrase) throws OperationFailedException {
        seen.accept(passphrase);
        SecretFailures.telling("protecting the secrets by a passphrase", () -> {
            store.protectByPassphrase(passphrase);
            return true;
        });
    }

    @Override
    public void protectByKeyring() throws OperationFailedException {
        SecretFailures.telling("protecting the secrets by the keyring", () -> {
            store.protectByKeyring();
            return true;
        });
    }
}
