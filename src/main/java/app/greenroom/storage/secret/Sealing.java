package app.greenroom.storage.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-256-GCM: nonce of 96 random bits, ciphertext, tag of 128 bits (NIST SP 800-38D). */
final class Sealing {
    /** Bytes of a key. */
    static final int KEY = 32;

    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random;

    Sealing(SecureRandom random) {
        this.random = random;
    }

    /** Random bytes. */
    byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    /**
     * Encrypts.
     *
     * @param bound what the result is bound to: it opens only together with this
     */
    byte[] seal(byte[] key, byte[] plain, String bound) {
        byte[] nonce = bytes(NONCE);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, bound).doFinal(plain);
            byte[] whole = Arrays.copyOf(nonce, NONCE + sealed.length);
            System.arraycopy(sealed, 0, whole, NONCE, sealed.length);
            return whole;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has AES-GCM", impossible);
        }
    }

    /**
     * Decrypts.
     *
     * @throws AEADBadTagException if key or binding are others, or a bit was changed
     */
    byte[] open(byte[] key, byte[] whole, String bound) throws AEADBadTagException {
        if (whole.length < NONCE + TAG_BITS / 8) {
            throw new AEADBadTagException("too short");
        }
        try {
            return cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOf(whole, NONCE), bound)
                    .doFinal(whole, NONCE, whole.length - NONCE);
        } catch (AEADBadTagException e) {
            throw e;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has AES-GCM", impossible);
        }
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce, String bound) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(bound.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
