package app.greenroom.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/**
 * A way to a server's SSH that takes time: a relay on this computer which holds every piece back for half a round trip in
 * each direction. It is used for all that are compared; unlike {@code tc netem} it wants no module of the kernel, and it
 * does not slow down TCP's own handshake and windows.
 */
final class Line implements AutoCloseable {
    private static final int PIECE = 1 << 16;
    /** Bytes on their way in one direction: 64 MiB is more than any window of SSH. */
    private static final int ON_THE_WAY = 64 << 20;

    private final ServerSocket door;
    private final String host;
    private final Duration half;

    private Line(ServerSocket door, String host, Duration half) {
        this.door = door;
        this.host = host;
        this.half = half;
    }

    /** A way with a round trip of so many milliseconds. */
    static Line to(String host, int milliseconds) throws IOException {
        Line line = new Line(
                new ServerSocket(0, 50, InetAddress.getLoopbackAddress()),
                host,
                Duration.ofMillis(milliseconds).dividedBy(2));
        Thread.ofPlatform().daemon().name("line").start(line::welcome);
        return line;
    }

    /** Where it begins, on this computer. */
    int port() {
        return door.getLocalPort();
    }

    private void welcome() {
        while (!door.isClosed()) {
            try {
                Socket near = door.accept();
                Socket far = new Socket(host, 22);
                near.setTcpNoDelay(true);
                far.setTcpNoDelay(true);
                carry(near, far);
                carry(far, near);
            } catch (IOException e) {
                if (!door.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private record Piece(long due, ByteBuffer bytes) {}

    private void carry(Socket from, Socket to) {
        LinkedBlockingQueue<Piece> way = new LinkedBlockingQueue<>();
        Semaphore room = new Semaphore(ON_THE_WAY);
        Thread.ofPlatform().daemon().start(() -> take(from, way, room));
        Thread.ofPlatform().daemon().start(() -> bring(to, way, room));
    }

    private void take(Socket from, LinkedBlockingQueue<Piece> way, Semaphore room) {
        byte[] buffer = new byte[PIECE];
        try (InputStream stream = from.getInputStream()) {
            for (int got = stream.read(buffer); got > 0; got = stream.read(buffer)) {
                room.acquireUninterruptibly(got);
                way.add(new Piece(System.nanoTime() + half.toNanos(), ByteBuffer.wrap(Arrays.copyOf(buffer, got))));
            }
        } catch (IOException ended) {
            // a connection that breaks ends like one that is closed
        } finally {
            way.add(new Piece(System.nanoTime() + half.toNanos(), ByteBuffer.allocate(0)));
        }
    }

    private static void bring(Socket to, LinkedBlockingQueue<Piece> way, Semaphore room) {
        try (OutputStream stream = to.getOutputStream()) {
            for (Piece piece = way.take(); piece.bytes().hasRemaining(); piece = way.take()) {
                for (long left = piece.due() - System.nanoTime(); left > 0; left = piece.due() - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                stream.write(piece.bytes().array());
                room.release(piece.bytes().remaining());
            }
        } catch (IOException ended) {
            room.release(ON_THE_WAY); // nobody takes any more; whoever brings some must not wait for ever
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
