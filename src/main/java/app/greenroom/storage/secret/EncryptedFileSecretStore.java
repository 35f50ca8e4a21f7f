package app.greenroom.storage.secret;

import app.greenroom.domain.server.Secret;
import app.greenroom.storage.AtomicFile;
import app.greenroom.storage.DamagedFileException;
import app.greenroom.storage.LockFile;
import app.greenroom.storage.secret.SecretsEnvelope.Protection;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.AEADBadTagException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All secrets in one encrypted file. Their key is random; it lies in the file, sealed by a key that the operating
 * system's keyring keeps or that is derived from a passphrase. Nothing is ever kept in the clear: without a keyring and
 * without a passphrase nothing is kept. Neither is touched before a secret is wanted that the file really holds.
 * Thread-safe.
 */
public final class EncryptedFileSecretStore implements SecretStore {
    private static final Logger LOG = LoggerFactory.getLogger(EncryptedFileSecretStore.class);
    private static final int SALT = 16;
    private static final int ENTRY = 8;

    private final AtomicFile file;
    private final LockFile lock;
    private final KeyVault vault;
    private final Sealing sealing;
    private final PassphraseKey derivation;
    private @Nullable Opened opened;

    /**
     * A store, whose file need not exist.
     *
     * @param file where
     * @param vault the operating system's keyring
     */
    public EncryptedFileSecretStore(Path file, KeyVault vault) {
        this(new AtomicFile(file), vault, PassphraseKey.USUAL);
    }

    EncryptedFileSecretStore(AtomicFile file, KeyVault vault, PassphraseKey derivation) {
        this.file = file;
        this.lock = new LockFile(file.path());
        this.vault = vault;
        this.sealing = new Sealing(new SecureRandom());
        this.derivation = derivation;
    }

    @Override
    public synchronized Optional<Secret> get(String key) throws IOException, SecretsLockedException {
        Optional<SecretsEnvelope> present = read();
        if (present.isEmpty() || !present.get().names().contains(key)) {
            return Optional.empty();
        }
        return Optional.ofNullable(open(present.get(), key(present.get())).get(key));
    }

    @Override
    public synchronized void put(String key, Secret secret) throws IOException, SecretsLockedException {
        if (key.isEmpty() || key.chars().anyMatch(each -> each < ' ')) {
            throw new IllegalArgumentException("not a name: " + key);
        }
        try (LockFile.Held _ = lock.hold()) {
            Optional<SecretsEnvelope> present = read();
            SecretsEnvelope envelope = present.isPresent() ? present.get() : begunWithKeyring();
            byte[] dataKey = key(envelope);
            SortedMap<String, Secret> secrets = open(envelope, dataKey);
            secrets.put(key, secret);
            write(envelope, dataKey, secrets);
        }
    }

    @Override
    public synchronized void removeAll(String prefix) throws IOException, SecretsLockedException {
        if (read().stream().noneMatch(envelope -> holds(envelope, prefix))) {
            return;
        }
        try (LockFile.Held _ = lock.hold()) {
            Optional<SecretsEnvelope> present = read();
            if (present.isPresent() && holds(present.get(), prefix)) {
                byte[] dataKey = key(present.get());
                SortedMap<String, Secret> secrets = open(present.get(), dataKey);
                secrets.keySet().removeIf(name -> name.startsWith(prefix));
                write(present.get(), dataKey, secrets);
            }
        }
    }

    /** How the key of the secrets is kept; asks the keyring only if there is no file. */
    public synchronized SecretsState state() throws IOException {
        Optional<SecretsEnvelope> present = read();
        if (present.isEmpty()) {
            return vault.available() ? SecretsState.NONE_KEYRING_READY : SecretsState.NONE_PASSPHRASE_NEEDED;
        }
        return switch (present.get().protection()) {
            case KEYRING -> SecretsState.KEYRING;
            case PASSPHRASE -> isOpen(present.get()) ? SecretsState.PASSPHRASE_OPEN : SecretsState.PASSPHRASE_LOCKED;
        };
    }

    /**
     * Opens a file that is protected by a passphrase, for the life of this object; makes one if there is neither a file
     * nor a keyring. Does nothing where the keyring serves.
     *
     * @throws SecretsLockedException if the passphrase is another one
     */
    public synchronized void unlock(Secret passphrase) throws IOException, SecretsLockedException {
        Optional<SecretsEnvelope> present = read();
        if (present.isPresent()) {
            if (present.get().protection() == Protection.PASSPHRASE) {
                opened = unwrapped(present.get(), passphraseKey(present.get(), passphrase));
            }
        } else if (!vault.available()) {
            protectByPassphrase(passphrase);
        }
    }

    /**
     * Protects the secrets by this passphrase from now on, under a new key.
     *
     * @throws SecretsLockedException if they are locked, or the passphrase is empty
     */
    public synchronized void protectByPassphrase(Secret passphrase) throws IOException, SecretsLockedException {
        if (passphrase.equals(Secret.of(""))) {
            throw new SecretsLockedException("an empty passphrase protects nothing");
        }
        SecretsEnvelope fresh = SecretsEnvelope.with(Protection.PASSPHRASE, "", sealing.bytes(SALT), derivation);
        protect(fresh, passphraseKey(fresh, passphrase));
    }

    /**
     * Protects the secrets by the operating system's keyring from now on, under a new key.
     *
     * @throws SecretsLockedException if they are locked
     * @throws KeyringUnavailableException if there is no keyring
     */
    public synchronized void protectByKeyring() throws IOException, SecretsLockedException {
        byte[] keysKey = sealing.bytes(Sealing.KEY);
        protect(keyringEnvelope(keysKey), keysKey);
    }

    private void protect(SecretsEnvelope fresh, byte[] keysKey) throws IOException, SecretsLockedException {
        try (LockFile.Held _ = lock.hold()) {
            Optional<SecretsEnvelope> present = read();
            SortedMap<String, Secret> secrets =
                    present.isPresent() ? open(present.get(), key(present.get())) : new TreeMap<>();
            Opened next = wrapped(fresh, keysKey);
            write(next.envelope, next.dataKey, secrets);
            opened = next;
            if (present.isPresent() && present.get().protection() == Protection.KEYRING) {
                forget(present.get().keyringEntry());
            }
        } finally {
            Arrays.fill(keysKey, (byte) 0);
        }
    }

    private SecretsEnvelope begunWithKeyring() throws IOException, SecretsLockedException {
        if (!vault.available()) {
            throw new SecretsLockedException("there is no keyring, so a passphrase is needed");
        }
        byte[] keysKey = sealing.bytes(Sealing.KEY);
        try {
            Opened begun = wrapped(keyringEnvelope(keysKey), keysKey);
            opened = begun;
            return sealed(begun.envelope, begun.dataKey, new TreeMap<>());
        } finally {
            Arrays.fill(keysKey, (byte) 0);
        }
    }

    /** Told to the keyring before the file is written: a key too many harms nobody, one too few loses the secrets. */
    private SecretsEnvelope keyringEnvelope(byte[] keysKey) throws KeyringUnavailableException {
        String entry = "secrets-" + HexFormat.of().formatHex(sealing.bytes(ENTRY));
        vault.put(entry, keysKey);
        return SecretsEnvelope.with(Protection.KEYRING, entry, new byte[0], derivation);
    }

    private Opened wrapped(SecretsEnvelope fresh, byte[] keysKey) {
        byte[] dataKey = sealing.bytes(Sealing.KEY);
        return new Opened(fresh.withKey(sealing.seal(keysKey, dataKey, fresh.keyBinding())), dataKey);
    }

    private void forget(String keyringEntry) {
        try {
            vault.remove(keyringEntry);
        } catch (KeyringUnavailableException e) {
            // it opens nothing any more
            LOG.info("an unused key stays in the keyring: {}", e.toString());
        }
    }

    /** The key of the secrets, from memory or from the keyring. */
    private byte[] key(SecretsEnvelope envelope) throws IOException, SecretsLockedException {
        Opened known = opened;
        if (known == null || !isOpen(envelope)) {
            if (envelope.protection() == Protection.PASSPHRASE) {
                throw new SecretsLockedException("the passphrase was not given");
            }
            byte[] keysKey = vault.get(envelope.keyringEntry())
                    .orElseThrow(() -> new KeyringUnavailableException(
                            "the keyring of this user has no key " + envelope.keyringEntry(), null));
            known = unwrapped(envelope, keysKey);
            opened = known;
        }
        return known.dataKey;
    }

    private boolean isOpen(SecretsEnvelope envelope) {
        return opened != null && opened.envelope.wrappedKey().equals(envelope.wrappedKey());
    }

    private static byte[] passphraseKey(SecretsEnvelope envelope, Secret passphrase) {
        return envelope.derivation().derive(passphrase, SecretsEnvelope.decode(envelope.salt()));
    }

    private Opened unwrapped(SecretsEnvelope envelope, byte[] keysKey)
            throws SecretsLockedException, DamagedFileException {
        try {
            byte[] wrapped = SecretsEnvelope.decode(envelope.wrappedKey());
            return new Opened(envelope, sealing.open(keysKey, wrapped, envelope.keyBinding()));
        } catch (AEADBadTagException | IllegalArgumentException e) {
            if (envelope.protection() == Protection.PASSPHRASE) {
                throw new SecretsLockedException("the passphrase is another one");
            }
            throw damaged("the key in the keyring does not fit", e);
        } finally {
            Arrays.fill(keysKey, (byte) 0);
        }
    }

    private SortedMap<String, Secret> open(SecretsEnvelope envelope, byte[] dataKey) throws DamagedFileException {
        List<String> names = envelope.names();
        byte[] plain;
        try {
            plain = sealing.open(dataKey, SecretsEnvelope.decode(envelope.sealed()), envelope.secretsBinding(names));
        } catch (AEADBadTagException | IllegalArgumentException e) {
            throw damaged("the secrets were changed", e);
        }
        SortedMap<String, Secret> secrets = SecretBytes.read(names, plain);
        Arrays.fill(plain, (byte) 0);
        return secrets;
    }

    private void write(SecretsEnvelope envelope, byte[] dataKey, SortedMap<String, Secret> secrets) throws IOException {
        file.write(sealed(envelope, dataKey, secrets).bytes());
    }

    private SecretsEnvelope sealed(SecretsEnvelope envelope, byte[] dataKey, SortedMap<String, Secret> secrets) {
        byte[] plain = SecretBytes.of(secrets);
        List<String> names = List.copyOf(secrets.keySet());
        byte[] whole = sealing.seal(dataKey, plain, envelope.secretsBinding(names));
        Arrays.fill(plain, (byte) 0);
        return envelope.withSecrets(names, whole);
    }

    private Optional<SecretsEnvelope> read() throws IOException {
        try {
            return Optional.of(SecretsEnvelope.read(file.read(), file.path(), file.aside()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static boolean holds(SecretsEnvelope envelope, String prefix) {
        return envelope.names().stream().anyMatch(name -> name.startsWith(prefix));
    }

    private DamagedFileException damaged(String where, Exception cause) {
        return new DamagedFileException(file.path(), file.aside(), where, cause);
    }

    /** The key of the secrets at hand, with the envelope that it was found in. */
    private static final class Opened {
        private final SecretsEnvelope envelope;
        private final byte[] dataKey;

        Opened(SecretsEnvelope envelope, byte[] dataKey) {
            this.envelope = envelope;
            this.dataKey = dataKey;
        }
    }
}
