package app.greenroom.operation.inspect;

import app.greenroom.domain.backup.KeepRule;
import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.schedule.ScheduleRun;
import app.greenroom.domain.schedule.ScheduleSettings;
import app.greenroom.domain.schedule.ServerSchedule;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Turns what a schedule on a server tells about itself into a value; the same strictness as for everything it says. */
public final class ScheduleParser {
    private ScheduleParser() {}

    /**
     * The schedule that a server told of.
     *
     * @param told a piece of what it said
     * @param readAt when
     */
    public static ServerSchedule parse(JsonNode told, Instant readAt) throws OperationFailedException {
        return parse(new Answer(told, "answer", readAt));
    }

    /** The run that a server told of. */
    public static ScheduleRun run(JsonNode told, Instant readAt) throws OperationFailedException {
        return run(new Answer(told, "answer", readAt));
    }

    static ServerSchedule parse(Answer answer) throws OperationFailedException {
        Optional<Answer> settings = answer.ifAny("settings");
        Optional<Answer> last = answer.ifAny("last");
        return new ServerSchedule(
                settings.isEmpty() ? Optional.empty() : Optional.of(settings(settings.get())),
                answer.constant(ServerSchedule.Trigger.class, "trigger"),
                answer.momentIfAny("since"),
                last.isEmpty() ? Optional.empty() : Optional.of(run(last.get())),
                answer.momentIfAny("lastGood"),
                answer.momentIfAny("next"),
                answer.at("sets").list(ScheduleParser::set),
                answer.text("folder"),
                answer.moment("now"));
    }

    private static ScheduleSettings settings(Answer answer) throws OperationFailedException {
        Answer keep = answer.at("keep");
        List<LocalTime> times = new ArrayList<>();
        try {
            for (String text : answer.texts("times")) {
                times.add(LocalTime.parse(text));
            }
            return new ScheduleSettings(
                    times,
                    ZoneId.of(answer.text("zone")),
                    new KeepRule(
                            keep.smallNumber("hourly"),
                            keep.smallNumber("daily"),
                            keep.smallNumber("weekly"),
                            keep.smallNumber("monthly"),
                            keep.smallNumber("yearly")),
                    answer.number("floorBytes"),
                    answer.textIfAny("mail"),
                    answer.textIfAny("ping"));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw answer.unreadable("makes no sense: " + e.getMessage());
        }
    }

    private static ScheduleRun run(Answer answer) throws OperationFailedException {
        Optional<String> set = answer.textIfAny("set");
        if (set.filter(name -> !SnapshotId.isSnapshotId(name)).isPresent()) {
            throw answer.at("set").unreadable("is no snapshot");
        }
        return new ScheduleRun(
                answer.moment("started"),
                answer.momentIfAny("finished"),
                answer.constant(ScheduleRun.Result.class, "result"),
                answer.constant(ScheduleRun.Reason.class, "reason"),
                answer.texts("arguments"),
                answer.text("detail"),
                set.map(SnapshotId::new),
                answer.number("files"),
                answer.number("bytes"),
                answer.number("newBytes"),
                answer.smallNumber("warnings"),
                Duration.ofSeconds(answer.number("late")),
                answer.smallNumber("lost"),
                answer.text("mailTrouble"),
                answer.text("pingTrouble"));
    }

    private static SnapshotId set(Answer answer) throws OperationFailedException {
        String name = answer.text();
        if (!SnapshotId.isSnapshotId(name)) {
            throw answer.unreadable("is no snapshot");
        }
        return new SnapshotId(name);
    }
}
