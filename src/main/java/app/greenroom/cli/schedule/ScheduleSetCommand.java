package app.greenroom.cli.schedule;

import app.greenroom.cli.session.ExitStatus;
import app.greenroom.cli.session.KeepOptions;
import app.greenroom.cli.session.Session;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.schedule.LaptopSchedule;
import app.greenroom.domain.schedule.ScheduleReport;
import app.greenroom.domain.schedule.ScheduleSettings;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sets or changes a schedule; what is not named stays as it is. */
@Command(name = "set")
final class ScheduleSetCommand extends ScheduleVerb {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,12})([KMGT]?)(?:I?B)?");
    private static final Map<String, Integer> SHIFTS = Map.of("", 0, "K", 10, "M", 20, "G", 30, "T", 40);

    @Option(names = "--at", paramLabel = "TIME", split = ",")
    List<String> at = new ArrayList<>();

    @Option(names = "--zone", paramLabel = "ZONE")
    @Nullable
    String zone;

    @Mixin
    KeepOptions keep = new KeepOptions();

    @Option(names = "--floor", paramLabel = "SIZE")
    @Nullable
    String floor;

    @Option(names = "--mail", paramLabel = "ADDRESS")
    @Nullable
    String mail;

    @Option(names = "--ping", paramLabel = "URL")
    @Nullable
    String ping;

    @Option(names = "--here")
    boolean here;

    ScheduleSetCommand(Session session, ScheduleCommand family) {
        super(session, family);
    }

    @Override
    protected ExitStatus run() throws OperationFailedException {
        ScheduleReportPrinter printer = new ScheduleReportPrinter(session);
        if (here) {
            LaptopSchedule laptop = schedules().setLaptop(name(), onlyTime());
            printer.laptop(laptop, document);
            return ExitStatus.DONE;
        }
        times(); // what is wrong with the words is said before anybody is asked anything
        ScheduleReport report = on(context -> {
            Optional<ScheduleSettings> former =
                    schedules().show(name(), context).server().settings();
            return schedules().set(name(), settings(former.orElseGet(this::usual)), context);
        });
        printer.print(report, document);
        return ExitStatus.DONE;
    }

    private LocalTime onlyTime() throws OperationFailedException {
        List<LocalTime> times = times();
        if (times.size() > 1) {
            throw wrong("--at", "one time of day for this computer, not " + times.size());
        }
        return times.isEmpty() ? LocalTime.NOON : times.getFirst();
    }

    private ScheduleSettings usual() {
        ZoneId mine = session.clock().getZone();
        return ScheduleSettings.usual(mine instanceof ZoneOffset ? ZoneId.of("UTC") : mine);
    }

    private ScheduleSettings settings(ScheduleSettings former) throws OperationFailedException {
        List<LocalTime> times = times();
        return new ScheduleSettings(
                times.isEmpty() ? former.times() : times,
                zone == null ? former.zone() : zone(zone),
                keep.rule(former.keep(), ScheduleSetCommand::wrong),
                floor == null ? former.floorBytes() : bytes(floor),
                address("--mail", mail, former.mail()),
                address("--ping", ping, former.ping()));
    }

    private List<LocalTime> times() throws OperationFailedException {
        List<LocalTime> times = new ArrayList<>();
        for (String text : at) {
            if (text.equals("hourly")) {
                for (int hour = 0; hour < 24; hour++) {
                    times.add(LocalTime.of(hour, 0));
                }
                continue;
            }
            try {
                times.add(LocalTime.parse(text.length() == 4 ? "0" + text : text));
            } catch (DateTimeException e) {
                throw wrong("--at", "a time of day like 03:40, not " + text);
            }
        }
        if (times.stream().distinct().count() > ScheduleSettings.MOST_TIMES) {
            throw wrong("--at", "at most " + ScheduleSettings.MOST_TIMES + " times a day");
        }
        return times;
    }

    private static ZoneId zone(String text) throws OperationFailedException {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw wrong("--zone", "a zone like Europe/Berlin, not " + text);
        }
    }

    private static long bytes(String text) throws OperationFailedException {
        Matcher size = SIZE.matcher(text.toUpperCase(Locale.ROOT));
        if (!size.matches()) {
            throw wrong("--floor", "a size like 2G, not " + text);
        }
        try {
            return Math.multiplyExact(Long.parseLong(size.group(1)), 1L << SHIFTS.getOrDefault(size.group(2), 0));
        } catch (ArithmeticException e) {
            throw wrong("--floor", "a size that a disk can have, not " + text);
        }
    }

    /** An address that was given; {@code none} takes the former one away. */
    private static Optional<String> address(String option, @Nullable String given, Optional<String> former)
            throws OperationFailedException {
        if (given == null || given.equals("none")) {
            return given == null ? former : Optional.empty();
        }
        boolean fits = option.equals("--mail") ? ScheduleSettings.isMail(given) : ScheduleSettings.isPing(given);
        if (!fits) {
            throw wrong(
                    option, option.equals("--mail") ? "an address of mail" : "an address that begins with https://");
        }
        return Optional.of(given);
    }

    private static OperationFailedException wrong(String option, String wanted) {
        return new OperationFailedException(FailureReason.INPUT_INVALID, wanted, option + " (" + wanted + ")");
    }
}
