package app.greenroom.domain.schedule;

import app.greenroom.domain.backup.KeepRule;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * What somebody chose for the schedule of a server.
 *
 * @param times times of day at which a set is taken, 1 to 24, each once, in order, full minutes
 * @param zone the zone in which these are times of day
 * @param keep which sets stay on the server; the newest whole one always does
 * @param floorBytes bytes that stay free on the server's disk: a set that would need them is not taken
 * @param mail address that hears of runs that failed or were skipped, through the site's own outgoing mail
 * @param ping address that is fetched after every good run, so that somebody notices when none comes any more
 */
public record ScheduleSettings(
        List<LocalTime> times,
        ZoneId zone,
        KeepRule keep,
        long floorBytes,
        Optional<String> mail,
        Optional<String> ping) {
    /** Most times in a day. */
    public static final int MOST_TIMES = 24;

    /** What is proposed before anybody chose: two weeks of days, two months of weeks, half a year. */
    public static final KeepRule USUAL_KEEP = new KeepRule(0, 14, 8, 6, 0);

    /** What is proposed to stay free: 1 GiB. */
    public static final long USUAL_FLOOR = 1_000_000_000L;

    private static final ZoneId UTC = ZoneId.of("UTC");

    /** What is proposed as time of day: at night, and not with everybody else at the full hour. */
    public static final LocalTime USUAL_TIME = LocalTime.of(3, 40);

    /** Sorts the times and checks everything. */
    public ScheduleSettings {
        zone = zone.equals(ZoneOffset.UTC) ? UTC : zone; // which calls itself Z
        times = times.stream()
                .map(time -> time.truncatedTo(ChronoUnit.MINUTES))
                .distinct()
                .sorted()
                .toList();
        if (times.isEmpty() || times.size() > MOST_TIMES) {
            throw new IllegalArgumentException("times " + times.size());
        }
        if (floorBytes < 0) {
            throw new IllegalArgumentException("floor " + floorBytes);
        }
        if (mail.filter(address -> !isMail(address)).isPresent()) {
            throw new IllegalArgumentException("not a mail address: " + mail.get());
        }
        if (ping.filter(address -> !isPing(address)).isPresent()) {
            throw new IllegalArgumentException("not an address to ping: " + ping.get());
        }
    }

    /** The usual settings in a zone. */
    public static ScheduleSettings usual(ZoneId zone) {
        return new ScheduleSettings(
                List.of(USUAL_TIME), zone, USUAL_KEEP, USUAL_FLOOR, Optional.empty(), Optional.empty());
    }

    /** Whether a text can be the address of a mail: one that no program could take for an option or two addresses. */
    public static boolean isMail(String text) {
        return text.length() <= 254
                && text.matches("[A-Za-z0-9][A-Za-z0-9._%+'-]*@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?");
    }

    /** Whether a text can be an address to ping: https, or plain http to the server itself. */
    public static boolean isPing(String text) {
        return text.length() <= 1000
                && text.matches(
                        "(?:https://[A-Za-z0-9.\\[\\]:-]+|http://(?:127\\.0\\.0\\.1|localhost|\\[::1])(?::\\d{1,5})?)"
                                + "(?:/[!-~]*)?")
                && !text.matches(".*[\"'<>\\\\^`{|}].*");
    }
}
