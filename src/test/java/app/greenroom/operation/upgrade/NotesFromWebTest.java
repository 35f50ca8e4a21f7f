package app.greenroom.operation.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.instance.PretalxVersion;
import app.greenroom.domain.upgrade.ReleaseNotes;
import app.greenroom.domain.upgrade.ReleaseNotes.Kind;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lists of changes read from a web server on this computer, and from none. */
class NotesFromWebTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService answering = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(answering);
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
        answering.close();
    }

    private ReleaseNotes release(String version, String path) {
        String address = "http://127.0.0.1:" + server.getAddress().getPort() + path;
        return new ReleaseNotes(
                PretalxVersion.of(version),
                Optional.empty(),
                List.of(
                        new ReleaseNotes.Link(Kind.NEWS, address + "news"),
                        new ReleaseNotes.Link(Kind.CHANGES, address)));
    }

    private void answer(String path, int status, String type, String body) {
        server.createContext(path, exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    @Test
    void everyReleaseGetsItsOwnListOfChanges() {
        answer("/a/", 200, "text/html; charset=utf-8", "<main><h1>a</h1><li>größer</main>");
        answer("/b/", 200, "text/html", "<p>b");
        assertThat(new NotesFromWeb(PATIENCE).read(List.of(release("2026.1.2", "/a/"), release("2026.2.1", "/b/"))))
                .extracting(ReleaseNotes::text)
                .containsExactly(List.of("a", "• größer"), List.of("b"));
    }

    @Test
    void whatIsNoPageLeavesTheLinks() {
        answer("/missing/", 404, "text/html", "<p>not here");
        answer("/data/", 200, "application/octet-stream", "<p>no");
        ReleaseNotes nobody = new ReleaseNotes(
                PretalxVersion.of("2026.2.1"),
                Optional.empty(),
                List.of(new ReleaseNotes.Link(Kind.CHANGES, "http://127.0.0.1:1/")));
        List<ReleaseNotes> releases = List.of(
                release("2025.2.2", "/missing/"), release("2026.1.2", "/data/"), nobody, nobody.withText(List.of()));
        assertThat(new NotesFromWeb(PATIENCE).read(releases)).isEqualTo(releases);
    }

    @Test
    void aPageThatNeverEndsHoldsNothingUp() {
        answer("/fine/", 200, "text/html", "<p>fine");
        server.createContext("/silent/", exchange -> hold(exchange, false));
        server.createContext("/endless/", exchange -> hold(exchange, true));
        assertThat(new NotesFromWeb(Duration.ofSeconds(2))
                        .read(List.of(
                                release("2025.2.2", "/silent/"),
                                release("2026.1.2", "/endless/"),
                                release("2026.2.1", "/fine/"))))
                .extracting(ReleaseNotes::text)
                .containsExactly(List.of(), List.of(), List.of("fine"));
    }

    /** Answers nothing, or a beginning without an end, until the test is over. */
    private void hold(HttpExchange exchange, boolean begins) throws IOException {
        if (begins) {
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('<');
            exchange.getResponseBody().flush();
        }
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.close();
    }
}
