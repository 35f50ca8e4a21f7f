package app.greenroom.ssh.jsch;

import java.nio.charset.StandardCharsets;

/** The last bytes of a stream. */
final class Tail {
    private final byte[] ring;
    private long written;

    /** Keeps so many bytes. */
    Tail(int size) {
        this.ring = new byte[size];
    }

    /** Adds bytes at the end. */
    void add(byte[] buffer, int offset, int length) {
        int skipped = Math.max(0, length - ring.length);
        written += skipped;
        for (int i = offset + skipped; i < offset + length; i++) {
            ring[(int) (written++ % ring.length)] = buffer[i];
        }
    }

    /** What is kept, as UTF-8, malformed bytes replaced. */
    String text() {
        int size = (int) Math.min(written, ring.length);
        byte[] kept = new byte[size];
        for (int i = 0; i < size; i++) {
            kept[i] = ring[(int) ((written - size + i) % ring.length)];
        }
        return new String(kept, StandardCharsets.UTF_8);
    }
}
