package app.greenroom.viewmodel;

import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.text.Amounts;
import app.greenroom.text.FailureText;
import app.greenroom.text.FindingText;
import app.greenroom.text.Messages;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/**
 * Codes, times and amounts in words, for all screens.
 *
 * @param messages all words
 * @param amounts sizes and durations
 * @param failures failures
 * @param findings findings
 * @param zone where the user is
 */
public record Words(Messages messages, Amounts amounts, FailureText failures, FindingText findings, ZoneId zone) {
    private static final int DAYS_WITHOUT_YEAR = 300;

    /** Words from the messages of one language. */
    public static Words of(Messages messages, ZoneId zone) {
        return new Words(messages, new Amounts(messages), new FailureText(messages), new FindingText(messages), zone);
    }

    /** The words for a key. */
    public String get(String key, Object... arguments) {
        return messages.get(key, arguments);
    }

    /** A failure in words. */
    public FailureText.Words of(OperationFailedException failure) {
        return failures.of(failure);
    }

    /** A point in time as a person would say it: {@code Today 12:00}, {@code Sat 21 Nov 03:42}. */
    public String moment(Instant at, Instant now) {
        ZonedDateTime then = at.atZone(zone);
        LocalDate today = now.atZone(zone).toLocalDate();
        String time = time(at);
        LocalDate day = then.toLocalDate();
        if (day.equals(today)) {
            return get("view.moment.today", time);
        }
        if (day.equals(today.minusDays(1))) {
            return get("view.moment.yesterday", time);
        }
        if (day.equals(today.plusDays(1))) {
            return get("view.moment.tomorrow", time);
        }
        Locale locale = messages.locale();
        boolean old =
                day.isBefore(today.minusDays(DAYS_WITHOUT_YEAR)) || day.isAfter(today.plusDays(DAYS_WITHOUT_YEAR));
        return old
                ? then.format(
                        DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(locale))
                : get("view.moment.day", then.format(DateTimeFormatter.ofPattern("EEE d MMM", locale)), time);
    }

    /** The time of the day, {@code 14:02}. */
    public String time(Instant at) {
        return at.atZone(zone).format(DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT));
    }
}
