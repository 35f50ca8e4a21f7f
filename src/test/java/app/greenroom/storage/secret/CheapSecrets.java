package app.greenroom.storage.secret;

import app.greenroom.storage.AtomicFile;
import java.nio.file.Path;

/** Secrets files whose passphrase costs next to nothing: how long guessing takes is no matter of most tests. */
public final class CheapSecrets {
    static final PassphraseKey CHEAP = new PassphraseKey(8, 1, 1);

    private CheapSecrets() {}

    /** A store. */
    public static EncryptedFileSecretStore store(Path file, KeyVault vault) {
        return new EncryptedFileSecretStore(new AtomicFile(file), vault, CHEAP);
    }
}
