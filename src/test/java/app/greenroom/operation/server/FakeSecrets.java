package app.greenroom.operation.server;

import app.greenroom.domain.server.Secret;
import app.greenroom.storage.secret.SecretStore;
import app.greenroom.storage.secret.SecretsLockedException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Secrets in memory that can be locked, and count how often they are asked. */
final class FakeSecrets implements SecretStore {
    final Map<String, Secret> kept = new TreeMap<>();
    boolean locked;
    int asked;

    @Override
    public Optional<Secret> get(String key) throws SecretsLockedException {
        open();
        return Optional.ofNullable(kept.get(key));
    }

    @Override
    public void put(String key, Secret secret) throws SecretsLockedException {
        open();
        kept.put(key, secret);
    }

    @Override
    public void removeAll(String prefix) throws SecretsLockedException {
        open();
        kept.keySet().removeIf(key -> key.startsWith(prefix));
    }

    private void open() throws SecretsLockedException {
        asked++;
        if (locked) {
            throw new SecretsLockedException("locked");
        }
    }
}
