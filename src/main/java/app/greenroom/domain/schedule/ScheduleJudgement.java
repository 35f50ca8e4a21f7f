package app.greenroom.domain.schedule;

import app.greenroom.domain.instance.Finding;
import app.greenroom.domain.instance.FindingCode;
import app.greenroom.domain.instance.Severity;
import app.greenroom.domain.schedule.ScheduleRun.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Judges what a schedule on a server tells. Nothing is said of an instance that has none. A run that failed, one that was
 * skipped and one that did not come are told apart: each wants something else of its reader.
 */
public final class ScheduleJudgement {
    /** How long after its time a run may begin: the spread of timers, and a server that is just starting. */
    static final Duration GRACE = Duration.ofHours(2);

    /** How long a run may take. */
    static final Duration LONGEST = Duration.ofHours(24);

    private ScheduleJudgement() {}

    /** One finding, or none if there is no schedule. */
    public static List<Finding> of(ServerSchedule schedule) {
        if (schedule.settings().isEmpty()) {
            return List.of();
        }
        if (late(schedule)) {
            return List.of(Finding.of(
                    FindingCode.SCHEDULE_LATE,
                    Severity.ATTENTION,
                    age(schedule, schedule.lastGood()),
                    schedule.trigger().name().toLowerCase(Locale.ROOT)));
        }
        Optional<ScheduleRun> last = schedule.last();
        Result result = last.map(ScheduleRun::result).orElse(Result.OK);
        return switch (result) {
            case FAILED -> List.of(trouble(FindingCode.SCHEDULE_FAILED, schedule, last.orElseThrow()));
            case SKIPPED -> List.of(trouble(FindingCode.SCHEDULE_SKIPPED, schedule, last.orElseThrow()));
            case OK, RUNNING ->
                last.isPresent() && last.get().lost() > 0
                        ? List.of(Finding.of(
                                FindingCode.SCHEDULE_LOST,
                                Severity.ATTENTION,
                                String.valueOf(last.get().lost())))
                        : List.of(Finding.of(FindingCode.SCHEDULE, Severity.OK, age(schedule, schedule.lastGood())));
        };
    }

    private static Finding trouble(FindingCode code, ServerSchedule schedule, ScheduleRun run) {
        List<String> arguments = new ArrayList<>();
        arguments.add(run.reason().name().toLowerCase(Locale.ROOT));
        arguments.add(age(schedule, Optional.of(run.started())));
        arguments.add(what(run));
        arguments.add(age(schedule, schedule.lastGood()));
        return new Finding(code, Severity.ATTENTION, arguments);
    }

    /** For a run that was skipped the floor or the job, else technical words; what a server says is not to be relied on. */
    private static String what(ScheduleRun run) {
        String last = run.arguments().isEmpty() ? "" : run.arguments().getLast();
        if (run.result() != Result.SKIPPED) {
            return run.detail();
        }
        return switch (run.reason()) {
            case SPACE -> last.matches("\\d{1,18}") ? last : "";
            case JOB -> last;
            default -> run.detail();
        };
    }

    /** Whether the newest run that should have begun did not, or one does not end. */
    private static boolean late(ServerSchedule schedule) {
        ScheduleSettings settings = schedule.settings().orElseThrow();
        Instant due = new DueTimes(settings.times(), settings.zone())
                .lastBefore(schedule.now().minus(GRACE));
        boolean expected = schedule.since().filter(since -> since.isBefore(due)).isPresent();
        boolean began =
                schedule.last().filter(run -> !run.started().isBefore(due)).isPresent();
        boolean running =
                schedule.last().filter(run -> run.result() == Result.RUNNING).isPresent();
        boolean stuck = running
                && Duration.between(schedule.last().orElseThrow().started(), schedule.now())
                                .compareTo(LONGEST)
                        > 0;
        return stuck || (expected && !began && !running);
    }

    private static String age(ServerSchedule schedule, Optional<Instant> moment) {
        return moment.map(at -> String.valueOf(
                        Math.max(0, Duration.between(at, schedule.now()).toSeconds())))
                .orElse("");
    }
}
