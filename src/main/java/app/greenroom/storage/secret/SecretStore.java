package app.greenroom.storage.secret;

import app.greenroom.domain.server.Secret;
import java.io.IOException;
import java.util.Optional;

/** Secrets by key, such as {@code server/NAME/sign-in} and {@code server/NAME/sudo}. */
public interface SecretStore {
    /**
     * The secret of that key.
     *
     * @throws SecretsLockedException if the file wants a passphrase that was not given
     */
    Optional<Secret> get(String key) throws IOException, SecretsLockedException;

    /** Stores or replaces it. */
    void put(String key, Secret secret) throws IOException, SecretsLockedException;

    /** Removes every secret whose key begins so. */
    void removeAll(String prefix) throws IOException, SecretsLockedException;
}
