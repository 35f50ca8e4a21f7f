package app.greenroom.text;

import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Sizes, rates, durations and ages in words, in the language of the given messages. */
public final class Amounts {
    private static final List<String> SIZES = List.of("bytes", "kb", "mb", "gb", "tb", "pb");

    private final Messages messages;

    /** Amounts in the language of the messages. */
    public Amounts(Messages messages) {
        this.messages = messages;
    }

    /** A size, such as {@code 1.3 GB}; units of a thousand. */
    public String size(long bytes) {
        double value = Math.max(0, bytes);
        int unit = 0;
        while (unit < SIZES.size() - 1 && (unit == 0 ? value >= 1000 : value >= 999.5)) {
            value /= 1000;
            unit++;
        }
        return messages.get("amount.size." + SIZES.get(unit), number(value, unit > 0 && value < 9.95 ? 1 : 0));
    }

    /** A rate, such as {@code 12 MB/s}. */
    public String rate(double bytesPerSecond) {
        return messages.get("amount.rate", size(Math.round(bytesPerSecond)));
    }

    /** A duration to be read, such as {@code 3 minutes}: its largest unit, rounded. */
    public String duration(Duration duration) {
        Duration length = duration.abs();
        if (length.toMillis() < 950) {
            return messages.get("amount.moment");
        }
        long seconds = Math.round(length.toMillis() / 1000.0);
        if (seconds < 90) {
            return messages.get("amount.seconds", seconds);
        }
        long minutes = Math.round(seconds / 60.0);
        if (minutes < 90) {
            return messages.get("amount.minutes", minutes);
        }
        long hours = Math.round(minutes / 60.0);
        return hours < 36
                ? messages.get("amount.hours", hours)
                : messages.get("amount.days", Math.round(minutes / 1440.0));
    }

    /** A running time, such as {@code 0:21} or {@code 1:02:03}. */
    public String clock(Duration duration) {
        Duration length = duration.isNegative() ? Duration.ZERO : duration;
        return length.toHours() == 0
                ? "%d:%02d".formatted(length.toMinutes(), length.toSecondsPart())
                : "%d:%02d:%02d".formatted(length.toHours(), length.toMinutesPart(), length.toSecondsPart());
    }

    /** An age, such as {@code 2 hours ago}; a time that lies ahead counts as now. */
    public String age(Instant then, Instant now) {
        return age(Duration.between(then, now));
    }

    /** An age, such as {@code 2 hours ago}. */
    public String age(Duration age) {
        return age.toSeconds() < 5 ? messages.get("amount.now") : messages.get("amount.ago", duration(age));
    }

    /** The word for what is not known. */
    public String unknown() {
        return messages.get("amount.unknown");
    }

    private String number(double value, int digits) {
        NumberFormat format = NumberFormat.getNumberInstance(messages.locale());
        format.setMaximumFractionDigits(digits);
        format.setMinimumFractionDigits(0);
        return format.format(value);
    }
}
