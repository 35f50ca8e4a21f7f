package app.greenroom.operation.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.domain.backup.VerifyReport;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.schedule.CollectReport;
import app.greenroom.domain.schedule.LaptopSchedule;
import app.greenroom.domain.schedule.LaptopSchedule.Result;
import app.greenroom.domain.server.TargetName;
import app.greenroom.operation.Backups;
import app.greenroom.storage.SchedulesFile;
import app.greenroom.task.TaskContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** This computer's own schedules, driven by a clock: what is due when, what is skipped, what has failed. */
class CatchUpTest {
    private static final TargetName TALKS = TargetName.parse("talks/main");
    private static final TargetName OTHER = TargetName.parse("other/main");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @TempDir
    Path folder;

    private final FakeClock clock = new FakeClock();
    private final FakeBackups backups = new FakeBackups();
    private final List<TargetName> collected = new ArrayList<>();
    private LaptopSchedules laptop;
    private CatchUp catchUp;

    @BeforeEach
    void begin() {
        laptop = new LaptopSchedules(new SchedulesFile(folder.resolve("schedules.json")), clock);
        catchUp = new CatchUp(laptop, backups, this::collect, clock);
    }

    private CollectReport collect(TargetName target, TaskContext context) throws OperationFailedException {
        collected.add(target);
        if (backups.refusal.isPresent()) {
            throw new OperationFailedException(backups.refusal.get(), "also when collecting");
        }
        return new CollectReport(List.of(), 0, List.of());
    }

    private void at(String berlin) {
        clock.now = java.time.LocalDateTime.parse(berlin).atZone(BERLIN).toInstant();
    }

    private void set(TargetName target, int hour) throws OperationFailedException {
        laptop.set(target, LocalTime.of(hour, 0));
    }

    private LaptopSchedule take() throws OperationFailedException {
        return catchUp.attempt(catchUp.due().orElseThrow(), TaskContext.quiet());
    }

    @Test
    void isDueAtItsTimeAndOnceADay() throws Exception {
        at("2026-11-24T12:00:00");
        set(TALKS, 20);
        assertThat(catchUp.due()).as("before its first time").isEmpty();
        at("2026-11-24T19:59:59");
        assertThat(catchUp.due()).isEmpty();
        at("2026-11-24T20:00:00");
        assertThat(catchUp.due()).contains(TALKS);
        LaptopSchedule after = take();
        assertThat(after.last().orElseThrow().result()).isEqualTo(Result.OK);
        assertThat(after.next()).contains(Instant.parse("2026-11-25T19:00:00Z"));
        at("2026-11-25T19:59:00");
        assertThat(catchUp.due()).isEmpty();
        at("2026-11-25T20:01:00");
        assertThat(catchUp.due()).contains(TALKS);
        assertThat(collected).containsExactly(TALKS);
    }

    @Test
    void daysThatWereMissedAreCaughtUpWithOnce() throws Exception {
        at("2026-11-20T12:00:00");
        set(TALKS, 20);
        at("2026-11-24T09:00:00");
        assertThat(laptop.of(TALKS).next()).contains(Instant.parse("2026-11-23T19:00:00Z"));
        take();
        assertThat(catchUp.due()).isEmpty();
        assertThat(backups.taken).containsExactly(TALKS);
        at("2026-11-24T20:00:00");
        assertThat(catchUp.due())
                .as("a morning's catching up is not the evening's snapshot")
                .contains(TALKS);
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureReason.class,
            names = {"HOST_SILENT", "HOST_NOT_FOUND", "LIBRARY_BUSY", "SECRETS_LOCKED", "CONNECTION_LOST", "CANCELLED"})
    void whatIsNobodysFaultIsSkippedAndTriedSoon(FailureReason reason) throws Exception {
        at("2026-11-24T12:00:00");
        set(TALKS, 20);
        at("2026-11-24T20:00:00");
        backups.refusal = Optional.of(reason);
        assertThat(catchThrowableOfType(OperationFailedException.class, this::take)
                        .reason())
                .isEqualTo(reason);
        LaptopSchedule.Attempt last = laptop.of(TALKS).last().orElseThrow();
        assertThat(last.result()).isEqualTo(Result.SKIPPED);
        assertThat(last.reason()).contains(reason);
        clock.now = clock.now.plus(LaptopSchedules.AFTER_SKIPPED).minusSeconds(1);
        assertThat(catchUp.due()).isEmpty();
        clock.now = clock.now.plusSeconds(1);
        assertThat(catchUp.due()).contains(TALKS);
        assertThat(collected).isEmpty();
    }

    @Test
    void whatShouldHaveWorkedHasFailedAndIsTriedLater() throws Exception {
        at("2026-11-24T12:00:00");
        set(TALKS, 20);
        at("2026-11-24T20:00:00");
        backups.refusal = Optional.of(FailureReason.LOCAL_DISK_FULL);
        assertThatThrownBy(this::take).isInstanceOf(OperationFailedException.class);
        assertThat(laptop.of(TALKS).last().orElseThrow().result()).isEqualTo(Result.FAILED);
        clock.now = clock.now.plus(Duration.ofMinutes(59));
        assertThat(catchUp.due()).isEmpty();
        clock.now = clock.now.plus(Duration.ofMinutes(1));
        backups.refusal = Optional.empty();
        assertThat(take().last().orElseThrow().result()).isEqualTo(Result.OK);
    }

    @Test
    void theOneThatWaitsTheLongestComesFirstAndAFailureOfItDoesNotHoldUpTheOther() throws Exception {
        at("2026-11-24T12:00:00");
        set(TALKS, 20);
        set(OTHER, 18);
        at("2026-11-24T21:00:00");
        assertThat(catchUp.due()).contains(OTHER);
        backups.refusal = Optional.of(FailureReason.HOST_SILENT);
        assertThatThrownBy(this::take).isInstanceOf(OperationFailedException.class);
        backups.refusal = Optional.empty();
        take();
        assertThat(backups.taken).containsExactly(TALKS);
        assertThat(catchUp.due()).isEmpty();
    }

    @Test
    void aRemovedOneIsDueNoMoreAndItsEndIsNotKept() throws Exception {
        at("2026-11-24T12:00:00");
        set(TALKS, 20);
        at("2026-11-24T20:00:00");
        laptop.remove(TALKS);
        assertThat(catchUp.due()).isEmpty();
        laptop.attempted(TALKS, Result.OK, Optional.empty());
        assertThat(laptop.of(TALKS)).isEqualTo(LaptopSchedule.none());
    }

    @Test
    void nonsenseInTheFileIsAFailureAndNotASnapshotEveryMinute() throws Exception {
        Files.writeString(
                folder.resolve("schedules.json"),
                "{\"schema\": 1, \"instances\": {\"talks/main\": {\"at\":"
                        + " \"soon\", \"since\": \"\", \"attempted\": \"\", \"result\": \"\", \"reason\": \"\","
                        + " \"collected\": \"\"}}}");
        assertThat(catchUp.due()).isEmpty();
    }

    /** A clock that stands still until it is moved. */
    private static final class FakeClock extends Clock {
        private Instant now = Instant.EPOCH;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return BERLIN;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    /** Snapshots that only are counted. */
    private static final class FakeBackups implements Backups {
        private final List<TargetName> taken = new ArrayList<>();
        private Optional<FailureReason> refusal = Optional.empty();

        @Override
        public SnapshotSummary create(TargetName target, TaskContext context) throws OperationFailedException {
            if (refusal.isPresent()) {
                throw new OperationFailedException(refusal.get(), "as prepared");
            }
            taken.add(target);
            return new SnapshotSummary(
                    new SnapshotId("2026-11-24T19-00-00Z-l"),
                    "/nowhere",
                    SnapshotSummary.Condition.DAMAGED,
                    Optional.empty(),
                    Optional.empty(),
                    0);
        }

        @Override
        public List<SnapshotSummary> list(TargetName target) {
            return List.of();
        }

        @Override
        public VerifyReport verify(
                TargetName target, Optional<SnapshotId> snapshot, VerifyReport.Depth depth, TaskContext context) {
            throw new AssertionError("nobody asked to verify");
        }
    }
}
