package app.greenroom.ssh.jsch;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One stream of a channel: what comes before a mark is a login shell's own talk, what comes after it is passed on. */
final class MarkedOutput extends OutputStream {
    private static final int MOST_TALK = 1 << 16;

    private final byte[] mark;
    private final Taker taker;
    private final Runnable ended;
    private final ByteArrayOutputStream talk = new ByteArrayOutputStream();
    private boolean begun;

    /**
     * A stream.
     *
     * @param mark empty if everything is of use
     * @param taker given what comes after the mark
     * @param ended told when nothing more will come
     */
    MarkedOutput(String mark, Taker taker, Runnable ended) {
        this.mark = mark.getBytes(StandardCharsets.UTF_8);
        this.taker = taker;
        this.ended = ended;
        this.begun = mark.isEmpty();
    }

    /** Whether the mark came. */
    synchronized boolean begun() {
        return begun;
    }

    /** The end of what came before the mark. */
    synchronized String talk() {
        return talk.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] buffer, int offset, int length) {
        byte[] rest = buffer;
        int from = offset;
        int count = length;
        synchronized (this) {
            if (!begun) {
                talk.write(buffer, offset, length);
                rest = talk.toByteArray();
                int at = indexOfMark(rest);
                talk.reset();
                if (at < 0) {
                    int kept = Math.min(rest.length, MOST_TALK);
                    talk.write(rest, rest.length - kept, kept);
                    return;
                }
                talk.write(rest, 0, at);
                begun = true;
                from = at + mark.length;
                count = rest.length - from;
            }
        }
        if (count > 0) {
            taker.take(rest, from, count);
        }
    }

    @Override
    public void close() {
        ended.run();
    }

    private int indexOfMark(byte[] bytes) {
        for (int at = 0; at + mark.length <= bytes.length; at++) {
            if (bytes[at] == mark[0] && Arrays.equals(bytes, at, at + mark.length, mark, 0, mark.length)) {
                return at;
            }
        }
        return -1;
    }

    /** Takes a piece. */
    @FunctionalInterface
    interface Taker {
        void take(byte[] buffer, int offset, int length);
    }
}
