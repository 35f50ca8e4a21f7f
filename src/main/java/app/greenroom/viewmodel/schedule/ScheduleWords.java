package app.greenroom.viewmodel.schedule;

import app.greenroom.domain.schedule.LaptopSchedule;
import app.greenroom.domain.schedule.ScheduleReport;
import app.greenroom.domain.schedule.ScheduleRun;
import app.greenroom.domain.schedule.ServerSchedule;
import app.greenroom.domain.schedule.ServerSchedule.Trigger;
import app.greenroom.viewmodel.Figure;
import app.greenroom.viewmodel.Tone;
import app.greenroom.viewmodel.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Says what is the case with schedules. Times are shown by this computer's clock. */
final class ScheduleWords {
    private static final int ARGUMENTS = 3;

    private final Words words;

    ScheduleWords(Words words) {
        this.words = words;
    }

    /** Last run, last good one, next, sets there. */
    List<Figure> figures(ScheduleReport report, Instant now) {
        ServerSchedule server = report.server();
        Duration ahead = Duration.between(now, server.now());
        return List.of(
                server.last()
                        .map(run -> new Figure(
                                words.get("view.schedule.last"),
                                words.moment(run.started().minus(ahead), now),
                                result(run),
                                tone(run)))
                        .orElseGet(() -> none("last")),
                server.lastGood()
                        .map(at -> new Figure(
                                words.get("view.schedule.lastGood"),
                                words.amounts().age(at.minus(ahead), now),
                                words.moment(at.minus(ahead), now),
                                Tone.OK))
                        .orElseGet(() -> none("lastGood")),
                server.next()
                        .map(at -> new Figure(
                                words.get("view.backups.next"),
                                words.moment(at.minus(ahead), now),
                                words.get("view.schedule.trigger." + server.trigger()),
                                Tone.OK))
                        .orElseGet(() -> none("next")),
                new Figure(
                        words.get("view.schedule.sets"),
                        words.get("view.schedule.setsValue", server.sets().size()),
                        words.get("view.schedule.waiting", report.waiting().size()),
                        Tone.OK));
    }

    private Figure none(String what) {
        String label = what.equals("next") ? "view.backups.next" : "view.schedule." + what;
        return new Figure(
                words.get(label),
                words.get("view.backups.never"),
                words.get("view.schedule.none." + what),
                Tone.UNKNOWN);
    }

    /** Whether there is a schedule on the server, and how it goes. */
    String sentence(ScheduleReport report) {
        ServerSchedule server = report.server();
        if (server.settings().isEmpty()) {
            return words.get("view.schedule.sentence.none");
        }
        return server.trigger() == Trigger.NONE
                ? words.get("view.schedule.sentence.off")
                : words.get("view.schedule.sentence.on");
    }

    Tone tone(ScheduleReport report) {
        ServerSchedule server = report.server();
        if (server.settings().isEmpty()) {
            return Tone.INFO;
        }
        if (server.trigger() == Trigger.NONE) {
            return Tone.ATTENTION;
        }
        return server.last().map(this::tone).orElse(Tone.OK);
    }

    /** How a run ended, in words. */
    String result(ScheduleRun run) {
        return switch (run.result()) {
            case OK -> {
                String took = words.get(
                        "view.schedule.result.OK",
                        words.amounts().size(run.bytes()),
                        words.amounts().size(run.newBytes()));
                yield run.late().isPositive()
                        ? words.get(
                                "view.schedule.result.late",
                                took,
                                words.amounts().duration(run.late()))
                        : took;
            }
            case RUNNING -> words.get("view.schedule.result.RUNNING");
            case SKIPPED, FAILED ->
                words.get(
                        "view.schedule.result." + run.result(),
                        words.get("view.schedule.reason." + run.reason(), arguments(run)));
        };
    }

    private Object[] arguments(ScheduleRun run) {
        Object[] arguments = new Object[ARGUMENTS];
        for (int i = 0; i < ARGUMENTS; i++) {
            String raw = i < run.arguments().size() ? run.arguments().get(i) : "";
            arguments[i] = run.reason() == ScheduleRun.Reason.SPACE && raw.matches("\\d{1,18}")
                    ? words.amounts().size(Long.parseLong(raw))
                    : raw.isEmpty() ? words.get("view.unknown") : raw;
        }
        return arguments;
    }

    Tone tone(ScheduleRun run) {
        return switch (run.result()) {
            case OK -> Tone.OK;
            case RUNNING -> Tone.RUNNING;
            case SKIPPED -> Tone.ATTENTION;
            case FAILED -> Tone.PROBLEM;
        };
    }

    /** What this computer's own schedule did last and does next. */
    String laptop(LaptopSchedule laptop, Instant now) {
        if (laptop.at().isEmpty()) {
            return words.get("view.schedule.laptop.none");
        }
        String last = laptop.last()
                .map(attempt -> words.get(
                        "view.schedule.laptop." + attempt.result(),
                        words.moment(attempt.at(), now),
                        attempt.reason()
                                .map(reason -> words.get("failure." + reason, "", "", ""))
                                .orElse("")))
                .orElseGet(() -> words.get("view.schedule.laptop.notYet"));
        String next = laptop.next()
                .map(at -> at.isBefore(now)
                        ? words.get("view.schedule.laptop.due")
                        : words.get("view.schedule.laptop.next", words.moment(at, now)))
                .orElse("");
        return last + " " + next;
    }
}
