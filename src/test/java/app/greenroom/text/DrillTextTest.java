package app.greenroom.text;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.backup.DrillReport;
import app.greenroom.domain.backup.DrillReport.Check;
import app.greenroom.domain.backup.DrillReport.Code;
import app.greenroom.domain.backup.DrillReport.Outcome;
import app.greenroom.domain.backup.SnapshotId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Drills in words. */
class DrillTextTest {
    private final DrillText text = new DrillText(new Messages(Locale.ENGLISH));

    private static Check check(Code code, Outcome outcome) {
        return new Check(code, outcome, "1234567", "7654321", "technical");
    }

    private static DrillReport report(boolean removed, Check... checks) {
        return new DrillReport(
                new SnapshotId("2026-11-24T02-03-04Z-l"),
                Instant.EPOCH,
                Duration.ZERO,
                "2026.2.1",
                1,
                List.of(checks),
                removed);
    }

    @ParameterizedTest
    @EnumSource
    void everyCheckHasWordsForEveryOutcome(Code code) {
        for (Outcome outcome : Outcome.values()) {
            assertThat(text.title(check(code, outcome))).isNotBlank();
            assertThat(text.outcome(check(code, outcome))).isNotBlank().doesNotContain("technical", "{");
        }
    }

    @Test
    void figuresAreThoseOfTheSnapshotAndOfTheRestore() {
        assertThat(text.outcome(check(Code.USERS, Outcome.FAILED))).isEqualTo("7654321, the snapshot says 1234567");
        assertThat(text.outcome(check(Code.DATABASE, Outcome.PASSED))).isEqualTo("7.7 MB from a dump of 1.2 MB");
    }

    @Test
    void theWholeIsSaidByTheGravestOfIt() {
        Check passed = check(Code.USERS, Outcome.PASSED);
        assertThat(text.report(report(true, passed))).startsWith("The snapshot restores");
        assertThat(text.report(report(true, passed, check(Code.PAGE, Outcome.LIMITED))))
                .contains("1 check was not possible");
        assertThat(text.report(report(true, passed, check(Code.EVENTS, Outcome.FAILED))))
                .startsWith("1 check of the trial restore failed");
        assertThat(text.report(report(false, passed, check(Code.REMOVED, Outcome.FAILED))))
                .contains("something of it is left");
    }
}
