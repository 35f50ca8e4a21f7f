package app.greenroom.storage.secret;

import app.greenroom.domain.server.Secret;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Secrets as bytes, in the order of their names and without them: each its length, then its UTF-16 characters. */
final class SecretBytes {
    private SecretBytes() {}

    /** The bytes; the caller clears them. */
    static byte[] of(SortedMap<String, Secret> secrets) {
        List<char[]> characters =
                secrets.values().stream().map(Secret::characters).toList();
        int size = characters.stream()
                .mapToInt(each -> Integer.BYTES + each.length * Character.BYTES)
                .sum();
        ByteBuffer bytes = ByteBuffer.allocate(size);
        for (char[] each : characters) {
            bytes.putInt(each.length);
            for (char character : each) {
                bytes.putChar(character);
            }
            Arrays.fill(each, '\0');
        }
        return bytes.array();
    }

    /** The secrets in bytes that are known to be ours. */
    static SortedMap<String, Secret> read(List<String> names, byte[] bytes) {
        SortedMap<String, Secret> secrets = new TreeMap<>();
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        for (String name : names) {
            char[] characters = new char[rest.getInt()];
            for (int i = 0; i < characters.length; i++) {
                characters[i] = rest.getChar();
            }
            secrets.put(name, Secret.of(characters));
            Arrays.fill(characters, '\0');
        }
        return secrets;
    }
}
