package app.greenroom.ssh.jsch;

import com.jcraft.jsch.SocketFactory;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.IDN;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The connection below one session: tells how far it came and for how long the other end has been silent. */
final class Wire implements SocketFactory, AutoCloseable {
    private final Duration limit;
    private volatile @Nullable Socket socket;
    private volatile boolean closed;
    private volatile boolean heard;
    private volatile boolean greeted;
    private volatile long waitingSince;
    private volatile boolean waiting;

    /** A wire that gives up reaching the other end after a time. */
    Wire(Duration limit) {
        this.limit = limit;
    }

    /** Whether anything came from the other end. */
    boolean heard() {
        return heard;
    }

    /** Whether the other end speaks SSH. */
    boolean greeted() {
        return greeted;
    }

    /** How long we have been waiting for the other end; nothing while we are busy with what it said. */
    Duration silence() {
        return waiting ? Duration.ofNanos(System.nanoTime() - waitingSince) : Duration.ZERO;
    }

    /** Tries each address of a name in turn, within the limit for all. */
    @Override
    public Socket createSocket(String host, int port) throws IOException {
        long deadline = System.nanoTime() + limit.toNanos();
        IOException last = new SocketTimeoutException("no address answered");
        for (InetAddress address : addresses(host)) {
            int left = (int) ((deadline - System.nanoTime()) / 1_000_000);
            if (left <= 0) {
                break;
            }
            Socket candidate = new Socket();
            try {
                socket = candidate;
                if (closed) {
                    throw new IOException("given up");
                }
                candidate.connect(new InetSocketAddress(address, port), left);
                candidate.setKeepAlive(true);
                return candidate;
            } catch (IOException e) {
                candidate.close();
                last = e;
            }
        }
        throw last;
    }

    /** The DNS knows names by ASCII letters only (RFC 3492). */
    private static InetAddress[] addresses(String host) throws UnknownHostException {
        try {
            return InetAddress.getAllByName(IDN.toASCII(host, IDN.ALLOW_UNASSIGNED));
        } catch (IllegalArgumentException noName) {
            throw (UnknownHostException) new UnknownHostException(host).initCause(noName);
        }
    }

    @Override
    public InputStream getInputStream(Socket connected) throws IOException {
        return new Tapped(connected.getInputStream());
    }

    @Override
    public OutputStream getOutputStream(Socket connected) throws IOException {
        return connected.getOutputStream();
    }

    /** Cuts the wire; whoever reads or writes on it fails. */
    @Override
    public void close() throws IOException {
        closed = true;
        Socket open = socket;
        if (open != null) {
            open.close();
        }
    }

    /** Watches what comes. */
    private final class Tapped extends FilterInputStream {
        private final StringBuilder line = new StringBuilder();

        Tapped(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            begin();
            int got = super.read();
            if (got >= 0) {
                arrived();
                if (!greeted) {
                    greet((char) got);
                }
            }
            return got;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            begin();
            int got = super.read(buffer, offset, length);
            if (got > 0) {
                arrived();
                for (int i = offset; i < offset + got && !greeted; i++) {
                    greet((char) buffer[i]);
                }
            }
            return got;
        }

        private void begin() {
            if (!waiting) {
                waitingSince = System.nanoTime();
                waiting = true;
            }
        }

        private void arrived() {
            waiting = false;
            heard = true;
        }

        private void greet(char next) {
            if (next == '\n') {
                line.setLength(0);
            } else if (line.length() < 4) {
                line.append(next);
                greeted = line.toString().equals("SSH-");
            }
        }
    }
}
