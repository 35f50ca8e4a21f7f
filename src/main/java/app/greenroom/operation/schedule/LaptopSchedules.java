package app.greenroom.operation.schedule;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.schedule.DueTimes;
import app.greenroom.domain.schedule.LaptopSchedule;
import app.greenroom.domain.schedule.LaptopSchedule.Attempt;
import app.greenroom.domain.schedule.LaptopSchedule.Result;
import app.greenroom.domain.server.TargetName;
import app.greenroom.operation.LocalFailure;
import app.greenroom.storage.SchedulesFile;
import app.greenroom.storage.SchedulesFile.Saved;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** This computer's own schedules: what was chosen, what came of it, and when the next snapshot is due. */
public final class LaptopSchedules {
    /** How long after a skipped attempt the next one is made: the way to a server may be there again. */
    static final Duration AFTER_SKIPPED = Duration.ofMinutes(15);

    /** How long after a failed attempt the next one is made. */
    static final Duration AFTER_FAILED = Duration.ofHours(1);

    private final SchedulesFile file;
    private final Clock clock;

    /**
     * Schedules kept in a file.
     *
     * @param clock this computer's, in whose zone times of day are told
     */
    public LaptopSchedules(SchedulesFile file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    /** The schedule of an instance. */
    LaptopSchedule of(TargetName target) throws OperationFailedException {
        try {
            return schedule(file.read(target.toString()));
        } catch (IOException e) {
            throw LocalFailure.of("cannot read the schedules", e);
        }
    }

    /** Every schedule by the full name of its instance. */
    Map<TargetName, LaptopSchedule> all() throws OperationFailedException {
        try {
            Map<TargetName, LaptopSchedule> all = new TreeMap<>(java.util.Comparator.comparing(TargetName::toString));
            file.all().forEach((name, saved) -> {
                if (!saved.at().isEmpty()) {
                    all.put(TargetName.parse(name), schedule(saved));
                }
            });
            return all;
        } catch (IOException e) {
            throw LocalFailure.of("cannot read the schedules", e);
        } catch (IllegalArgumentException e) {
            throw LocalFailure.of("cannot read the schedules", new IOException(e));
        }
    }

    void set(TargetName target, LocalTime at) throws OperationFailedException {
        change(
                target,
                saved -> saved.withSchedule(at.toString(), clock.instant().toString()));
    }

    void remove(TargetName target) throws OperationFailedException {
        change(target, saved -> saved.withSchedule("", ""));
    }

    /** Keeps what came of an attempt, unless the schedule was removed meanwhile. */
    void attempted(TargetName target, Result result, Optional<FailureReason> reason) throws OperationFailedException {
        change(
                target,
                saved -> saved.at().isEmpty()
                        ? saved
                        : saved.withAttempt(clock.instant().toString(), result.name(), reason.map(Enum::name)));
    }

    private void change(TargetName target, java.util.function.UnaryOperator<Saved> change)
            throws OperationFailedException {
        try {
            file.change(target.toString(), change);
        } catch (IOException e) {
            throw LocalFailure.of("cannot save the schedules", e);
        }
    }

    private LaptopSchedule schedule(Saved saved) {
        if (saved.at().isEmpty()) {
            return LaptopSchedule.none();
        }
        try {
            LocalTime at = LocalTime.parse(saved.at());
            Instant since = Instant.parse(saved.since());
            Optional<Attempt> last = attempt(saved);
            return new LaptopSchedule(Optional.of(at), Optional.of(since), last, Optional.of(next(at, since, last)));
        } catch (DateTimeException | IllegalArgumentException e) {
            return LaptopSchedule.none(); // somebody wrote nonsense into the file: nothing is due by it
        }
    }

    private static Optional<Attempt> attempt(Saved saved) {
        return saved.attempted().isEmpty()
                ? Optional.empty()
                : Optional.of(new Attempt(
                        Instant.parse(saved.attempted()),
                        Result.valueOf(saved.result()),
                        saved.reason().isEmpty()
                                ? Optional.empty()
                                : Optional.of(FailureReason.valueOf(saved.reason()))));
    }

    /** When the next attempt is due: past if one was missed. */
    private Instant next(LocalTime at, Instant since, Optional<Attempt> last) {
        DueTimes times = new DueTimes(List.of(at), clock.getZone());
        Instant due = times.lastBefore(clock.instant());
        if (!due.isAfter(since)) {
            return times.nextAfter(since);
        }
        if (last.isEmpty() || last.get().at().isBefore(due)) {
            return due;
        }
        return switch (last.get().result()) {
            case OK -> times.nextAfter(clock.instant());
            case SKIPPED -> last.get().at().plus(AFTER_SKIPPED);
            case FAILED -> last.get().at().plus(AFTER_FAILED);
        };
    }
}
