package app.greenroom.support;

import app.greenroom.domain.server.Secret;
import app.greenroom.storage.secret.SecretStore;
import app.greenroom.storage.secret.SecretsLockedException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Secrets in memory, behind a lock that a test can close. As in the real store, its names can be seen without a key. */
public final class MemorySecrets implements SecretStore {
    private final Map<String, Secret> kept = new TreeMap<>();
    private boolean locked;

    /** Closes or opens the lock. */
    public void lock(boolean closed) {
        locked = closed;
    }

    /** Names of what is kept. */
    public java.util.Set<String> names() {
        return kept.keySet();
    }

    @Override
    public Optional<Secret> get(String key) throws SecretsLockedException {
        if (!kept.containsKey(key)) {
            return Optional.empty();
        }
        requireOpen();
        return Optional.of(kept.get(key));
    }

    @Override
    public void put(String key, Secret secret) throws SecretsLockedException {
        requireOpen();
        kept.put(key, secret);
    }

    @Override
    public void removeAll(String prefix) throws SecretsLockedException {
        requireOpen();
        kept.keySet().removeIf(key -> key.startsWith(prefix));
    }

    private void requireOpen() throws SecretsLockedException {
        if (locked) {
            throw new SecretsLockedException("locked");
        }
    }
}
