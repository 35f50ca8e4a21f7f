package app.greenroom.storage.secret;

import app.greenroom.storage.DamagedFileException;
import app.greenroom.storage.NewerFileException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The document of the secrets file, schema 1. It is read only if every byte is as this program writes it, so that
 * damage shows before a key is asked for; the checksum is no protection against people, the two tags are.
 *
 * @param schema 1
 * @param protection how the key is kept
 * @param keyringEntry name of the key's key in the keyring; empty with a passphrase
 * @param salt of the passphrase, base64; empty with a keyring
 * @param derivation of the key's key from a passphrase; with a keyring of no meaning
 * @param wrappedKey the key of the secrets, sealed by the key's key, base64
 * @param names of the secrets, sorted, in the clear: what has no secret wants no key
 * @param sealed the secrets in the order of their names, sealed by their key, base64
 * @param checksum SHA-256 of the document with this empty
 */
record SecretsEnvelope(
        int schema,
        Protection protection,
        String keyringEntry,
        String salt,
        PassphraseKey derivation,
        String wrappedKey,
        List<String> names,
        String sealed,
        String checksum) {
    private static final int SCHEMA = 1;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    /** An envelope still without key and secrets. */
    static SecretsEnvelope with(Protection protection, String keyringEntry, byte[] salt, PassphraseKey derivation) {
        return new SecretsEnvelope(SCHEMA, protection, keyringEntry, encode(salt), derivation, "", List.of(), "", "");
    }

    /** The same with its wrapped key. */
    SecretsEnvelope withKey(byte[] wrapped) {
        return new SecretsEnvelope(
                schema, protection, keyringEntry, salt, derivation, encode(wrapped), names, sealed, "");
    }

    /** The same with other secrets. */
    SecretsEnvelope withSecrets(List<String> sortedNames, byte[] secrets) {
        return new SecretsEnvelope(
                schema,
                protection,
                keyringEntry,
                salt,
                derivation,
                wrappedKey,
                List.copyOf(sortedNames),
                encode(secrets),
                "");
    }

    /** What the wrapped key is bound to. */
    String keyBinding() {
        return String.join(
                "\n",
                "greenroom secrets key",
                "schema " + schema,
                protection.name(),
                keyringEntry,
                salt,
                derivation.toString());
    }

    /** What the secrets are bound to. */
    String secretsBinding(List<String> sortedNames) {
        return String.join("\n", "greenroom secrets", "schema " + schema, wrappedKey, String.join("\n", sortedNames));
    }

    /** The document with its checksum. */
    byte[] bytes() {
        return text(withChecksum(checksumNow())).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads a document.
     *
     * @param file named in failures
     * @param aside named in failures
     */
    static SecretsEnvelope read(byte[] bytes, Path file, Path aside) throws DamagedFileException, NewerFileException {
        try {
            JsonNode root = JSON.readTree(bytes);
            JsonNode schema = root.isObject() ? root.get("schema") : null;
            if (schema != null
                    && schema.isIntegralNumber()
                    && schema.canConvertToLong()
                    && schema.longValue() > SCHEMA) {
                throw new NewerFileException(file, schema.longValue(), SCHEMA);
            }
            @Nullable SecretsEnvelope envelope = JSON.treeToValue(root, SecretsEnvelope.class);
            if (envelope == null
                    || envelope.schema != SCHEMA
                    || !envelope.derivation.withinLimits()
                    || !envelope.checksum.equals(envelope.checksumNow())
                    || !Arrays.equals(bytes, envelope.bytes())) {
                throw new DamagedFileException(file, aside, "not as it was written", null);
            }
            return envelope;
        } catch (JacksonException e) {
            throw new DamagedFileException(file, aside, e.getOriginalMessage(), e);
        }
    }

    /** A binary member. */
    static byte[] decode(String base64) {
        return Base64.getDecoder().decode(base64);
    }

    private static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private SecretsEnvelope withChecksum(String sum) {
        return new SecretsEnvelope(schema, protection, keyringEntry, salt, derivation, wrappedKey, names, sealed, sum);
    }

    private String checksumNow() {
        try {
            byte[] text = text(withChecksum("")).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private static String text(SecretsEnvelope envelope) {
        return JSON.writeValueAsString(envelope) + "\n";
    }

    /** How the key of the secrets is kept. */
    enum Protection {
        /** Its key lies in the operating system's keyring. */
        KEYRING,
        /** Its key is derived from a passphrase. */
        PASSPHRASE
    }
}
