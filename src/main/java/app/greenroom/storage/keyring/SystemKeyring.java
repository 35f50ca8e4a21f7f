package app.greenroom.storage.keyring;

import app.greenroom.storage.secret.KeyVault;
import app.greenroom.storage.secret.KeyringUnavailableException;
import com.github.javakeyring.BackendNotSupportedException;
import com.github.javakeyring.Keyring;
import com.github.javakeyring.PasswordAccessException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keyring of the operating system: Secret Service or KWallet, macOS Keychain, Windows Credential Manager. Reached
 * when first asked; every wait is bounded, because a locked keyring asks its user on the screen.
 */
public final class SystemKeyring implements KeyVault {
    private static final Logger LOG = LoggerFactory.getLogger(SystemKeyring.class);
    private static final String SERVICE = "Greenroom";
    private static final Duration REACH = Duration.ofSeconds(10);
    private static final Duration USER_UNLOCKS = Duration.ofMinutes(2);

    private @Nullable Keyring keyring;
    private @Nullable KeyringUnavailableException absent;

    /** The keyring of whoever runs this program. */
    public SystemKeyring() {}

    @Override
    public boolean available() {
        try {
            return reach() != null;
        } catch (KeyringUnavailableException e) {
            LOG.info("no keyring: {}", e.getMessage());
            return false;
        }
    }

    @Override
    public Optional<byte[]> get(String name) throws KeyringUnavailableException {
        Keyring found = reach();
        String stored = bounded(USER_UNLOCKS, "read", () -> {
            try {
                return found.getPassword(SERVICE, name);
            } catch (PasswordAccessException e) {
                // all that the library says of an entry that is not there
                LOG.debug("no entry {}", name, e);
                return "";
            }
        });
        try {
            return stored.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Base64.getDecoder().decode(stored));
        } catch (IllegalArgumentException e) {
            throw new KeyringUnavailableException("the entry " + name + " is none of ours", e);
        }
    }

    @Override
    public void put(String name, byte[] key) throws KeyringUnavailableException {
        Keyring found = reach();
        bounded(USER_UNLOCKS, "write", () -> {
            found.setPassword(SERVICE, name, Base64.getEncoder().encodeToString(key));
            return "";
        });
        // what cannot be read back would lose every secret
        byte[] back = get(name).orElse(new byte[0]);
        boolean same = Arrays.equals(back, key);
        Arrays.fill(back, (byte) 0);
        if (!same) {
            throw new KeyringUnavailableException("it did not keep what it was given", null);
        }
    }

    @Override
    public void remove(String name) throws KeyringUnavailableException {
        Keyring found = reach();
        bounded(USER_UNLOCKS, "remove", () -> {
            try {
                found.deletePassword(SERVICE, name);
            } catch (PasswordAccessException e) {
                LOG.debug("no entry {}", name, e);
            }
            return "";
        });
    }

    private synchronized Keyring reach() throws KeyringUnavailableException {
        if (absent != null) {
            throw absent;
        }
        Keyring found = keyring;
        if (found == null) {
            try {
                found = bounded(REACH, "reach", SystemKeyring::create);
            } catch (KeyringUnavailableException e) {
                absent = e;
                throw e;
            }
            keyring = found;
        }
        return found;
    }

    private static Keyring create() throws BackendNotSupportedException {
        return Keyring.create();
    }

    /** On a thread of its own: bus and native calls cannot be interrupted. */
    private static <T> T bounded(Duration limit, String what, KeyringCall<T> call) throws KeyringUnavailableException {
        CompletableFuture<T> done = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("keyring").start(() -> {
            try {
                done.complete(call.call());
            } catch (Exception | LinkageError e) {
                // native libraries and the bus fail in ways of their own; each means that there is no keyring for us
                done.completeExceptionally(e);
            }
        });
        try {
            return done.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new KeyringUnavailableException("cannot " + what + " the keyring: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new KeyringUnavailableException("the keyring did not answer within " + limit, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KeyringUnavailableException("interrupted while waiting for the keyring", e);
        }
    }

    /** A call to the library. */
    @FunctionalInterface
    private interface KeyringCall<T> {
        T call() throws Exception;
    }
}
