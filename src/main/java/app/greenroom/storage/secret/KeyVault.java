package app.greenroom.storage.secret;

import java.util.Optional;

/** A place of the operating system that keeps small keys for its signed-in user: a keyring. */
public interface KeyVault {
    /** Whether there is one that answers. */
    boolean available();

    /**
     * The key of that name; empty if the keyring answers and has none. The caller clears it.
     *
     * @throws KeyringUnavailableException if it does not answer
     */
    Optional<byte[]> get(String name) throws KeyringUnavailableException;

    /**
     * Keeps a key.
     *
     * @throws KeyringUnavailableException if it does not answer
     */
    void put(String name, byte[] key) throws KeyringUnavailableException;

    /**
     * Removes a key, if it is there.
     *
     * @throws KeyringUnavailableException if it does not answer
     */
    void remove(String name) throws KeyringUnavailableException;
}
