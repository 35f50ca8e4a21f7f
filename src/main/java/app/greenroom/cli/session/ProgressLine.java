package app.greenroom.cli.session;

import app.greenroom.task.Progress;
import app.greenroom.text.Amounts;
import app.greenroom.text.Messages;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Shows how far work is, on standard error: one line that is rewritten on a terminal, else a line for each phase and one
 * now and then. Thread-safe.
 */
public final class ProgressLine {
    private static final Duration REWRITE = Duration.ofMillis(100);
    private static final Duration SPARSE = Duration.ofSeconds(30);
    /** Before this much was seen, a rate would be a guess. */
    private static final Duration ENOUGH = Duration.ofSeconds(2);

    private final Terminal terminal;
    private final Messages messages;
    private final Amounts amounts;
    private final Clock clock;
    private String phase = "";
    private Instant began = Instant.EPOCH;
    private long doneAtStart;
    private Instant shown = Instant.EPOCH;
    private boolean onScreen;

    public ProgressLine(Terminal terminal, Messages messages, Clock clock) {
        this.terminal = terminal;
        this.messages = messages;
        this.amounts = new Amounts(messages);
        this.clock = clock;
    }

    /** Takes a report; shows it if it is time to. */
    public synchronized void show(Progress progress) {
        Instant now = clock.instant();
        boolean newPhase = !progress.phase().equals(phase);
        if (newPhase) {
            phase = progress.phase();
            began = now;
            doneAtStart = progress.done();
        }
        boolean due = Duration.between(shown, now).compareTo(terminal.rewritable() ? REWRITE : SPARSE) >= 0;
        if (newPhase || due) {
            shown = now;
            print(words(progress, now));
        }
    }

    /** Shows words of the caller's own in the rewritten line; on anything but a terminal shows nothing. */
    public synchronized void show(String text) {
        Instant now = clock.instant();
        if (terminal.rewritable() && Duration.between(shown, now).compareTo(REWRITE) >= 0) {
            shown = now;
            print(text);
        }
    }

    /** Takes the line off the screen, before something else is printed or at the end. */
    public synchronized void clear() {
        if (onScreen) {
            terminal.err().print("\r\033[K");
            terminal.err().flush();
            onScreen = false;
        }
        shown = Instant.EPOCH;
    }

    private void print(String words) {
        String text = Output.shown(words);
        if (terminal.rewritable()) {
            int most = terminal.width() - 1;
            terminal.err().print("\r" + (text.length() > most ? text.substring(0, most) : text) + "\033[K");
            onScreen = true;
        } else {
            terminal.err().println(text);
        }
        terminal.err().flush();
    }

    private String words(Progress progress, Instant now) {
        String key = "progress." + progress.phase();
        String what = messages.has(key) ? messages.get(key) : progress.phase();
        boolean total = progress.total() > 0;
        return switch (progress.unit()) {
            case NONE -> messages.get("cli.progress.plain", what);
            case ITEMS ->
                total
                        ? messages.get("cli.progress.of", what, progress.done(), progress.total())
                        : messages.get("cli.progress.so-far", what, progress.done());
            case BYTES ->
                (total
                                ? messages.get(
                                        "cli.progress.of",
                                        what,
                                        amounts.size(progress.done()),
                                        amounts.size(progress.total()))
                                : messages.get("cli.progress.so-far", what, amounts.size(progress.done())))
                        + pace(progress, now);
        };
    }

    private String pace(Progress progress, Instant now) {
        Duration passed = Duration.between(began, now);
        long moved = progress.done() - doneAtStart;
        if (passed.compareTo(ENOUGH) < 0 || moved <= 0) {
            return "";
        }
        double rate = moved * 1000.0 / passed.toMillis();
        String pace = messages.get("cli.progress.rate", amounts.rate(rate));
        long left = progress.total() - progress.done();
        return left <= 0
                ? pace
                : pace
                        + messages.get(
                                "cli.progress.left",
                                amounts.duration(Duration.ofMillis(Math.round(left / rate * 1000))));
    }
}
