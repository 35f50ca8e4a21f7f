package app.greenroom.viewmodel.schedule;

import app.greenroom.domain.backup.Period;
import app.greenroom.domain.schedule.ScheduleSettings;
import app.greenroom.viewmodel.KeepFields;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** The settings of a server's schedule, as typed. */
public final class ScheduleForm {
    private static final long GB = 1_000_000_000L;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("H:mm", Locale.ROOT);
    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private final StringProperty times = new SimpleStringProperty("");
    private final StringProperty zone = new SimpleStringProperty("");
    private final KeepFields keep = new KeepFields();
    private final StringProperty floor = new SimpleStringProperty("");
    private final StringProperty mail = new SimpleStringProperty("");
    private final StringProperty ping = new SimpleStringProperty("");

    /** Fields of the form, for saying which one is not right. */
    public enum Field {
        /** Times of day. */
        TIMES,
        /** Zone of the times. */
        ZONE,
        /** One of the numbers of sets to keep. */
        KEEP,
        /** Space that stays free. */
        FLOOR,
        /** Address for mail. */
        MAIL,
        /** Address to ping. */
        PING
    }

    ScheduleForm() {}

    /** Fills all fields. */
    void show(ScheduleSettings settings) {
        times.set(settings.times().stream().map(SHOWN::format).collect(Collectors.joining(", ")));
        zone.set(settings.zone().getId());
        keep.show(settings.keep());
        floor.set(gigabytes(settings.floorBytes()));
        mail.set(settings.mail().orElse(""));
        ping.set(settings.ping().orElse(""));
    }

    private static String gigabytes(long bytes) {
        return bytes % GB == 0
                ? String.valueOf(bytes / GB)
                : String.format(Locale.ROOT, "%.3f", (double) bytes / GB).replaceAll("0+$", "");
    }

    /** A time of day as typed; empty if it is none. */
    static Optional<LocalTime> time(String typed) {
        try {
            return Optional.of(LocalTime.parse(typed.strip(), TIME));
        } catch (DateTimeException notYet) {
            return Optional.empty(); // while somebody types; the form says what is wanted
        }
    }

    /** A time of day as it is shown. */
    static String shown(LocalTime time) {
        return SHOWN.format(time);
    }

    private Optional<List<LocalTime>> parsedTimes() {
        List<LocalTime> parsed = new ArrayList<>();
        for (String each : times.get().split("[,; ]+", -1)) {
            if (each.isBlank()) {
                continue;
            }
            Optional<LocalTime> time = time(each);
            if (time.isEmpty()) {
                return Optional.empty();
            }
            parsed.add(time.get());
        }
        return parsed.isEmpty() || parsed.size() > ScheduleSettings.MOST_TIMES ? Optional.empty() : Optional.of(parsed);
    }

    private Optional<ZoneId> parsedZone() {
        try {
            return Optional.of(ZoneId.of(zone.get().strip()));
        } catch (DateTimeException notYet) {
            return Optional.empty(); // while somebody types; the form says what is wanted
        }
    }

    private Optional<Long> parsedFloor() {
        try {
            double gigabytes = Double.parseDouble(floor.get().strip().replace(',', '.'));
            return gigabytes >= 0 && gigabytes < 1_000_000 ? Optional.of(Math.round(gigabytes * GB)) : Optional.empty();
        } catch (NumberFormatException notYet) {
            return Optional.empty(); // while somebody types; the form says what is wanted
        }
    }

    /** The fields that are not right, in the order of the form. */
    public List<Field> wrong() {
        List<Field> wrong = new ArrayList<>();
        add(wrong, Field.TIMES, parsedTimes().isPresent());
        add(wrong, Field.ZONE, parsedZone().isPresent());
        add(wrong, Field.KEEP, keep.rule().isPresent());
        add(wrong, Field.FLOOR, parsedFloor().isPresent());
        String to = mail.get().strip();
        add(wrong, Field.MAIL, to.isEmpty() || ScheduleSettings.isMail(to));
        String address = ping.get().strip();
        add(wrong, Field.PING, address.isEmpty() || ScheduleSettings.isPing(address));
        return wrong;
    }

    private static void add(List<Field> wrong, Field field, boolean right) {
        if (!right) {
            wrong.add(field);
        }
    }

    /** The settings; empty while a field is not right. */
    Optional<ScheduleSettings> settings() {
        if (!wrong().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ScheduleSettings(
                parsedTimes().orElseThrow(),
                parsedZone().orElseThrow(),
                keep.rule().orElseThrow(),
                parsedFloor().orElseThrow(),
                Optional.of(mail.get().strip()).filter(text -> !text.isEmpty()),
                Optional.of(ping.get().strip()).filter(text -> !text.isEmpty())));
    }

    /** All fields. */
    public List<StringProperty> fields() {
        List<StringProperty> all = new ArrayList<>(List.of(times, zone, floor, mail, ping));
        all.addAll(keep.all());
        return all;
    }

    /** Times of day, separated by commas. */
    public StringProperty timesProperty() {
        return times;
    }

    /** The zone of the times, such as {@code Europe/Berlin}. */
    public StringProperty zoneProperty() {
        return zone;
    }

    /** How many periods of a kind are kept. */
    public StringProperty keepProperty(Period period) {
        return keep.of(period);
    }

    /** Space that stays free, in GB. */
    public StringProperty floorProperty() {
        return floor;
    }

    /** Address that hears of trouble; may be empty. */
    public StringProperty mailProperty() {
        return mail;
    }

    /** Address that is fetched after a good run; may be empty. */
    public StringProperty pingProperty() {
        return ping;
    }
}
