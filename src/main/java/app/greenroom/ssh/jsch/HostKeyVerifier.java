package app.greenroom.ssh.jsch;

import app.greenroom.domain.server.HostKey;
import app.greenroom.domain.server.TrustedHostKeys;
import app.greenroom.ssh.SshException;
import com.jcraft.jsch.HostKeyRepository;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.UserInfo;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Judges the key of one host by the trusted ones. If any is stored, every other key, of whatever type, counts as
 * changed: the library itself would call a key of another type unknown.
 */
final class HostKeyVerifier implements HostKeyRepository {
    private final List<HostKey> stored;
    private final boolean onlyLooking;
    private volatile @Nullable HostKey offered;

    private HostKeyVerifier(List<HostKey> stored, boolean onlyLooking) {
        this.stored = List.copyOf(stored);
        this.onlyLooking = onlyLooking;
    }

    /** Lets a host pass whose key is trusted. */
    static HostKeyVerifier trusting(TrustedHostKeys trusted, String host, int port) {
        return new HostKeyVerifier(trusted.keysOf(host, port), false);
    }

    /** Lets no host pass, so that nobody signs in; the offered key can be asked for afterwards. */
    static HostKeyVerifier looking(TrustedHostKeys trusted, String host, int port) {
        return new HostKeyVerifier(trusted.keysOf(host, port), true);
    }

    /** The key that the host offered; empty if it came to none. */
    Optional<HostKey> offered() {
        return Optional.ofNullable(offered);
    }

    /** Whether the host showed a trusted key. */
    boolean passed() {
        return !onlyLooking && offered().filter(stored::contains).isPresent();
    }

    /** Why the host did not pass, if it came to offer a key. */
    Optional<SshException> refusal() {
        return offered()
                .filter(key -> !passed())
                .map(key -> stored.isEmpty()
                        ? new SshException.HostKeyUnknown(key)
                        : new SshException.HostKeyChanged(key, stored));
    }

    @Override
    public int check(String host, byte[] key) {
        HostKey shown = new HostKey(type(key), Base64.getEncoder().encodeToString(key));
        offered = shown;
        if (passed()) {
            return OK;
        }
        return stored.isEmpty() || onlyLooking ? NOT_INCLUDED : CHANGED;
    }

    /** Names the stored keys, so that their types are asked of the host first. */
    @Override
    public com.jcraft.jsch.HostKey[] getHostKey(@Nullable String host, @Nullable String type) {
        return stored.stream()
                .filter(key -> type == null || type.equals(key.type()))
                .flatMap(key -> named(host, key).stream())
                .toArray(com.jcraft.jsch.HostKey[]::new);
    }

    /** A stored key that is none cannot be preferred; it still makes every other key a changed one. */
    private static Optional<com.jcraft.jsch.HostKey> named(@Nullable String host, HostKey key) {
        try {
            byte[] blob = Base64.getDecoder().decode(key.base64());
            return type(blob).equals(key.type())
                    ? Optional.of(new com.jcraft.jsch.HostKey(host, blob))
                    : Optional.empty();
        } catch (JSchException | IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }

    @Override
    public com.jcraft.jsch.HostKey[] getHostKey() {
        return getHostKey("", null);
    }

    /** Nothing is ever stored here: trust is the user's decision. */
    @Override
    public void add(com.jcraft.jsch.HostKey key, @Nullable UserInfo user) {
        throw new UnsupportedOperationException("trust is given elsewhere");
    }

    @Override
    public void remove(String host, @Nullable String type) {
        throw new UnsupportedOperationException("trust is taken elsewhere");
    }

    @Override
    public void remove(String host, @Nullable String type, byte @Nullable [] key) {
        throw new UnsupportedOperationException("trust is taken elsewhere");
    }

    @Override
    public String getKnownHostsRepositoryID() {
        return "greenroom";
    }

    /** The first field of a key blob is its type: RFC 4253, section 6.6. */
    private static String type(byte[] key) {
        int length = key.length < 4 ? -1 : ByteBuffer.wrap(key).getInt();
        return length < 0 || length > key.length - 4
                ? "unknown"
                : new String(key, 4, length, StandardCharsets.US_ASCII);
    }
}
