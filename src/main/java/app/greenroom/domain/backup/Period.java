package app.greenroom.domain.backup;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;

/**
 * Stretches of time of which one snapshot each is kept, shortest first. They are those of UTC, so that a snapshot falls
 * into the same one on every computer, on the server, in every season and wherever the laptop travels. Weeks are those of
 * ISO 8601: they begin on Monday, and belong to the year of their Thursday.
 */
public enum Period {
    /** Sixty minutes from the full hour. */
    HOUR,
    /** From midnight to midnight. */
    DAY,
    /** Monday to Sunday. */
    WEEK,
    /** A month of the calendar. */
    MONTH,
    /** A year of the calendar. */
    YEAR;

    /** Name of the stretch that holds a moment, such as {@code 2026-W48}: equal for two moments in the same one. */
    public String holding(Instant moment) {
        LocalDateTime time = LocalDateTime.ofInstant(moment, ZoneOffset.UTC);
        return switch (this) {
            case HOUR -> time.toLocalDate() + "T" + time.getHour();
            case DAY -> time.toLocalDate().toString();
            case WEEK -> time.get(IsoFields.WEEK_BASED_YEAR) + "-W" + time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
            case MONTH -> time.getYear() + "-" + time.getMonthValue();
            case YEAR -> String.valueOf(time.getYear());
        };
    }
}
