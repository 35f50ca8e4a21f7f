package app.greenroom.domain.backup;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Path of a file on a server. Names there are bytes; mostly, but not always, those of UTF-8 text.
 *
 * @param text the path, or base64 of its bytes
 * @param base64 whether it is base64, because its bytes are no UTF-8
 */
public record SourcePath(String text, boolean base64) {
    /** The path that consists of these bytes. */
    public static SourcePath of(byte[] bytes) {
        try {
            return new SourcePath(
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString(),
                    false);
        } catch (CharacterCodingException e) {
            return new SourcePath(Base64.getEncoder().encodeToString(bytes), true);
        }
    }

    /** The path of this text. */
    public static SourcePath of(String text) {
        return new SourcePath(text, false);
    }

    /**
     * Its bytes on the server.
     *
     * @throws IllegalArgumentException if it should be base64 and is not
     */
    public byte[] bytes() {
        return base64 ? Base64.getDecoder().decode(text) : text.getBytes(StandardCharsets.UTF_8);
    }

    /** Whether it stays below the folder that it is relative to: no empty, {@code .} or {@code ..} part, no NUL. */
    public boolean staysBelow() {
        byte[] bytes = bytes();
        int begin = 0;
        for (int at = 0; at <= bytes.length; at++) {
            if (at == bytes.length || bytes[at] == '/') {
                int length = at - begin;
                boolean dots =
                        length <= 2 && (length < 1 || bytes[begin] == '.') && (length < 2 || bytes[at - 1] == '.');
                if (dots) {
                    return false;
                }
                begin = at + 1;
            } else if (bytes[at] == 0) {
                return false;
            }
        }
        return true;
    }

    /** For people: the path, with bytes that are no UTF-8 replaced. */
    @Override
    public String toString() {
        return base64 ? new String(bytes(), StandardCharsets.UTF_8) : text;
    }
}
