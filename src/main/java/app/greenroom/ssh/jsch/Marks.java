package app.greenroom.ssh.jsch;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Marks that nothing on a server can say by chance or by guess. */
final class Marks {
    private Marks() {}

    /** A new mark of one line. */
    static String next() {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return "greenroom-" + HexFormat.of().formatHex(bytes) + ":";
    }
}
