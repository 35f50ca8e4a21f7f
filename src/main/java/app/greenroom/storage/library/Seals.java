package app.greenroom.storage.library;

import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.backup.VerifyReport.Origin;
import app.greenroom.domain.server.Secret;
import app.greenroom.storage.secret.KeyringUnavailableException;
import app.greenroom.storage.secret.SecretStore;
import app.greenroom.storage.secret.SecretsLockedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals the manifests that this computer writes, with a key that only its secret store holds, so that whoever changes a
 * file and the manifest with it is found out. The store also remembers which snapshots were sealed, so that taking a seal
 * away is found out as well. A computer without a secret store seals nothing.
 */
public final class Seals {
    /** Name of the secret with the key: 32 bytes in base64. */
    public static final String KEY = "library/seal-key";

    private static final Logger LOG = LoggerFactory.getLogger(Seals.class);
    private static final String SEALED = "library/sealed/";
    private static final int LENGTH = 32;

    private final SecretStore store;
    private final Readiness readiness;
    private final SecureRandom random;

    /** Whether there is a store, or one can be made without asking anybody. */
    @FunctionalInterface
    public interface Readiness {
        /** Whether it is so. */
        boolean ready() throws IOException;
    }

    /**
     * Seals with the key of a store, which is made when it is first wanted.
     *
     * @param readiness asked before a key is made
     * @param random makes the key
     */
    public Seals(SecretStore store, Readiness readiness, SecureRandom random) {
        this.store = store;
        this.readiness = readiness;
        this.random = random;
    }

    /** Seals nothing and can prove nothing; for a library that is thrown away, and for tests. */
    public static Seals none() {
        return new Seals(new Nothing(), () -> false, new SecureRandom());
    }

    /** The key to seal with, if it is at hand. Without one a snapshot is taken all the same: its origin cannot be proven. */
    Optional<SealKey> forWriting() {
        try {
            Optional<SealKey> known = key();
            return known.isPresent() || !readiness.ready() ? known : Optional.of(made());
        } catch (SecretsLockedException | IOException e) {
            LOG.info("the snapshot will have no seal: {}", e.toString());
            return Optional.empty();
        }
    }

    private SealKey made() throws IOException, SecretsLockedException {
        byte[] key = new byte[LENGTH];
        random.nextBytes(key);
        store.put(KEY, Secret.of(Base64.getEncoder().encodeToString(key)));
        return new SealKey(key);
    }

    private Optional<SealKey> key() throws IOException, SecretsLockedException {
        Optional<Secret> secret = store.get(KEY);
        if (secret.isEmpty()) {
            return Optional.empty();
        }
        try {
            byte[] key = Base64.getDecoder().decode(text(secret.get()));
            return key.length == LENGTH ? Optional.of(new SealKey(key)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            LOG.warn("the key of seals cannot be read");
            return Optional.empty();
        }
    }

    private static String text(Secret secret) {
        char[] characters = secret.characters();
        String text = new String(characters);
        Arrays.fill(characters, '\0');
        return text;
    }

    /**
     * Remembers that a snapshot has a seal, and forgets those that are gone.
     *
     * @param shelf {@code server/instance}
     * @param present all snapshots of the shelf
     */
    void remember(String shelf, SnapshotId id, Set<SnapshotId> present) {
        try {
            Set<String> names = new TreeSet<>(sealed(shelf));
            names.retainAll(present.stream().map(SnapshotId::text).collect(Collectors.toSet()));
            names.add(id.text());
            store.put(SEALED + shelf, Secret.of(String.join(" ", names)));
        } catch (SecretsLockedException | IOException e) {
            LOG.warn("it cannot be remembered that {} has a seal", id, e);
        }
    }

    private List<String> sealed(String shelf) throws IOException, SecretsLockedException {
        return store.get(SEALED + shelf)
                .map(secret -> List.of(text(secret).split(" ")))
                .orElse(List.of());
    }

    /**
     * Whether this computer wrote a manifest. Its hash must have been found right before.
     *
     * @param shelf {@code server/instance}
     * @throws SecretsLockedException if there is a seal and the key is locked
     */
    Origin origin(Path folder, String shelf, SnapshotId id) throws IOException, SecretsLockedException {
        Optional<byte[]> seal = SealKey.FILE.read(folder);
        if (seal.isEmpty()) {
            return wasSealed(shelf, id) ? Origin.CHANGED : Origin.NOT_PROVABLE;
        }
        Optional<SealKey> key;
        try {
            key = key();
        } catch (KeyringUnavailableException e) {
            LOG.info("the seal of {} cannot be looked at: {}", id, e.toString());
            return Origin.NOT_PROVABLE;
        }
        String text = new String(seal.get(), StandardCharsets.ISO_8859_1);
        if (key.isPresent() && key.get().made(text)) {
            return key.get().fits(text, folder) ? Origin.PROVEN : Origin.CHANGED;
        }
        return wasSealed(shelf, id) ? Origin.CHANGED : Origin.NOT_PROVABLE;
    }

    private boolean wasSealed(String shelf, SnapshotId id) throws IOException {
        try {
            return sealed(shelf).contains(id.text());
        } catch (SecretsLockedException | KeyringUnavailableException e) {
            return false; // a snapshot without a seal is no reason to ask for a passphrase
        }
    }

    /** A store that holds nothing. */
    private static final class Nothing implements SecretStore {
        @Override
        public Optional<Secret> get(String key) {
            return Optional.empty();
        }

        @Override
        public void put(String key, Secret secret) throws SecretsLockedException {
            throw new SecretsLockedException("there is no store");
        }

        @Override
        public void removeAll(String prefix) {}
    }
}
