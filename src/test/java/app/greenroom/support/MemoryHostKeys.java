package app.greenroom.support;

import app.greenroom.domain.server.HostKey;
import app.greenroom.domain.server.TrustedHostKeys;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Trusted host keys in memory. */
public final class MemoryHostKeys implements TrustedHostKeys {
    private final Map<String, List<HostKey>> keys = new ConcurrentHashMap<>();

    @Override
    public List<HostKey> keysOf(String host, int port) {
        return keys.getOrDefault(host + ":" + port, List.of());
    }

    @Override
    public void trust(String host, int port, HostKey key) {
        keys.put(host + ":" + port, List.of(key));
    }

    @Override
    public void forget(String host, int port) {
        keys.remove(host + ":" + port);
    }

    @Override
    public boolean knownToOpenSsh(String host, int port, HostKey key) {
        return false;
    }
}
