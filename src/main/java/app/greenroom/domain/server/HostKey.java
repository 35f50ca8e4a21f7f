package app.greenroom.domain.server;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The public key by which a server proves who it is.
 *
 * @param type SSH name of the key type, such as {@code ssh-ed25519}
 * @param base64 the key blob as in a known_hosts line
 */
public record HostKey(String type, String base64) {
    /** Whether the text is a whole fingerprint as {@link #fingerprint()} gives it. */
    public static boolean isFingerprint(String text) {
        return text.matches("SHA256:[A-Za-z0-9+/]{43}");
    }

    /** The fingerprint as {@code ssh-keygen -l} prints it, {@code SHA256:…} without padding. */
    public String fingerprint() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(Base64.getDecoder().decode(base64));
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
