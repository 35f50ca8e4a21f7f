package app.greenroom.operation.schedule;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.schedule.CollectReport;
import app.greenroom.domain.schedule.LaptopSchedule;
import app.greenroom.domain.schedule.LaptopSchedule.Result;
import app.greenroom.domain.server.TargetName;
import app.greenroom.operation.Backups;
import app.greenroom.task.TaskContext;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the snapshots that this computer's own schedules are due for, one after the other, and collects what servers took
 * by themselves. Called again and again by whoever keeps the time.
 */
final class CatchUp {
    private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);

    /** What is nobody's fault, and may be otherwise in a moment. */
    private static final Set<FailureReason> SKIPPED = EnumSet.of(
            FailureReason.CANCELLED,
            FailureReason.HOST_NOT_FOUND,
            FailureReason.HOST_SILENT,
            FailureReason.HOST_REFUSED,
            FailureReason.CONNECTION_LOST,
            FailureReason.SECRET_MISSING,
            FailureReason.SECRETS_LOCKED,
            FailureReason.KEYRING_UNAVAILABLE,
            FailureReason.AGENT_UNAVAILABLE,
            FailureReason.PRACTICE_UNAVAILABLE,
            FailureReason.LIBRARY_GONE,
            FailureReason.LIBRARY_BUSY);

    private final LaptopSchedules laptop;
    private final Backups backups;
    private final Collector schedules;
    private final Clock clock;

    /**
     * Catches up.
     *
     * @param laptop what is due
     * @param backups take snapshots
     * @param schedules collect sets
     */
    CatchUp(LaptopSchedules laptop, Backups backups, Collector schedules, Clock clock) {
        this.laptop = laptop;
        this.backups = backups;
        this.schedules = schedules;
        this.clock = clock;
    }

    /** Collects sets. */
    @FunctionalInterface
    interface Collector {
        /** Collects those of an instance. */
        CollectReport collect(TargetName target, TaskContext context) throws OperationFailedException;
    }

    /**
     * The instance whose snapshot has been due the longest; empty if none is due.
     *
     * @throws OperationFailedException if the schedules cannot be read
     */
    Optional<TargetName> due() throws OperationFailedException {
        return laptop.all().entrySet().stream()
                .filter(each -> each.getValue()
                        .next()
                        .filter(next -> !next.isAfter(clock.instant()))
                        .isPresent())
                .min(Map.Entry.comparingByValue(
                        java.util.Comparator.comparing(each -> each.next().orElseThrow())))
                .map(Map.Entry::getKey);
    }

    /**
     * Takes the snapshot of an instance that is due, collects, and keeps what came of it.
     *
     * @throws OperationFailedException why there is no new snapshot; it has been kept as the attempt's reason already
     */
    LaptopSchedule attempt(TargetName target, TaskContext context) throws OperationFailedException {
        try {
            backups.create(target, context);
            laptop.attempted(target, Result.OK, Optional.empty());
        } catch (OperationFailedException e) {
            Result result = SKIPPED.contains(e.reason()) ? Result.SKIPPED : Result.FAILED;
            LOG.info("the snapshot of {} that was due is {}: {}", target, result, e.reason());
            laptop.attempted(target, result, Optional.of(e.reason()));
            throw e;
        }
        try {
            schedules.collect(target, context);
        } catch (OperationFailedException e) {
            LOG.info("sets of {} are left to be collected another time: {}", target, e.reason());
        }
        return laptop.of(target);
    }
}
