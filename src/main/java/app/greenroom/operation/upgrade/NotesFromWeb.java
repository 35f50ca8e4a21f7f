package app.greenroom.operation.upgrade;

import app.greenroom.domain.upgrade.ReleaseNotes;
import app.greenroom.domain.upgrade.ReleaseNotes.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the lists of changes of releases from the web, from this computer and for its user. A page that does not come in
 * time, or makes no sense, is left out: its link stays, and no plan waits for it.
 */
public final class NotesFromWeb implements UpgradeExtras.Notes {
    private static final Logger LOG = LoggerFactory.getLogger(NotesFromWeb.class);
    private static final int MOST_BYTES = 1 << 19;
    private static final int FINE = 200;

    private final Duration patience;

    /**
     * Reads within a time.
     *
     * @param patience for all pages together
     */
    public NotesFromWeb(Duration patience) {
        this.patience = patience;
    }

    @Override
    public List<ReleaseNotes> read(List<ReleaseNotes> releases) {
        // the client is closed with its pages half read where they did not come in time
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(patience)
                .build();
        try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<String>>> pages = releases.stream()
                    .map(release -> readers.submit(() -> page(client, release)))
                    .toList();
            List<ReleaseNotes> read = all(releases, pages, System.nanoTime() + patience.toNanos());
            pages.forEach(page -> page.cancel(true));
            client.shutdownNow();
            return read;
        }
    }

    private static List<ReleaseNotes> all(List<ReleaseNotes> releases, List<Future<List<String>>> pages, long until) {
        List<ReleaseNotes> read = new ArrayList<>();
        for (int i = 0; i < releases.size(); i++) {
            read.add(releases.get(i).withText(one(pages.get(i), until)));
        }
        return read;
    }

    private static List<String> one(Future<List<String>> page, long until) {
        try {
            return page.get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.info("a list of changes could not be read: {}", String.valueOf(e));
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private List<String> page(HttpClient client, ReleaseNotes release) throws IOException, InterruptedException {
        Optional<String> address = release.links().stream()
                .filter(link -> link.kind() == Kind.CHANGES)
                .map(ReleaseNotes.Link::address)
                .findFirst();
        if (address.isEmpty()) {
            return List.of();
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create(address.get()))
                .timeout(patience)
                .header("Accept", "text/html")
                .build();
        HttpResponse<InputStream> answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            String type = answer.headers().firstValue("Content-Type").orElse("");
            if (answer.statusCode() != FINE || !type.startsWith("text/html")) {
                LOG.info("no list of changes at {}: {} {}", address.get(), answer.statusCode(), type);
                return List.of();
            }
            return HtmlText.of(new String(body.readNBytes(MOST_BYTES), StandardCharsets.UTF_8));
        }
    }
}
