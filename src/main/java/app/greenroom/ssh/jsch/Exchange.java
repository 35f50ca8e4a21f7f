package app.greenroom.ssh.jsch;

import app.greenroom.ssh.RemoteHost.ByteSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What passes between the thread of a connection, which brings what a command says, and the thread that waits for it.
 * Output goes through a ring of fixed size: while it is full, the connection waits, and with it the command.
 */
final class Exchange implements Frames.Listener {
    private static final int MOST_COMPLAINT = 64 << 10;

    /** Input that the wrapper has not yet given to the command; it can take this much without stalling. */
    private static final int MOST_UNTAKEN = 1 << 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final byte[] ring;
    private final Tail complaint = new Tail(MOST_COMPLAINT);
    private int head;
    private int size;
    private long received;
    private long untaken;
    private boolean ended;
    private boolean abandoned;
    private boolean broken;
    private boolean woken;
    private @Nullable String end;

    /** With a ring of so many bytes. */
    Exchange(int ringSize) {
        this.ring = new byte[ringSize];
    }

    /** Takes output in; waits while the ring is full, unless nobody wants it any more. */
    void output(byte[] buffer, int offset, int length) {
        lock.lock();
        try {
            int from = offset;
            int left = length;
            received += length;
            while (left > 0 && !abandoned) {
                while (size == ring.length && !abandoned) {
                    changed.awaitUninterruptibly();
                }
                int tail = (head + size) % ring.length;
                int fits = Math.min(left, Math.min(ring.length - size, ring.length - tail));
                System.arraycopy(buffer, from, ring, tail, fits);
                size += fits;
                from += fits;
                left -= fits;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes plain standard error in, where there are no frames. */
    void complain(byte[] buffer, int offset, int length) {
        lock.lock();
        try {
            complaint.add(buffer, offset, length);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void frame(char kind, byte[] data) {
        lock.lock();
        try {
            switch (kind) {
                case 'E' -> complaint.add(data, 0, data.length);
                case 'A' -> untaken -= Long.parseLong(ascii(data));
                case 'X' -> end = ascii(data);
                default -> broken = true;
            }
            changed.signalAll();
        } catch (NumberFormatException e) {
            broken = true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void garbled() {
        set(() -> broken = true);
    }

    /** Nothing more will come. */
    void ended() {
        set(() -> ended = true);
    }

    /** Nobody wants anything more; whoever waits goes on. */
    void abandon() {
        set(() -> abandoned = true);
    }

    /** Wakes whoever waits for output. */
    void wake() {
        set(() -> woken = true);
    }

    /**
     * Gives the next output to a sink, waiting a while for some.
     *
     * @return whether there was any
     */
    boolean deliver(ByteSink sink, Duration patience) throws IOException, InterruptedException {
        int from;
        int count;
        lock.lock();
        try {
            long left = patience.toNanos();
            while (size == 0 && !ended && !broken && !complete() && !woken && left > 0) {
                left = changed.awaitNanos(left);
            }
            woken = false;
            from = head;
            count = Math.min(size, ring.length - head);
        } finally {
            lock.unlock();
        }
        if (count == 0) {
            return false;
        }
        sink.accept(ring, from, count);
        set(() -> {
            head = (head + count) % ring.length;
            size -= count;
        });
        return true;
    }

    /** Waits until the other end can take more input; false if it will not. */
    boolean mayFeed(int bytes) throws InterruptedException {
        lock.lock();
        try {
            while (untaken > 0 && untaken + bytes > MOST_UNTAKEN && !over()) {
                changed.await();
            }
            untaken += bytes;
            return !over();
        } finally {
            lock.unlock();
        }
    }

    /** How the wrapper says that the command ended: word, detail, bytes of output; empty if it has not said. */
    Optional<String> end() {
        lock.lock();
        try {
            return Optional.ofNullable(end);
        } finally {
            lock.unlock();
        }
    }

    /** Whether the wrapper told the end, and all output that it counted was delivered. */
    boolean isWhole() {
        lock.lock();
        try {
            return complete() && size == 0;
        } finally {
            lock.unlock();
        }
    }

    /** Bytes of output so far. */
    long received() {
        lock.lock();
        try {
            return received;
        } finally {
            lock.unlock();
        }
    }

    /** Whether nothing more will come and all output was delivered. */
    boolean isEnded() {
        lock.lock();
        try {
            return (ended || broken) && size == 0;
        } finally {
            lock.unlock();
        }
    }

    /** The last of standard error. */
    String complaint() {
        lock.lock();
        try {
            return complaint.text();
        } finally {
            lock.unlock();
        }
    }

    private boolean complete() {
        return end != null && received >= Answer.promised(end);
    }

    private boolean over() {
        return ended || abandoned || broken || end != null;
    }

    private void set(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private static String ascii(byte[] data) {
        return new String(data, StandardCharsets.US_ASCII);
    }
}
