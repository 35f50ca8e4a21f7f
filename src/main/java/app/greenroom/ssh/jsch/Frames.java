package app.greenroom.ssh.jsch;

import java.nio.ByteBuffer;

/** Takes the frames apart that the wrapper sends: kind, length in four bytes, data. */
final class Frames implements MarkedOutput.Taker {
    /** The wrapper sends at most a quarter of this at once; more means that it is not the wrapper who speaks. */
    private static final int LONGEST = 1 << 20;

    private final Listener listener;
    private final byte[] head = new byte[5];
    private int headSize;
    private byte[] data = new byte[0];
    private int dataSize;

    Frames(Listener listener) {
        this.listener = listener;
    }

    @Override
    public void take(byte[] buffer, int offset, int length) {
        int at = offset;
        int end = offset + length;
        while (at < end) {
            if (headSize < head.length) {
                head[headSize++] = buffer[at++];
                if (headSize < head.length) {
                    continue;
                }
                int size = ByteBuffer.wrap(head, 1, 4).getInt();
                if (size < 0 || size > LONGEST) {
                    listener.garbled();
                    return;
                }
                data = new byte[size];
                dataSize = 0;
            }
            int taken = Math.min(end - at, data.length - dataSize);
            System.arraycopy(buffer, at, data, dataSize, taken);
            at += taken;
            dataSize += taken;
            if (dataSize == data.length) {
                listener.frame((char) head[0], data);
                headSize = 0;
            }
        }
    }

    /** Told about frames. */
    interface Listener {
        /** A whole frame. */
        void frame(char kind, byte[] data);

        /** What came is no frame. */
        void garbled();
    }
}
