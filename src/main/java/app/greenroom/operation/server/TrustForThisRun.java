package app.greenroom.operation.server;

import app.greenroom.domain.server.HostKey;
import app.greenroom.domain.server.TrustedHostKeys;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Host keys trusted on disk, and before them those of servers that this program started itself, such as the practice
 * server: these are new at each start, known without asking, and leave no trace on disk.
 */
public final class TrustForThisRun implements TrustedHostKeys {
    private final TrustedHostKeys kept;
    private final Map<Address, HostKey> ours = new ConcurrentHashMap<>();

    /** Adds to what is kept on disk. */
    public TrustForThisRun(TrustedHostKeys kept) {
        this.kept = kept;
    }

    /** Trusts the key of a server that this program started; every other key there counts as changed. */
    void trustOurs(String host, int port, HostKey key) {
        ours.put(new Address(host, port), key);
    }

    @Override
    public List<HostKey> keysOf(String host, int port) {
        HostKey own = ours.get(new Address(host, port));
        return own == null ? kept.keysOf(host, port) : List.of(own);
    }

    /** {@inheritDoc} A key that is trusted for this run is not kept. */
    @Override
    public void trust(String host, int port, HostKey key) {
        if (!key.equals(ours.get(new Address(host, port)))) {
            kept.trust(host, port, key);
        }
    }

    @Override
    public void forget(String host, int port) {
        kept.forget(host, port);
    }

    @Override
    public boolean knownToOpenSsh(String host, int port, HostKey key) {
        return kept.knownToOpenSsh(host, port, key);
    }

    private record Address(String host, int port) {}
}
