package app.greenroom.storage.secret;

import app.greenroom.domain.server.Secret;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * How a key comes from a passphrase: Argon2id, version 1.3 (RFC 9106).
 *
 * @param memoryKib memory that one try costs
 * @param passes over that memory
 * @param lanes of that memory
 */
record PassphraseKey(int memoryKib, int passes, int lanes) {
    /** The second recommendation of RFC 9106, section 4, with one lane, which is all that this library uses: 64 MiB. */
    static final PassphraseKey USUAL = new PassphraseKey(64 << 10, 3, 1);

    private static final int MOST_MEMORY_KIB = 1 << 20;
    private static final int MOST_PASSES = 64;
    private static final int MOST_LANES = 16;

    /** Whether this could be a choice of ours: a file must not make us allocate without limit. */
    boolean withinLimits() {
        return lanes >= 1
                && lanes <= MOST_LANES
                && passes >= 1
                && passes <= MOST_PASSES
                && memoryKib >= 8 * lanes
                && memoryKib <= MOST_MEMORY_KIB;
    }

    /** The key; the caller clears it. */
    byte[] derive(Secret passphrase, byte[] salt) {
        byte[] bytes = utf8(passphrase);
        try {
            Argon2BytesGenerator generator = new Argon2BytesGenerator();
            generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                    .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                    .withMemoryAsKB(memoryKib)
                    .withIterations(passes)
                    .withParallelism(lanes)
                    .withSalt(salt)
                    .build());
            byte[] key = new byte[Sealing.KEY];
            generator.generateBytes(bytes, key);
            return key;
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** One form for what keyboards of different systems type differently. */
    private static byte[] utf8(Secret passphrase) {
        char[] characters = passphrase.characters();
        CharBuffer typed = CharBuffer.wrap(characters);
        CharBuffer normal = Normalizer.isNormalized(typed, Normalizer.Form.NFC)
                ? typed
                : CharBuffer.wrap(
                        Normalizer.normalize(typed, Normalizer.Form.NFC).toCharArray());
        ByteBuffer encoded = StandardCharsets.UTF_8.encode(normal);
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        encoded.clear();
        while (encoded.hasRemaining()) {
            encoded.put((byte) 0);
        }
        Arrays.fill(normal.array(), '\0');
        Arrays.fill(characters, '\0');
        return bytes;
    }
}
