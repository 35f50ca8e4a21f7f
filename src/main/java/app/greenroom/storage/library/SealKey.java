package app.greenroom.storage.library;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key of seals. A seal is a text of three lines: its format, the name of the key, and an HMAC-SHA-256 over the hashes
 * of manifest and RESTORE.txt ({@code manifest.sha256} as it lies there). The manifest in turn holds the hash of every file.
 */
final class SealKey {
    static final String NAME = "manifest.seal";
    static final MarkFile FILE = new MarkFile(NAME);

    private static final String FORMAT = "greenroom-seal 1";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int NAME_DIGITS = 16;

    private final byte[] key;

    SealKey(byte[] key) {
        this.key = key.clone();
    }

    /** What tells this key from every other without telling anything about it. */
    private String name() {
        return hmac("greenroom-seal key".getBytes(StandardCharsets.US_ASCII)).substring(0, NAME_DIGITS);
    }

    /** The seal for a manifest whose hashes are these. */
    String seal(byte[] hashes) {
        byte[] format = (FORMAT + "\n").getBytes(StandardCharsets.US_ASCII);
        byte[] sealed = new byte[format.length + hashes.length];
        System.arraycopy(format, 0, sealed, 0, format.length);
        System.arraycopy(hashes, 0, sealed, format.length, hashes.length);
        return FORMAT + "\nkey " + name() + "\nhmac-sha256 " + hmac(sealed) + "\n";
    }

    /** Whether a seal names this key. */
    boolean made(String seal) {
        List<String> lines = seal.lines().toList();
        return lines.size() == 3 && lines.get(0).equals(FORMAT) && lines.get(1).equals("key " + name());
    }

    /** Whether a seal is the one for the manifest of a folder. */
    boolean fits(String seal, Path folder) throws IOException {
        byte[] wanted = seal(ManifestFile.hashes(folder)).getBytes(StandardCharsets.ISO_8859_1);
        return MessageDigest.isEqual(wanted, seal.getBytes(StandardCharsets.ISO_8859_1));
    }

    private String hmac(byte[] content) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(content));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
