package app.greenroom.domain.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.instance.Finding;
import app.greenroom.domain.instance.FindingCode;
import app.greenroom.domain.instance.Severity;
import app.greenroom.domain.schedule.ScheduleRun.Reason;
import app.greenroom.domain.schedule.ScheduleRun.Result;
import app.greenroom.text.FindingText;
import app.greenroom.text.Messages;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScheduleJudgementTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Instant DUE = Instant.parse("2026-11-24T03:40:00Z");
    private static final Instant LONG_AGO = Instant.parse("2026-11-01T12:00:00Z");

    private final FindingText words = new FindingText(new Messages(Locale.ENGLISH));

    private static ServerSchedule schedule(Instant since, Optional<ScheduleRun> last, Optional<Instant> lastGood) {
        return schedule(since, last, lastGood, NOW);
    }

    private static ServerSchedule schedule(
            Instant since, Optional<ScheduleRun> last, Optional<Instant> lastGood, Instant now) {
        ScheduleSettings settings = new ScheduleSettings(
                List.of(LocalTime.of(3, 40)),
                ZoneOffset.UTC,
                ScheduleSettings.USUAL_KEEP,
                0,
                Optional.empty(),
                Optional.empty());
        return new ServerSchedule(
                Optional.of(settings),
                ServerSchedule.Trigger.SYSTEMD,
                Optional.of(since),
                last,
                lastGood,
                Optional.empty(),
                List.of(),
                "/var/lib/greenroom/snapshots/talks",
                now);
    }

    private static Optional<ScheduleRun> run(Instant started, Result result, Reason reason, String... arguments) {
        return Optional.of(new ScheduleRun(
                started,
                Optional.empty(),
                result,
                reason,
                List.of(arguments),
                reason == Reason.NONE ? "" : "something technical",
                Optional.<SnapshotId>empty(),
                0,
                0,
                0,
                0,
                Duration.ZERO,
                0,
                "",
                ""));
    }

    private Finding only(ServerSchedule schedule) {
        List<Finding> findings = ScheduleJudgement.of(schedule);
        assertThat(findings).hasSize(1);
        assertThat(words.title(findings.getFirst())).isNotEmpty().doesNotContain("{");
        assertThat(words.advice(findings.getFirst())).doesNotContain("{");
        return findings.getFirst();
    }

    @Test
    void nothingIsSaidOfAnInstanceWithoutOne() {
        assertThat(ScheduleJudgement.of(ServerSchedule.none(NOW))).isEmpty();
    }

    @Test
    void aGoodRunIsFine() {
        Finding finding = only(
                schedule(LONG_AGO, run(DUE.plusSeconds(90), Result.OK, Reason.NONE), Optional.of(DUE.plusSeconds(90))));
        assertThat(finding.code()).isEqualTo(FindingCode.SCHEDULE);
        assertThat(finding.severity()).isEqualTo(Severity.OK);
        assertThat(words.title(finding)).isEqualTo("The server backs itself up, last 8 hours ago");
    }

    @Test
    void beforeItsFirstTimeNothingIsLate() {
        Finding finding = only(schedule(NOW.minusSeconds(60), Optional.empty(), Optional.empty()));
        assertThat(finding.code()).isEqualTo(FindingCode.SCHEDULE);
        assertThat(words.title(finding)).contains("first run is still to come");
    }

    @Test
    void aRunThatDidNotBeginIsLate() {
        Instant yesterday = DUE.minus(Duration.ofDays(1));
        Finding finding = only(schedule(LONG_AGO, run(yesterday, Result.OK, Reason.NONE), Optional.of(yesterday)));
        assertThat(finding.code()).isEqualTo(FindingCode.SCHEDULE_LATE);
        assertThat(words.title(finding))
                .isEqualTo("The server''s own backup is late, the last one is from 32 hours ago".replace("''", "'"));
        assertThat(only(schedule(LONG_AGO, Optional.empty(), Optional.empty())).code())
                .isEqualTo(FindingCode.SCHEDULE_LATE);
    }

    @Test
    void twoHoursOfGraceBelongToATimer() {
        Instant yesterday = DUE.minus(Duration.ofDays(1));
        Optional<ScheduleRun> run = run(yesterday, Result.OK, Reason.NONE);
        Instant within = DUE.plus(ScheduleJudgement.GRACE).minusSeconds(1);
        assertThat(only(schedule(LONG_AGO, run, Optional.of(yesterday), within)).code())
                .isEqualTo(FindingCode.SCHEDULE);
        assertThat(only(schedule(LONG_AGO, run, Optional.of(yesterday), within.plusSeconds(1)))
                        .code())
                .isEqualTo(FindingCode.SCHEDULE_LATE);
    }

    @Test
    void aRunThatFailedIsNoLateOne() {
        Optional<Instant> good = Optional.of(DUE.minus(Duration.ofDays(1)));
        for (Reason reason : Reason.values()) {
            Finding finding = only(schedule(LONG_AGO, run(DUE, Result.FAILED, reason), good));
            assertThat(finding.code()).isEqualTo(FindingCode.SCHEDULE_FAILED);
            assertThat(finding.severity()).isEqualTo(Severity.ATTENTION);
            only(schedule(LONG_AGO, run(DUE, Result.SKIPPED, reason, "no number"), good));
            assertThat(words.advice(finding)).as(reason.name()).contains("Earlier sets are as they were");
        }
    }

    @Test
    void aSkippedOneIsNoFailure() {
        Finding space = only(schedule(
                LONG_AGO,
                run(DUE, Result.SKIPPED, Reason.SPACE, "900000000", "500000000", "1073741824"),
                Optional.empty()));
        assertThat(space.code()).isEqualTo(FindingCode.SCHEDULE_SKIPPED);
        assertThat(words.advice(space)).contains("less than 1.1 GB free");
        Finding job = only(schedule(LONG_AGO, run(DUE, Result.SKIPPED, Reason.JOB, "upgrade-7"), Optional.empty()));
        assertThat(words.advice(job)).contains("upgrade-7");
    }

    @Test
    void aRunThatDoesNotEndIsLateAfterADay() {
        Instant started = DUE.minus(Duration.ofDays(1)).plusSeconds(30);
        Optional<ScheduleRun> run = run(started, Result.RUNNING, Reason.NONE);
        assertThat(only(schedule(LONG_AGO, run, Optional.empty(), started.plus(Duration.ofHours(23))))
                        .code())
                .isEqualTo(FindingCode.SCHEDULE);
        assertThat(only(schedule(LONG_AGO, run, Optional.empty(), started.plus(Duration.ofHours(25))))
                        .code())
                .isEqualTo(FindingCode.SCHEDULE_LATE);
    }
}
