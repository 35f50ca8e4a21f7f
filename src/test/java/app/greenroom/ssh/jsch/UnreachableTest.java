package app.greenroom.ssh.jsch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import app.greenroom.ssh.SshException.Cancelled;
import app.greenroom.ssh.SshException.Unreachable;
import app.greenroom.ssh.SshException.Unreachable.Why;
import app.greenroom.support.Eventually;
import app.greenroom.support.MemoryHostKeys;
import app.greenroom.task.CancellationToken;
import app.greenroom.task.TaskContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Each way in which a host cannot be reached, without any SSH server. */
class UnreachableTest {
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final Duration LONG = Duration.ofSeconds(30);

    @Test
    void tellsANameThatDoesNotResolve() {
        assertUnreachable(LONG, "no-such-host.invalid", 22, Why.NAME);
        assertUnreachable(LONG, "kölner-dom.invalid", 22, Why.NAME);
        assertUnreachable(LONG, "ö".repeat(64) + ".invalid", 22, Why.NAME);
    }

    @Test
    void tellsAClosedPort() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        assertUnreachable(LONG, "127.0.0.1", port, Why.REFUSED);
    }

    @Test
    void boundsTheWaitForAHostThatAcceptsAndNeverAnswers() throws Exception {
        try (Listener listener = new Listener(socket -> {})) {
            assertUnreachable(SHORT, "127.0.0.1", listener.port(), Why.SILENT);
        }
    }

    @Test
    void boundsTheWaitForAHostThatStopsInTheMiddle() throws Exception {
        try (Listener listener = new Listener(socket -> say(socket, "SSH-2.0-slow\r\n"))) {
            assertUnreachable(SHORT, "127.0.0.1", listener.port(), Why.SILENT);
        }
    }

    @Test
    void tellsAnAnswerThatIsNotSsh() throws Exception {
        try (Listener listener = new Listener(socket -> {
            say(socket, "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
            socket.close();
        })) {
            assertUnreachable(LONG, "127.0.0.1", listener.port(), Why.NOT_SSH);
        }
    }

    @Test
    void tellsAnAnswerThatGoesOnAndIsNotSsh() throws Exception {
        try (Listener listener = new Listener(socket -> say(socket, "220 mail.example.org ESMTP\r\n"))) {
            assertUnreachable(SHORT, "127.0.0.1", listener.port(), Why.NOT_SSH);
        }
    }

    @Test
    void tellsGarbageAfterTheGreeting() throws Exception {
        try (Listener listener = new Listener(socket -> {
            say(socket, "SSH-2.0-garbage\r\n");
            say(socket, "\0\0\0\u000cxyz, not a packet at all, and no end of it");
            socket.close();
        })) {
            assertUnreachable(LONG, "127.0.0.1", listener.port(), Why.NOT_SSH);
        }
    }

    @Test
    void stopsConnectingWhenCancelled() throws Exception {
        try (Listener listener = new Listener(socket -> {})) {
            CancellationToken token = new CancellationToken();
            Thread.ofVirtual().start(() -> {
                Eventually.holds("it connects", () -> listener.accepted() > 0);
                token.cancel();
            });
            assertThatExceptionOfType(Cancelled.class)
                    .isThrownBy(() -> hosts(LONG)
                            .offeredKey("127.0.0.1", listener.port(), new TaskContext(token, progress -> {})));
        }
    }

    private static void assertUnreachable(Duration reach, String host, int port, Why why) {
        assertThatExceptionOfType(Unreachable.class)
                .isThrownBy(() -> hosts(reach).offeredKey(host, port, TaskContext.quiet()))
                .satisfies(failure -> assertThat(failure.why()).isEqualTo(why));
    }

    private static JschRemoteHosts hosts(Duration reach) {
        return new JschRemoteHosts(new MemoryHostKeys(), new AgentIdentities("", false), new Dialler(reach, LONG));
    }

    private static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** Does something with everyone who connects. */
    @FunctionalInterface
    private interface Greeting {
        void with(Socket socket) throws IOException;
    }

    /** Listens on loopback and keeps connections open. */
    private static final class Listener implements AutoCloseable {
        private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final List<Socket> accepted = new CopyOnWriteArrayList<>();

        Listener(Greeting greeting) throws IOException {
            Thread.ofVirtual().start(() -> accept(greeting));
        }

        int port() {
            return socket.getLocalPort();
        }

        int accepted() {
            return accepted.size();
        }

        private void accept(Greeting greeting) {
            try {
                while (true) {
                    Socket one = socket.accept();
                    accepted.add(one);
                    greeting.with(one);
                }
            } catch (IOException e) {
                // the test is over
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
            for (Socket one : accepted) {
                one.close();
            }
        }
    }
}
