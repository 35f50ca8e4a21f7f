package app.greenroom.storage.secret;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A keyring in memory that can be absent, and counts how often it is asked. */
public final class FakeVault implements KeyVault {
    /** What it keeps. */
    public final Map<String, byte[]> kept = new TreeMap<>();

    /** Whether there is no keyring. */
    public boolean absent;

    /** How often it was asked for anything. */
    public int asked;

    @Override
    public boolean available() {
        asked++;
        return !absent;
    }

    @Override
    public Optional<byte[]> get(String name) throws KeyringUnavailableException {
        reach();
        return Optional.ofNullable(kept.get(name)).map(byte[]::clone);
    }

    @Override
    public void put(String name, byte[] key) throws KeyringUnavailableException {
        reach();
        kept.put(name, key.clone());
    }

    @Override
    public void remove(String name) throws KeyringUnavailableException {
        reach();
        kept.remove(name);
    }

    private void reach() throws KeyringUnavailableException {
        asked++;
        if (absent) {
            throw new KeyringUnavailableException("no keyring", null);
        }
    }
}
