package app.greenroom.app;

import app.greenroom.storage.AtomicFile;
import app.greenroom.storage.HeldElsewhereException;
import app.greenroom.storage.LockFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One window for each folder of files: whoever comes second asks the first to come to the front. The first holds a lock
 * that the operating system frees however it ends, listens on loopback, and leaves port and a random token in a file
 * that only its user can read; so nobody else can ask, and what a killed one left behind means nothing.
 */
final class OneWindow {
    private static final Logger LOG = LoggerFactory.getLogger(OneWindow.class);
    private static final Duration USUAL_PATIENCE = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final int ANSWER_MILLISECONDS = 2000;
    private static final int LONGEST_REQUEST = 200;
    private static final int TOKEN_BYTES = 32;
    private static final String SHOWN = "shown";

    private final Path file;
    private final SecureRandom random;
    private final Duration patience;

    /**
     * For the window that works on the files in a folder.
     *
     * @param folder of settings
     */
    OneWindow(Path folder, SecureRandom random) {
        this(folder, random, USUAL_PATIENCE);
    }

    /**
     * The same.
     *
     * @param patience how long one that is just starting or ending is waited for
     */
    OneWindow(Path folder, SecureRandom random, Duration patience) {
        this.file = folder.resolve("window");
        this.random = random;
        this.patience = patience;
    }

    /**
     * Takes the turn to show a window, or has the one that is open come to the front.
     *
     * @param practice whether the practice server is wanted in it
     * @return the turn, to be closed by the same thread; empty if another window came to the front
     * @throws HeldElsewhereException if another has the turn and does not answer
     * @throws IOException if the lock cannot be made here
     */
    Optional<Turn> takeOrRaise(boolean practice) throws IOException {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                return Optional.of(take(new LockFile(file, Duration.ZERO).hold()));
            } catch (HeldElsewhereException held) {
                if (raised(practice)) {
                    return Optional.empty();
                }
                if (System.nanoTime() > end) {
                    throw held;
                }
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private Turn take(LockFile.Held lock) throws IOException {
        try {
            return new Turn(lock);
        } catch (IOException e) {
            lock.close();
            throw e;
        }
    }

    private boolean raised(boolean practice) {
        try {
            String[] address =
                    Files.readString(file, StandardCharsets.US_ASCII).strip().split(" ", -1);
            try (Socket socket = new Socket()) {
                socket.setSoTimeout(ANSWER_MILLISECONDS);
                socket.connect(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(address[0])),
                        ANSWER_MILLISECONDS);
                String request = address[1] + (practice ? " practice\n" : " front\n");
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                return line(socket.getInputStream()).equals(SHOWN);
            }
        } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            // it is just starting or ending, or hangs: which of these, time will tell
            LOG.debug("the window that is open did not answer", e);
            return false;
        }
    }

    /** One line without its end; what is longer than any request is cut. */
    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n' && line.length() < LONGEST_REQUEST; next = in.read()) {
            line.append((char) next);
        }
        return line.toString();
    }

    /** The open window, as far as others can ask it for something. */
    @FunctionalInterface
    interface Raised {
        /**
         * Comes to the front; on any thread.
         *
         * @param practice whether the practice server is wanted in it
         */
        void toFront(boolean practice);
    }

    /** The right to show the window; as long as it is held, others ask for this one. */
    final class Turn implements AutoCloseable {
        private final LockFile.Held lock;
        private final ServerSocket door;
        private final byte[] token;
        private @Nullable Raised window;
        private @Nullable Boolean asked;

        private Turn(LockFile.Held lock) throws IOException {
            this.lock = lock;
            byte[] drawn = new byte[TOKEN_BYTES];
            random.nextBytes(drawn);
            String text = HexFormat.of().formatHex(drawn);
            this.token = text.getBytes(StandardCharsets.US_ASCII);
            this.door = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
            try {
                new AtomicFile(file)
                        .write((door.getLocalPort() + " " + text + "\n").getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                door.close();
                throw e;
            }
            Thread.ofPlatform().daemon().name("other starts").start(this::listen);
        }

        /** Says which window it is; who asked before that is served now. */
        synchronized void opened(Raised shown) {
            window = shown;
            if (asked != null) {
                shown.toFront(asked);
            }
        }

        private void listen() {
            while (!door.isClosed()) {
                try {
                    Socket caller = door.accept();
                    Thread.ofVirtual().start(() -> answer(caller));
                } catch (IOException e) {
                    if (!door.isClosed()) {
                        LOG.warn("other starts of Greenroom are not heard any more", e);
                    }
                    return;
                }
            }
        }

        private void answer(Socket caller) {
            try (caller) {
                caller.setSoTimeout(ANSWER_MILLISECONDS);
                String[] request = line(caller.getInputStream()).split(" ", -1);
                if (request.length == 2
                        && MessageDigest.isEqual(request[0].getBytes(StandardCharsets.US_ASCII), token)) {
                    LOG.info("another start of Greenroom asked for this window");
                    raise(request[1].equals("practice"));
                    caller.getOutputStream().write((SHOWN + "\n").getBytes(StandardCharsets.US_ASCII));
                }
            } catch (IOException e) {
                LOG.debug("somebody called and said nothing", e);
            }
        }

        private synchronized void raise(boolean practice) {
            if (window != null) {
                window.toFront(practice);
            } else {
                asked = practice || Boolean.TRUE.equals(asked);
            }
        }

        /** Stops listening and frees the turn. */
        @Override
        public void close() throws IOException {
            try (lock;
                    door) {
                Files.deleteIfExists(file);
            }
        }
    }
}
