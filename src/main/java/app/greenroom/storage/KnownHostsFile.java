package app.greenroom.storage;

import app.greenroom.domain.server.HostKey;
import app.greenroom.domain.server.TrustedHostKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trusted host keys in a known_hosts file of our own, in the format of OpenSSH (sshd(8)), so that it can be read and
 * used without Greenroom. The user's own file is looked at and never written.
 *
 * <p>A file of ours that cannot be read trusts nobody and makes nobody look new: every method then throws
 * {@link UncheckedIOException}.
 */
public final class KnownHostsFile implements TrustedHostKeys {
    private static final Logger LOG = LoggerFactory.getLogger(KnownHostsFile.class);

    private final AtomicFile file;
    private final LockFile lock;
    private final AtomicFile openSsh;

    /**
     * A file, which need not exist.
     *
     * @param own where trusted keys are kept
     * @param openSsh the user's own, usually {@code ~/.ssh/known_hosts}
     */
    public KnownHostsFile(Path own, Path openSsh) {
        this.file = new AtomicFile(own);
        this.lock = new LockFile(own);
        this.openSsh = new AtomicFile(openSsh);
    }

    @Override
    public List<HostKey> keysOf(String host, int port) {
        try {
            String name = KnownHostsLine.hostField(host, port);
            return read().stream()
                    .filter(line -> line.isFor(name))
                    .map(KnownHostsLine::key)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if another key is stored for that host and port
     * @throws IllegalArgumentException if host or key cannot be written into such a file
     */
    @Override
    public void trust(String host, int port, HostKey key) {
        KnownHostsLine added = KnownHostsLine.of(host, port, key);
        String name = KnownHostsLine.hostField(host, port);
        change(present -> {
            List<HostKey> stored = present.stream()
                    .filter(line -> line.isFor(name))
                    .map(KnownHostsLine::key)
                    .toList();
            if (stored.contains(key)) {
                return present;
            }
            if (!stored.isEmpty()) {
                throw new IllegalStateException("another key is stored for " + name);
            }
            List<KnownHostsLine> more = new ArrayList<>(present);
            more.add(added);
            return more;
        });
    }

    @Override
    public void forget(String host, int port) {
        String name = KnownHostsLine.hostField(host, port);
        change(present -> present.stream().filter(line -> !line.isFor(name)).toList());
    }

    @Override
    public boolean knownToOpenSsh(String host, int port, HostKey key) {
        String name = KnownHostsLine.hostField(host, port);
        boolean named = false;
        try {
            for (String text : lines(openSsh)) {
                if (KnownHostsLine.revokes(text, key)) {
                    return false;
                }
                named |= KnownHostsLine.names(text, name, key);
            }
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            // it is only a comfort: without it the user compares the fingerprint
            LOG.info("cannot look into {}: {}", openSsh.path(), e.toString());
            return false;
        }
        return named;
    }

    private void change(UnaryOperator<List<KnownHostsLine>> change) {
        try (LockFile.Held _ = lock.hold()) {
            List<KnownHostsLine> present;
            try {
                present = read();
            } catch (DamagedFileException e) {
                file.setAside();
                throw e;
            }
            List<KnownHostsLine> changed = change.apply(present);
            if (!changed.equals(present)) {
                StringBuilder text = new StringBuilder();
                changed.forEach(line -> text.append(line.text()).append('\n'));
                file.write(text.toString().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every line of our own file: one that cannot be read might be the one that would tell of a changed key. */
    private List<KnownHostsLine> read() throws IOException {
        List<KnownHostsLine> read = new ArrayList<>();
        try {
            for (String text : lines(file)) {
                if (!text.isBlank() && !text.startsWith("#")) {
                    read.add(KnownHostsLine.parse(text));
                }
            }
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IllegalArgumentException e) {
            throw new DamagedFileException(file.path(), file.aside(), "line " + (read.size() + 1), e);
        }
        return List.copyOf(read);
    }

    /** As Latin-1, which no bytes break: names in such a file are ASCII or hashed. */
    private static List<String> lines(AtomicFile file) throws IOException {
        return new String(file.read(), StandardCharsets.ISO_8859_1).lines().toList();
    }
}
