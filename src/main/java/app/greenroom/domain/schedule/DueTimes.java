package app.greenroom.domain.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;

/**
 * When something is due that is due every day at some times of day in a zone. A time that the clock jumps over is due when
 * it has jumped; one that comes twice is due the first time. The program on the server goes by the same table of cases.
 *
 * @param times one or more
 * @param zone in which they are times of day
 */
public record DueTimes(List<LocalTime> times, ZoneId zone) {
    /** Copies the list. */
    public DueTimes {
        times = List.copyOf(times);
        if (times.isEmpty()) {
            throw new IllegalArgumentException("never due");
        }
    }

    /** The first due moment after another. */
    public Instant nextAfter(Instant moment) {
        return around(moment).filter(each -> each.isAfter(moment)).findFirst().orElseThrow();
    }

    /** The newest due moment that is not after another. */
    public Instant lastBefore(Instant moment) {
        return around(moment)
                .filter(each -> !each.isAfter(moment))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    private Stream<Instant> around(Instant moment) {
        LocalDate day = LocalDate.ofInstant(moment, zone);
        return day.minusDays(2)
                .datesUntil(day.plusDays(3))
                .flatMap(each -> times.stream()
                        .map(time -> each.atTime(time).atZone(zone).toInstant()))
                .sorted();
    }
}
