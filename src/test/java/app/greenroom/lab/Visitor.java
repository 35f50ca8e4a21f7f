package app.greenroom.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;

/** Asks a site for a page every 100 ms and remembers what it saw, as somebody who visits it during an upgrade. */
public final class Visitor implements AutoCloseable {
    private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int PATIENCE_MILLIS = 5000;

    private final String host;
    private final List<Change> changes = new ArrayList<>();
    private final Thread thread;
    private volatile boolean over;
    private volatile boolean rude;

    /** Begins to visit a lab server's login page. */
    public Visitor(String host) {
        this.host = host;
        this.thread = Thread.ofPlatform().name("visitor of " + host).start(this::visit);
    }

    private void visit() {
        while (!over) {
            int status = ask();
            synchronized (changes) {
                if (changes.isEmpty() || changes.getLast().status() != status) {
                    changes.add(new Change(System.nanoTime(), status));
                }
            }
            LockSupport.parkNanos(EVERY_NANOS);
        }
        synchronized (changes) {
            changes.add(new Change(System.nanoTime(), -1));
        }
    }

    /** Status of the answer; 0 if there is none. */
    private int ask() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, 80), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream()
                    .write("GET /orga/login/ HTTP/1.0\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            String line = reader.readLine();
            int status = line == null ? 0 : Integer.parseInt(line.split(" ", 3)[1]);
            if (status == 503
                    && reader.lines().takeWhile(each -> !each.isEmpty()).noneMatch(Visitor::asksToComeBack)) {
                rude = true;
            }
            return status;
        } catch (IOException nobodyAnswers) {
            return 0;
        }
    }

    private static boolean asksToComeBack(String header) {
        return header.toLowerCase(Locale.ROOT).startsWith("retry-after:");
    }

    /** Whether a 503 was seen that did not say when to come back. */
    boolean sawRude503() {
        return rude;
    }

    /** Ends the visits. */
    @Override
    public void close() {
        over = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Every status seen. */
    public List<Integer> statuses() {
        synchronized (changes) {
            return changes.stream()
                    .map(Change::status)
                    .filter(status -> status >= 0)
                    .distinct()
                    .toList();
        }
    }

    /** Seconds during which another status than 200 was seen. */
    public double secondsWithout200() {
        return seconds(status -> status != 200);
    }

    /** Waits until the site answers with a page. */
    void awaitGood(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (!good()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("visitors saw " + statuses() + " and no page within " + limit);
            }
            LockSupport.parkNanos(EVERY_NANOS);
        }
    }

    private boolean good() {
        synchronized (changes) {
            return !changes.isEmpty() && changes.getLast().status() == 200;
        }
    }

    /** Seconds from a moment ({@link System#nanoTime}) until visitors saw pages for good. */
    double secondsToGoodSince(long moment) {
        synchronized (changes) {
            return changes.reversed().stream()
                    .filter(each -> each.status() == 200)
                    .findFirst()
                    .map(each -> Math.max(0, (each.nanos() - moment) / 1e9))
                    .orElse(Double.NaN);
        }
    }

    /** Seconds during which a status was seen. */
    public double secondsOf(int wanted) {
        return seconds(status -> status == wanted);
    }

    private double seconds(IntPredicate counted) {
        double seconds = 0;
        synchronized (changes) {
            for (int i = 0; i + 1 < changes.size(); i++) {
                if (counted.test(changes.get(i).status())) {
                    seconds += (changes.get(i + 1).nanos() - changes.get(i).nanos()) / 1e9;
                }
            }
        }
        return seconds;
    }

    private record Change(long nanos, int status) {}
}
