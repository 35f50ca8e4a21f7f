package app.greenroom.storage;

import app.greenroom.domain.server.HostKey;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A line of our own known_hosts file, and what can be said of the lines of others.
 *
 * @param host as {@link #hostField} writes it
 * @param key the trusted key
 */
record KnownHostsLine(String host, HostKey key) {
    private static final int USUAL_PORT = 22;
    private static final Pattern HOST = Pattern.compile("[^\\s,#|*?!@\\[\\]\\p{Cntrl}]+");
    private static final Pattern HOST_FIELD =
            Pattern.compile("[^\\s,#|*?!@\\[\\]\\p{Cntrl}]+|\\[[^\\s,#|*?!@\\[\\]\\p{Cntrl}]+]:[0-9]{1,5}");
    private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9@._-]*");
    private static final String HASHED = "|1|";

    /** A line that names one host by its name. */
    static KnownHostsLine of(String host, int port, HostKey key) {
        return checked(hostField(host, port), key);
    }

    /**
     * Reads a line as this program writes it.
     *
     * @throws IllegalArgumentException if it is not one
     */
    static KnownHostsLine parse(String text) {
        String[] fields = text.split(" ", -1);
        if (fields.length != 3) {
            throw new IllegalArgumentException("fields: " + fields.length);
        }
        return checked(fields[0], new HostKey(fields[1], fields[2]));
    }

    /**
     * How a host is named in such a file: {@code name}, and {@code [name]:port} at another port than 22. Names are ASCII
     * there, so other letters are written as they are in the DNS (RFC 3492).
     */
    static String hostField(String host, int port) {
        String name = inDns(host).toLowerCase(Locale.ROOT);
        if (!HOST.matcher(name).matches()) {
            throw new IllegalArgumentException("not a host: " + host);
        }
        return port == USUAL_PORT ? name : "[" + name + "]:" + port;
    }

    private static String inDns(String host) {
        try {
            return IDN.toASCII(host, IDN.ALLOW_UNASSIGNED);
        } catch (IllegalArgumentException noName) {
            // such as a label of 64 letters: nothing in the DNS bears it, so nothing is reached by it either
            return host;
        }
    }

    /** Whether it is about this host. */
    boolean isFor(String hostField) {
        return host.equals(hostField);
    }

    /** As it is written. */
    String text() {
        return host + " " + key.type() + " " + key.base64();
    }

    /** Whether a line of OpenSSH names exactly this key for a host: in the clear, by pattern or hashed. */
    static boolean names(String text, String hostField, HostKey key) {
        List<String> fields = fields(text);
        return fields.size() >= 3
                && !fields.getFirst().startsWith("@")
                && fields.get(1).equals(key.type())
                && fields.get(2).equals(key.base64())
                && matches(fields.getFirst(), hostField);
    }

    /** Whether a line of OpenSSH revokes this key, for whatever host. */
    static boolean revokes(String text, HostKey key) {
        List<String> fields = fields(text);
        return fields.size() >= 4
                && fields.getFirst().equals("@revoked")
                && fields.get(3).equals(key.base64());
    }

    private static List<String> fields(String text) {
        String stripped = text.strip();
        return stripped.isEmpty() || stripped.startsWith("#") ? List.of() : List.of(stripped.split("[ \t]+"));
    }

    private static boolean matches(String patterns, String hostField) {
        if (patterns.startsWith(HASHED)) {
            return matchesHash(patterns, hostField);
        }
        boolean matched = false;
        for (String pattern : patterns.toLowerCase(Locale.ROOT).split(",", -1)) {
            if (pattern.startsWith("!")) {
                if (glob(pattern.substring(1), hostField)) {
                    return false;
                }
            } else {
                matched |= glob(pattern, hostField);
            }
        }
        return matched;
    }

    private static boolean glob(String pattern, String text) {
        StringBuilder regex = new StringBuilder();
        pattern.codePoints()
                .forEach(each -> regex.append(
                        switch (each) {
                            case '*' -> ".*";
                            case '?' -> ".";
                            default -> Pattern.quote(Character.toString(each));
                        }));
        return Pattern.matches(regex.toString(), text);
    }

    /** The host as HMAC-SHA1 under a salt, {@code |1|salt|hash}, as HashKnownHosts writes it. */
    private static boolean matchesHash(String field, String hostField) {
        String[] parts = field.substring(HASHED.length()).split("\\|", -1);
        try {
            if (parts.length != 2 || parts[0].isEmpty()) {
                return false;
            }
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(parts[0]), "HmacSHA1"));
            byte[] hash = mac.doFinal(hostField.getBytes(StandardCharsets.UTF_8));
            return MessageDigest.isEqual(hash, Base64.getDecoder().decode(parts[1]));
        } catch (IllegalArgumentException notBase64) {
            return false;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has HmacSHA1", impossible);
        }
    }

    private static KnownHostsLine checked(String hostField, HostKey key) {
        boolean wellFormed = HOST_FIELD.matcher(hostField).matches()
                && TYPE.matcher(key.type()).matches()
                && Base64.getDecoder().decode(key.base64()).length > 0;
        if (!wellFormed) {
            throw new IllegalArgumentException("not a host key: " + hostField + " " + key.type());
        }
        return new KnownHostsLine(hostField, key);
    }
}
