package app.greenroom.viewmodel.activity;

import app.greenroom.task.Progress;
import app.greenroom.text.Amounts;
import app.greenroom.viewmodel.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns reports of progress into a fraction, a rate and a time left. One for each running work. */
public final class ProgressMeter {
    /** A rate is measured over this long, so that it neither jumps nor lags. */
    private static final Duration WINDOW = Duration.ofSeconds(5);
    /** Before this much was seen, a time left would be a guess. */
    private static final Duration ENOUGH = Duration.ofSeconds(1);

    private final List<Sample> samples = new ArrayList<>();
    private Progress latest = Progress.of("");

    /** Takes a report. */
    public void accept(Progress progress, Instant at) {
        if (!progress.phase().equals(latest.phase()) || progress.done() < latest.done()) {
            samples.clear();
        }
        latest = progress;
        samples.add(new Sample(at, progress.done()));
        while (samples.size() > 2 && samples.get(1).at().isBefore(at.minus(WINDOW))) {
            samples.removeFirst();
        }
    }

    /** How much of the present phase is done, 0 to 1; -1 if unknown. */
    public double fraction() {
        return latest.total() <= 0 ? -1 : Math.clamp((double) latest.done() / latest.total(), 0, 1);
    }

    /** Bytes or things a second; empty while it is not known yet. */
    public Optional<Double> rate() {
        if (samples.size() < 2) {
            return Optional.empty();
        }
        Sample first = samples.getFirst();
        Sample last = samples.getLast();
        double seconds = Duration.between(first.at(), last.at()).toMillis() / 1000.0;
        return seconds * 1000 < ENOUGH.toMillis()
                ? Optional.empty()
                : Optional.of((last.done() - first.done()) / seconds);
    }

    /** How long the present phase still takes at this rate; empty while it is not known. */
    public Optional<Duration> left() {
        if (latest.total() <= 0) {
            return Optional.empty();
        }
        return rate().filter(rate -> rate > 0)
                .map(rate -> Duration.ofMillis(Math.round((latest.total() - latest.done()) / rate * 1000)));
    }

    /** All of it in one line: {@code Media: 812 MB of 1.3 GB · 61 MB/s · 8 seconds left}. */
    public String line(Words words) {
        List<String> parts = new ArrayList<>();
        String phase = phase(words);
        String amount = amount(words);
        if (!phase.isEmpty()) {
            parts.add(amount.isEmpty() ? phase : words.get("view.progress.phase", phase, amount));
        } else if (!amount.isEmpty()) {
            parts.add(amount);
        }
        if (latest.unit() == Progress.Unit.BYTES) {
            rate().ifPresent(rate -> parts.add(words.amounts().rate(rate)));
        }
        left().ifPresent(left ->
                parts.add(words.get("view.progress.left", words.amounts().duration(left))));
        return String.join(words.get("view.separator"), parts);
    }

    private String phase(Words words) {
        String key = "progress." + latest.phase();
        return words.messages().has(key) ? words.get(key) : "";
    }

    private String amount(Words words) {
        Amounts amounts = words.amounts();
        boolean total = latest.total() > 0;
        return switch (latest.unit()) {
            case BYTES ->
                total
                        ? words.get("view.progress.of", amounts.size(latest.done()), amounts.size(latest.total()))
                        : amounts.size(latest.done());
            case ITEMS ->
                total
                        ? words.get("view.progress.items", latest.done(), latest.total())
                        : words.get("view.progress.count", latest.done());
            case NONE -> "";
        };
    }

    private record Sample(Instant at, long done) {}
}
