package app.greenroom.operation.backup;

import app.greenroom.ssh.RemoteHost;
import java.io.IOException;

/**
 * Cuts a server's stream into frames: one letter, the length of the payload in four bytes, the payload. The form is told
 * in {@code server/wire.py}. A frame larger than the largest that is ever sent ends the stream.
 */
final class FrameReader implements RemoteHost.ByteSink {
    /** Most bytes of one payload. */
    static final int LARGEST = 1 << 20;

    private static final int HEAD = 5;

    private final Handler handler;
    private final byte[] head = new byte[HEAD];
    private byte[] payload = new byte[0];
    private int headFilled;
    private int filled;
    private int length;

    FrameReader(Handler handler) {
        this.handler = handler;
    }

    /** Takes whole frames. */
    @FunctionalInterface
    interface Handler {
        /** Takes one; its bytes are good until this returns. */
        void frame(char letter, byte[] buffer, int offset, int length) throws IOException;
    }

    @Override
    public void accept(byte[] buffer, int offset, int count) throws IOException {
        int at = offset;
        int end = offset + count;
        while (at < end) {
            if (headFilled < HEAD) {
                head[headFilled++] = buffer[at++];
                if (headFilled == HEAD) {
                    readHead();
                }
            } else if (filled == 0 && end - at >= length) {
                at += length;
                handOver(buffer, at - length);
            } else {
                int take = Math.min(end - at, length - filled);
                if (payload.length < length) {
                    payload = new byte[length];
                }
                System.arraycopy(buffer, at, payload, filled, take);
                filled += take;
                at += take;
                if (filled == length) {
                    handOver(payload, 0);
                }
            }
        }
    }

    private void readHead() throws IOException {
        if (head[0] < 'A' || head[0] > 'Z') {
            throw new BadAnswerException("no frame begins with byte " + head[0]);
        }
        length = (head[1] & 0xff) << 24 | (head[2] & 0xff) << 16 | (head[3] & 0xff) << 8 | (head[4] & 0xff);
        if (length < 0 || length > LARGEST) {
            throw new BadAnswerException("a frame of " + Integer.toUnsignedString(length) + " bytes");
        }
        if (length == 0) {
            handOver(payload, 0);
        }
    }

    private void handOver(byte[] buffer, int offset) throws IOException {
        headFilled = 0;
        filled = 0;
        handler.frame((char) head[0], buffer, offset, length);
    }

    /** Whether the stream ended between two frames. */
    boolean atBoundary() {
        return headFilled == 0;
    }
}
