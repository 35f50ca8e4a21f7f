package app.greenroom.domain.server;

import java.util.List;

/** The host keys that the user trusts. If any key is stored for a host and port, every other key counts as changed. */
public interface TrustedHostKeys {
    /** The keys stored for this host and port; empty if the host was never met. */
    List<HostKey> keysOf(String host, int port);

    /** Stores a key; trusting a second one beside another is possible only after {@link #forget}. */
    void trust(String host, int port, HostKey key);

    /** Removes all keys of this host and port. */
    void forget(String host, int port);

    /** Whether the user's own known_hosts file names exactly this key for this host and port. */
    boolean knownToOpenSsh(String host, int port, HostKey key);
}
